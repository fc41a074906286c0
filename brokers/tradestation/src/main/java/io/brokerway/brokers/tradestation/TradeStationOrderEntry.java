package io.brokerway.brokers.tradestation;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.kit.http.HttpOutcome;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places and cancels orders. TradeStation refuses a second order with a known guard, in words that
 * are not confirmed, and shows the guard nowhere: so whatever a resend is refused for, the first
 * order is looked for by its terms before that is believed.
 */
final class TradeStationOrderEntry {
  static final Duration PAUSE_FOR_LOOKUP = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(TradeStationOrderEntry.class);

  private final TradeStationClient client;
  private final TradeStationOrderSearch search;
  private final TradeStationActions actions;
  private final Supplier<Capabilities> capabilities;
  private final Clock clock;

  TradeStationOrderEntry(
      TradeStationClient client,
      TradeStationOrderSearch search,
      Supplier<Capabilities> capabilities,
      Clock clock) {
    this.client = client;
    this.search = search;
    this.actions = new TradeStationActions(client);
    this.capabilities = capabilities;
    this.clock = clock;
  }

  CommandOutcome place(NewOrder order, Attempt attempt) {
    TradeStationOrderRules.requireSupported(order, capabilities.get());
    var earlier = attempt.state().map(TradeStationOrderEntry::moment);
    HttpOutcome outcome;
    try {
      outcome = send(order, attempt, earlier);
    } catch (BrokerException e) {
      // Only questions were asked: nothing of the order has left.
      return new CommandOutcome.NotSent(message(e), PAUSE_FOR_LOOKUP);
    }
    return switch (outcome) {
      case HttpOutcome.NotSent notSent ->
          new CommandOutcome.NotSent(notSent.why(), notSent.retryAfter());
      case HttpOutcome.Lost lost -> new CommandOutcome.Unknown(lost.why());
      case Answered answer when answer.status() == 200 ->
          settled(() -> placed(order, answer, attempt, earlier));
      case Answered answer -> believed(order, TradeStationErrors.outcome(answer), earlier);
    };
  }

  /** The moment of the first try is kept, as a later one must look for what that may have made. */
  private HttpOutcome send(NewOrder order, Attempt attempt, Optional<Instant> earlier) {
    var action = actions.action(order);
    if (earlier.isEmpty()) {
      attempt.save(clock.instant().toString().getBytes(StandardCharsets.UTF_8));
    }
    return order.orderClass() == OrderClass.OCO
        ? client.postGroup(TradeStationRequests.pair(order, action), attempt)
        : client.postOrder(TradeStationRequests.order(order, action), attempt);
  }

  private static Instant moment(byte[] state) {
    return Instant.parse(new String(state, StandardCharsets.UTF_8));
  }

  private CommandOutcome placed(
      NewOrder order, Answered answer, Attempt attempt, Optional<Instant> earlier) {
    var reply = Json.read(answer.body(), TradeStationWire.Placed.class);
    var taken = new ArrayList<String>();
    var failures = new ArrayList<TradeStationWire.Failure>();
    if (reply.errors() != null) {
      failures.addAll(reply.errors());
    }
    if (reply.orders() != null) {
      reply.orders().forEach(element -> sort(element, taken, failures));
    }
    if (!failures.isEmpty()) {
      var refusal = TradeStationErrors.rejected(failures.getFirst());
      return taken.isEmpty()
          ? believed(order, refusal, earlier)
          : undone(order, taken, refusal, attempt);
    }
    return accepted(order, taken);
  }

  /** A failure may stand among the orders, too. */
  private static void sort(
      TradeStationWire.PlacedOrder element,
      List<String> taken,
      List<TradeStationWire.Failure> failures) {
    if (element.error() == null) {
      taken.add(TradeStationMapping.FIGURES.given("Orders.OrderID", element.orderId()));
    } else {
      failures.add(
          new TradeStationWire.Failure(
              null, element.orderId(), null, element.error(), element.message()));
    }
  }

  private CommandOutcome accepted(NewOrder order, List<String> taken) {
    return switch (taken.size()) {
      case 0 -> new CommandOutcome.Unknown("TradeStation answered without an order");
      case 1 -> new CommandOutcome.Accepted(taken.getFirst(), null);
      default -> {
        if (order.orderClass() == OrderClass.SIMPLE) {
          yield new CommandOutcome.Unknown("TradeStation answered with several orders for one");
        }
        // Of a group the one that the others hang on stands for all.
        var groups = search.byId(order.account(), taken.getFirst()).groups();
        yield groups
            .<CommandOutcome>map(
                found -> new CommandOutcome.Accepted(found.head(taken.getFirst()), null))
            .orElseGet(
                () -> new CommandOutcome.Unknown("TradeStation does not show the group it took"));
      }
    };
  }

