package io.brokerway.engine.plugins;

import io.brokerway.broker.BrokerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one jar, or of one digest that no jar has.
 *
 * @param file the name of the jar; absent if the list names a digest that no jar has
 * @param digest of the jar; absent if it could not be read
 * @param brokers those that it brought; none if it was refused
 * @param refusal why it was refused; absent if it was loaded
 * @param problem the same in a sentence, with what to do; empty if it was loaded
 */
public record Plugin(
    @Nullable String file,
    @Nullable Sha256 digest,
    List<BrokerId> brokers,
    @Nullable Refusal refusal,
    String problem) {

  /** Why a plugin is not loaded. */
  public enum Refusal {
    /** The file is no jar, too large, or cannot be read. */
    UNREADABLE,
    /** The operator's list does not have its digest. */
    NOT_LISTED,
    /** The operator's list has a digest that no jar in the folder has. */
    MISSING,
    /** It names no adapter under {@code META-INF/services}. */
    NO_ADAPTER,
    /** Its adapter could not be made, or says something of itself that cannot be. */
    BROKEN,
    /** It needs a class or a method that is not there. */
    INCOMPATIBLE,
    /** It brings a broker that is there already. */
    DUPLICATE
  }

  public Plugin {
    brokers = List.copyOf(brokers);
  }

  public boolean isLoaded() {
    return refusal == null;
  }
}
