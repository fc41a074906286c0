package io.brokerway.brokers.alpaca;

import static io.brokerway.brokers.alpaca.AlpacaAnswers.PAUSE_FOR_LOOKUP;
import static io.brokerway.brokers.alpaca.AlpacaAnswers.message;
import static io.brokerway.brokers.alpaca.AlpacaAnswers.notSent;
import static io.brokerway.brokers.alpaca.AlpacaAnswers.settled;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.kit.http.HttpOutcome;
import io.brokerway.kit.http.HttpOutcome.Answered;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Places and cancels orders. */
final class AlpacaOrderEntry {
  private final AlpacaClient client;
  private final AlpacaOrderSearch search;
  private final Supplier<Capabilities> capabilities;

  AlpacaOrderEntry(
      AlpacaClient client, AlpacaOrderSearch search, Supplier<Capabilities> capabilities) {
    this.client = client;
    this.search = search;
    this.capabilities = capabilities;
  }

  CommandOutcome place(NewOrder order, Attempt attempt) {
    AlpacaOrderRules.requireSupported(order, capabilities.get());
    return switch (client.postOrder(AlpacaOrders.placeOrder(order), attempt)) {
      case HttpOutcome.NotSent notSent -> notSent(notSent);
      case HttpOutcome.Lost lost -> new CommandOutcome.Unknown(lost.why());
      case Answered answer when answer.status() == 200 ->
          settled(() ->
              placed(order, AlpacaOrders.report(order.account(), AlpacaAnswers.order(answer))));
      case Answered answer -> {
        var outcome = AlpacaErrors.outcome(AlpacaErrors.Command.PLACE, answer);
        yield AlpacaErrors.isDuplicate(outcome) ? settled(() -> earlier(order)) : outcome;
      }
    };
  }

  private static CommandOutcome placed(NewOrder order, OrderReport report) {
    if (!AlpacaOrders.isSameOrder(order, report)) {
      return new CommandOutcome.Unknown("Alpaca answered with another order than the one sent");
    }
    return new CommandOutcome.Accepted(report.brokerOrderId(), report);
  }

  /** Alpaca refused the id as taken: then an earlier try of this order arrived. */
  private CommandOutcome earlier(NewOrder order) {
    var found = client.getOrderByClientOrderId(order.clientOrderId()).body();
    return found.isPresent()
        ? placed(order, AlpacaOrders.report(order.account(), found.get()))
        : new CommandOutcome.Unknown("Alpaca refused the id as taken but does not show its order");
  }

  CommandOutcome cancel(OrderRef order, Attempt attempt) {
    String id;
    try {
      id = order.brokerOrderId() == null ? lookedUpId(order) : order.brokerOrderId();
    } catch (BrokerException e) {
      return new CommandOutcome.NotSent(message(e), PAUSE_FOR_LOOKUP);
    }
    if (id == null) {
      return new CommandOutcome.NotSent(
          "Alpaca does not show the order to cancel", PAUSE_FOR_LOOKUP);
    }
    return switch (client.deleteOrder(id, attempt)) {
      case HttpOutcome.NotSent notSent -> notSent(notSent);
      case HttpOutcome.Lost lost -> new CommandOutcome.Unknown(lost.why());
      case Answered answer when answer.status() == 204 -> new CommandOutcome.Accepted(id, null);
      case Answered answer -> AlpacaErrors.outcome(AlpacaErrors.Command.CANCEL, answer);
    };
  }

  private @Nullable String lookedUpId(OrderRef order) {
    return search.find(order).body().map(search::newest).map(AlpacaWire.Order::id).orElse(null);
  }
}