  /** Each order of a group stands or falls alone: what was taken without the rest is taken back. */
  private CommandOutcome undone(
      NewOrder order, List<String> taken, CommandOutcome.Rejected refusal, Attempt attempt) {
    for (var id : taken) {
      client.deleteOrder(id, attempt);
    }
    for (var id : taken) {
      var report = search.byId(order.account(), id).groups().map(groups -> groups.report(id));
      if (report.filter(TradeStationOrderEntry::isUndone).isEmpty()) {
        return new CommandOutcome.Unknown(
            "TradeStation took a part of the group, which is not yet taken back");
      }
    }
    return refusal;
  }

  private static boolean isUndone(OrderReport report) {
    return report.status().isFinal() && report.cumulativeQuantity().signum() == 0;
  }

  /** A refusal, unless an earlier try of the same order arrived. */
  private CommandOutcome believed(
      NewOrder order, CommandOutcome outcome, Optional<Instant> earlier) {
    if (!(outcome instanceof CommandOutcome.Rejected rejected)) {
      return outcome;
    }
    var duplicate = rejected.reason() == RejectReason.DUPLICATE_CLIENT_ORDER_ID;
    if (earlier.isEmpty() && !duplicate) {
      return outcome;
    }
    return settled(() ->
        switch (search.alike(order, earlier.orElseGet(clock::instant), Set.of())) {
          case Lookup.Found(var report) ->
              new CommandOutcome.Accepted(report.brokerOrderId(), report);
          case Lookup.Absent _ -> rejected;
          case Lookup.Ambiguous _ ->
              new CommandOutcome.Unknown("several orders at TradeStation fit a resend");
        });
  }

  CommandOutcome cancel(OrderRef ref, Attempt attempt) {
    List<String> ids;
    try {
      ids = toCancel(ref);
    } catch (BrokerException e) {
      return new CommandOutcome.NotSent(message(e), PAUSE_FOR_LOOKUP);
    }
    if (ids.isEmpty()) {
      return new CommandOutcome.NotSent(
          "TradeStation does not show the order to cancel", PAUSE_FOR_LOOKUP);
    }
    var outcome = cancel(ids.getFirst(), attempt);
    for (var id : ids.subList(1, ids.size())) {
      if (outcome instanceof CommandOutcome.Accepted
          && !(cancel(id, attempt) instanceof CommandOutcome.Accepted)) {
        // Whether the other half lives on, a look at it tells.
        return stillThere(ref, id, outcome);
      }
    }
    return outcome;
  }

  private CommandOutcome stillThere(OrderRef ref, String id, CommandOutcome outcome) {
    return settled(() -> {
      var groups = search.byId(ref.account(), id).groups();
      var ended = groups.map(found -> found.report(id).status().isFinal()).orElse(false);
      return ended
          ? outcome
          : new CommandOutcome.Unknown("one order of two is canceled, the other is not");
    });
  }

  /** The order, and of two exits the other one: canceling one does not end both. */
  private List<String> toCancel(OrderRef ref) {
    var id = ref.brokerOrderId();
    if (id == null) {
      return search.lookUp(ref) instanceof Lookup.Found(var report)
          ? ids(ref, report.brokerOrderId())
          : List.of();
    }
    return ids(ref, id);
  }

  private List<String> ids(OrderRef ref, String id) {
    var order = ref.order();
    if (order == null || order.orderClass() != OrderClass.OCO) {
      return List.of(id);
    }
    var other = search.byId(ref.account(), id).groups().flatMap(groups -> groups.sibling(id));
    return other.map(sibling -> List.of(id, sibling)).orElse(List.of(id));
  }

  private CommandOutcome cancel(String id, Attempt attempt) {
    HttpOutcome outcome;
    try {
      outcome = client.deleteOrder(id, attempt);
    } catch (BrokerException e) {
      return new CommandOutcome.NotSent(message(e), PAUSE_FOR_LOOKUP);
    }
    return taken(outcome, id);
  }

  /** What a change or a cancel became: TradeStation names the order that it was asked for. */
  static CommandOutcome taken(HttpOutcome outcome, String id) {
    return switch (outcome) {
      case HttpOutcome.NotSent notSent ->
          new CommandOutcome.NotSent(notSent.why(), notSent.retryAfter());
      case HttpOutcome.Lost lost -> new CommandOutcome.Unknown(lost.why());
      case Answered answer when answer.status() == 200 -> settled(() -> answered(answer, id));
      case Answered answer -> TradeStationErrors.outcome(answer);
    };
  }

  private static CommandOutcome answered(Answered answer, String id) {
    var reply = Json.read(answer.body(), TradeStationWire.Failure.class);
    if (reply.error() != null) {
      return TradeStationErrors.rejected(reply);
    }
    return id.equals(reply.orderId())
        ? new CommandOutcome.Accepted(id, null)
        : new CommandOutcome.Unknown("TradeStation answered for another order than the one meant");
  }

  /** What an answer says; if it cannot be told, the command may have been carried out. */
  private static CommandOutcome settled(Supplier<CommandOutcome> reading) {
    try {
      return reading.get();
    } catch (BrokerException e) {
      LOG.warn("tradestation: the answer to an order command could not be read: {}", message(e));
      return new CommandOutcome.Unknown(message(e));
    }
  }

  static String message(BrokerException e) {
    return String.valueOf(e.getMessage());
  }
}
