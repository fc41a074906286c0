package io.brokerway.brokers.zerodha;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.kit.http.HttpOutcome;
import io.brokerway.kit.http.HttpOutcome.Answered;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places, changes and cancels orders. A good answer names the order and no more: whether risk and
 * exchange take it, its state tells later.
 */
final class ZerodhaOrderEntry {
  private static final Logger LOG = LoggerFactory.getLogger(ZerodhaOrderEntry.class);

  /** Before a command is tried again whose order could not be read first. */
  private static final Duration PAUSE_FOR_LOOKUP = Duration.ofSeconds(1);

  private final ZerodhaClient client;
  private final ZerodhaOrderBook book;
  private final Capabilities capabilities;

  ZerodhaOrderEntry(ZerodhaClient client, ZerodhaOrderBook book, Capabilities capabilities) {
    this.client = client;
    this.book = book;
    this.capabilities = capabilities;
  }

  CommandOutcome place(NewOrder order, Attempt attempt) {
    ZerodhaOrderRules.requireSupported(order, capabilities);
    var form = ZerodhaOrders.form(order);
    return outcome(
        ZerodhaErrors.Command.PLACE, client.placeOrder(variety(order), form, attempt), null);
  }

  private static String variety(NewOrder order) {
    return order.parameters().getOrDefault(ZerodhaOrderRules.VARIETY, ZerodhaOrders.REGULAR);
  }

  /** The order is read first: what is filled by now, and what a change must repeat. */
  CommandOutcome replace(ReplaceOrder replace, Attempt attempt) {
    ZerodhaOrderRules.requireSupported(replace);
    ZerodhaWire.Order current;
    try {
      current = book.find(replace.original());
    } catch (BrokerException e) {
      return notSent(e);
    }
    if (current == null) {
      return new CommandOutcome.NotSent(
          "Zerodha does not show the order to change", PAUSE_FOR_LOOKUP);
    }
    try {
      var refusal = refusal(replace, current);
      if (refusal != null) {
        return refusal;
      }
      var id = ZerodhaFigures.given("order.order_id", current.orderId());
      var variety = ZerodhaFigures.given("order.variety", current.variety());
      var form = ZerodhaOrders.form(current, replace.change());
      return outcome(
          ZerodhaErrors.Command.REPLACE, client.modifyOrder(variety, id, form, attempt), id);
    } catch (BrokerException e) {
      return notSent(e);
    }
  }

  private static @Nullable CommandOutcome refusal(ReplaceOrder replace, ZerodhaWire.Order current) {
    var report = ZerodhaOrders.report(replace.original().account(), current);
    if (report.status().isFinal()) {
      return new CommandOutcome.Rejected(
          RejectReason.TOO_LATE, "", "the order is " + current.status() + " at Zerodha");
    }
    var quantity = replace.change().quantity();
    if (quantity != null && quantity.compareTo(report.cumulativeQuantity()) <= 0) {
      return new CommandOutcome.Rejected(
          RejectReason.INVALID_QUANTITY, "", "as much or more is filled already");
    }
    return null;
  }

  CommandOutcome cancel(OrderRef order, Attempt attempt) {
    var id = order.brokerOrderId();
    var sent = order.order();
    if (id != null && sent != null) {
      return cancel(variety(sent), id, attempt);
    }
    try {
      var found = book.find(order);
      return found == null
          ? new CommandOutcome.NotSent(
              "Zerodha does not show the order to cancel", PAUSE_FOR_LOOKUP)
          : cancel(
              ZerodhaFigures.given("order.variety", found.variety()),
              ZerodhaFigures.given("order.order_id", found.orderId()),
              attempt);
    } catch (BrokerException e) {
      return notSent(e);
    }
  }

  private CommandOutcome cancel(String variety, String id, Attempt attempt) {
    return outcome(ZerodhaErrors.Command.CANCEL, client.cancelOrder(variety, id, attempt), id);
  }

  /**
   * What became of a command.
   *
   * @param wanted the order that the answer must name; absent for a new one
   */
  private static CommandOutcome outcome(
      ZerodhaErrors.Command command, HttpOutcome outcome, @Nullable String wanted) {
    return switch (outcome) {
      case HttpOutcome.NotSent notSent ->
          new CommandOutcome.NotSent(notSent.why(), notSent.retryAfter());
      case HttpOutcome.Lost lost -> new CommandOutcome.Unknown(lost.why());
      case Answered answer when answer.status() == 200 -> taken(answer, wanted);
      case Answered answer -> ZerodhaErrors.outcome(command, answer);
    };
  }

  private static CommandOutcome taken(Answered answer, @Nullable String wanted) {
    try {
      var taken = ZerodhaClient.data(answer, ZerodhaWire.TakenReply.class);
      var id = ZerodhaFigures.given("order_id", taken.orderId());
      return wanted == null || wanted.equals(id)
          ? new CommandOutcome.Accepted(id, null)
          : new CommandOutcome.Unknown("Zerodha answered with another order than the one meant");
    } catch (BrokerException e) {
      LOG.warn("zerodha: the answer to an order command could not be read: {}", e.getMessage());
      return new CommandOutcome.Unknown(String.valueOf(e.getMessage()));
    }
  }

  /** Only questions were asked: nothing of the command has left. */
  private static CommandOutcome notSent(BrokerException e) {
    return new CommandOutcome.NotSent(String.valueOf(e.getMessage()), PAUSE_FOR_LOOKUP);
  }
}
