package io.brokerway.kit.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of a call, as far as the network let us see. */
public sealed interface HttpOutcome {

  /**
   * The broker answered, and the whole reply was read; what its status means the adapter decides. A
   * redirect is an answer too: it is never followed.
   *
   * @param headers by lower-case name, the first value of each
   * @param startedAt our clock, before the first byte left: what a reading's age counts from
   * @param brokerDate the broker's clock, from the {@code Date} header; absent without one
   * @param took from the start to the last byte
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody; a copy of megabytes would cost.
  record Answered(
      int status,
      Map<String, String> headers,
      byte[] body,
      Instant startedAt,
      @Nullable Instant brokerDate,
      Duration took)
      implements HttpOutcome {

    /** How far the broker's clock may be from ours before a reading is dated by the broker's. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    public Answered {
      headers = Map.copyOf(headers);
    }

    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * When the call was made, on the broker's clock: what a reading of it counts from. The {@code
     * Date} header has whole seconds, so it decides only where our clock is plainly another.
     */
    public Instant askedAt() {
      var date = brokerDate;
      if (date == null) {
        return startedAt;
      }
      var agree =
          date.isAfter(startedAt.minus(CLOCK_TOLERANCE))
              && date.isBefore(startedAt.plus(took).plus(CLOCK_TOLERANCE));
      return agree ? startedAt : date.minus(took);
    }

    /** How long the broker asks to wait, from {@code Retry-After}; empty if it does not say. */
    public Optional<Duration> retryAfter() {
      return header("retry-after").flatMap(text -> RetryAfter.parse(text, brokerDate, startedAt));
    }

    @Override
    public String toString() {
      return "Answered[%d, %d bytes]".formatted(status, body.length);
    }
  }

  /**
   * Proven: no byte of the request left.
   *
   * @param retryAfter the least time to wait; zero if any time will do
   */
  record NotSent(Reason reason, String why, Duration retryAfter) implements HttpOutcome {

    /** What stood in the way. */
    public enum Reason {
      /** The budgets did not open within the call's patience. */
      RATE_BUDGET,
      /** The address is not one that the adapter may call. */
      EGRESS,
      /** No request can be made of the call: a secret was wiped, a header is none. */
      REQUEST,
      /** The name did not resolve, the connection or its TLS failed, or the deadline came first. */
      CONNECT,
      /** The attempt may not send any more. */
      SEND_REFUSED,
      /** The caller was interrupted, or the client is closed. */
      STOPPED
    }
  }

  /** It may have arrived. Never send a command again on this. */
  record Lost(Cause cause, String why) implements HttpOutcome {

    /** How the reply was lost. */
    public enum Cause {
      /** The deadline came before the last byte of the reply. */
      TIMEOUT,
      /** The connection broke before the whole reply was here. */
      CONNECTION,
      /** The reply is longer than the call allows. */
      TOO_LARGE,
      /** The reply is no HTTP, or in an encoding that was not asked for. */
      UNREADABLE,
      /** The caller was interrupted, or the client was closed. */
      STOPPED
    }
  }
}
