package io.brokerway.engine.orders;

import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.engine.orders.core.Command;
import io.brokerway.engine.orders.core.CommandKind;
import io.brokerway.engine.orders.core.CommandState;
import io.brokerway.engine.orders.core.Input;
import io.brokerway.engine.portfolio.AccountRef;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Counts what becomes of orders and their commands, and times how long an accepted order needs to
 * its first byte. Labels are brokers and names of constants, never ids. Thread-safe.
 */
final class OrderMeters {
  /** Orders that are timed at once; the oldest beyond are not timed. */
  private static final int MOST_TIMED = 10_000;

  private static final Duration[] BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30)
  };

  private final LongSupplier nanos;
  private final MeterProvider<Counter> orders;
  private final MeterProvider<Counter> refusals;
  private final MeterProvider<Counter> outcomes;
  private final MeterProvider<Timer> firstByte;
  private final Map<UUID, Long> accepted =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
          return size() > MOST_TIMED;
        }
      };

  OrderMeters(MeterRegistry metrics, LongSupplier nanos) {
    this.nanos = nanos;
    orders =
        Counter.builder("brokerway.orders")
            .description("Orders that came in, by what the gateway said to them")
            .withRegistry(metrics);
    refusals =
        Counter.builder("brokerway.orders.refusals")
            .description("Failed checks of denied orders; an order may fail several")
            .withRegistry(metrics);
    outcomes =
        Counter.builder("brokerway.commands")
            .description(
                "Attempts to send a command to a broker by how they ended, and what settled those of unknown outcome")
            .withRegistry(metrics);
    firstByte =
        Timer.builder("brokerway.order.first.byte")
            .description("From the commit of an accepted order to the leave for its first byte")
            .serviceLevelObjectives(BOUNDS)
            .withRegistry(metrics);
  }

  /** An intake was committed, just now. */
  void placed(AccountRef account, PlaceResult result) {
    var broker = account.broker().value();
    switch (result) {
      case PlaceResult.Stored stored -> stored(broker, stored);
      case PlaceResult.Replayed _ -> order(broker, "replayed");
      case PlaceResult.Conflict _ -> order(broker, "conflict");
    }
  }

  private void stored(String broker, PlaceResult.Stored stored) {
    if (stored.command().command().state() == CommandState.DENIED) {
      order(broker, "denied");
      stored.order().refusals().stream()
          .map(refusal -> refusal.code().name())
          .distinct()
          .forEach(reason -> refusals.withTags("broker", broker, "reason", reason).increment());
      return;
    }
    order(broker, "accepted");
    synchronized (accepted) {
      accepted.put(stored.order().id(), nanos.getAsLong());
    }
  }

  private void order(String broker, String result) {
    orders.withTags("broker", broker, "result", result).increment();
  }

  /** A command may leave now: times a place from its commit; its resends are not timed. */
  void leaving(AccountRef account, UUID order, CommandKind kind) {
    if (kind != CommandKind.PLACE) {
      return;
    }
    Long since;
    synchronized (accepted) {
      since = accepted.remove(order);
    }
    if (since != null) {
      firstByte
          .withTags("broker", account.broker().value())
          .record(Duration.ofNanos(nanos.getAsLong() - since));
    }
  }

  /** An attempt ended. */
  void ended(AccountRef account, CommandKind kind, Input input) {
    count(account, kind, outcome(input));
  }

  /** An attempt that is no client's command ended. */
  void attempted(AccountRef account, CommandKind kind, CommandOutcome outcome) {
    count(account, kind, outcome(outcome));
  }

  /** A command of unknown outcome was settled later. */
  void settled(AccountRef account, Command command) {
    count(account, command.kind(), "settled_" + command.state().name().toLowerCase(Locale.ROOT));
  }

  private void count(AccountRef account, CommandKind kind, String outcome) {
    outcomes
        .withTags(
            "broker",
            account.broker().value(),
            "kind",
            kind.name().toLowerCase(Locale.ROOT),
            "outcome",
            outcome)
        .increment();
  }

  private static String outcome(Input input) {
    return switch (input) {
      case Input.Ended ended -> outcome(ended.outcome());
      case Input.Expired _ -> "expired";
      case Input.Withheld _ -> "withheld";
      case Input.Threw _ -> "failed";
      // No attempt ends with what else may happen to an order.
      default -> "other";
    };
  }

  private static String outcome(CommandOutcome outcome) {
    return switch (outcome) {
      case CommandOutcome.Accepted _ -> "accepted";
      case CommandOutcome.Rejected _ -> "rejected";
      case CommandOutcome.NotSent _ -> "not_sent";
      case CommandOutcome.Unknown _ -> "unknown";
    };
  }
}
