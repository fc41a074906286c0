package io.brokerway.server.rest;

import io.brokerway.server.json.InvalidInput;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code Prefer: wait=N} (RFC 7240). */
public final class Preference {
  public static final String HEADER = "Prefer";
  private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,6})\"?");
  private static final int MAX_SECONDS = 30;

  private Preference() {}

  /**
   * How long the client would wait for the broker's answer; zero if it does not say.
   *
   * @throws InvalidInput if it names more than 30 seconds
   */
  public static Duration waitOf(@Nullable String header) {
    if (header == null) {
      return Duration.ZERO;
    }
    var match = WAIT.matcher(header.toLowerCase(Locale.ROOT));
    if (!match.find()) {
      return Duration.ZERO;
    }
    var seconds = Integer.parseInt(match.group(1));
    if (seconds > MAX_SECONDS) {
      throw new InvalidInput(HEADER, "wait must be 0 to " + MAX_SECONDS + " seconds");
    }
    return Duration.ofSeconds(seconds);
  }
}
