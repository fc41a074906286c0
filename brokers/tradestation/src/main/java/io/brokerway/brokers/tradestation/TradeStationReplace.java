package io.brokerway.brokers.tradestation;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.kit.http.HttpOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Replaces orders, which keep their ids and go on counting what they filled: a quantity is the new
 * total. The order is read first, so that one that filled so much already is left alone.
 */
final class TradeStationReplace {
  private final TradeStationClient client;
  private final TradeStationOrderSearch search;

  TradeStationReplace(TradeStationClient client, TradeStationOrderSearch search) {
    this.client = client;
    this.search = search;
  }

  CommandOutcome replace(ReplaceOrder replace, Attempt attempt) {
    TradeStationOrderRules.requireSupported(replace.change());
    HttpOutcome outcome;
    String id;
    try {
      if (!(search.lookUp(replace.original()) instanceof Lookup.Found(var current))) {
        return new CommandOutcome.NotSent(
            "TradeStation does not show the order to replace",
            TradeStationOrderEntry.PAUSE_FOR_LOOKUP);
      }
      var refusal = refusal(replace, current);
      if (refusal != null) {
        return refusal;
      }
      id = current.brokerOrderId();
      outcome = client.putOrder(id, TradeStationRequests.replace(replace.change()), attempt);
    } catch (BrokerException e) {
      // Only questions were asked: nothing of the replace has left.
      return new CommandOutcome.NotSent(
          TradeStationOrderEntry.message(e), TradeStationOrderEntry.PAUSE_FOR_LOOKUP);
    }
    return TradeStationOrderEntry.taken(outcome, id);
  }

  private static @Nullable CommandOutcome refusal(ReplaceOrder replace, OrderReport current) {
    if (current.status().isFinal()) {
      return new CommandOutcome.Rejected(
          RejectReason.TOO_LATE, "", "the order is %s at TradeStation".formatted(current.status()));
    }
    var total = replace.change().quantity();
    if (total != null && total.compareTo(current.cumulativeQuantity()) <= 0) {
      return new CommandOutcome.Rejected(
          RejectReason.INVALID_QUANTITY, "", "as much or more is filled already");
    }
    return null;
  }
}
