package io.brokerway.engine.connections;

import io.brokerway.engine.storage.Fact;
import java.math.BigDecimal;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Builds a fact: its payload is JSON with the keys in order, amounts and times as strings. Not
 * thread-safe.
 */
public final class Payload {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int VERSION = 1;

  private final TreeMap<String, Object> fields = new TreeMap<>();

  /** Adds a field; an absent value is left out. */
  public Payload with(String name, @Nullable Object value) {
    switch (value) {
      case null -> {
        // Left out.
      }
      case BigDecimal amount -> fields.put(name, amount.toPlainString());
      case Integer count -> fields.put(name, count);
      case Object other -> fields.put(name, other.toString());
    }
    return this;
  }

  /** The fact of an owner with these fields. */
  public Fact fact(Owner owner, @Nullable UUID account, String type, String subject, String actor) {
    return new Fact(
        owner.tenant(),
        owner.user().value(),
        account,
        type,
        subject,
        0,
        actor,
        VERSION,
        JSON.writeValueAsString(fields));
  }
}
