package io.brokerway.brokers.alpaca;

import static io.brokerway.brokers.alpaca.AlpacaAnswers.PAUSE_FOR_LOOKUP;
import static io.brokerway.brokers.alpaca.AlpacaAnswers.message;
import static io.brokerway.brokers.alpaca.AlpacaAnswers.notSent;
import static io.brokerway.brokers.alpaca.AlpacaAnswers.settled;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.kit.http.HttpOutcome;
import io.brokerway.kit.http.HttpOutcome.Answered;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replaces orders. Alpaca makes each replacement an order of its own, so the order is read first:
 * an earlier try may have arrived, and what is filled must not be traded again.
 */
final class AlpacaReplace {
  private final AlpacaClient client;
  private final AlpacaOrderSearch search;

  AlpacaReplace(AlpacaClient client, AlpacaOrderSearch search) {
    this.client = client;
    this.search = search;
  }

  CommandOutcome replace(ReplaceOrder replace, Attempt attempt) {
    AlpacaOrderRules.requireSupported(replace);
    AlpacaWire.Order current;
    BigDecimal quantity;
    try {
      var found = search.find(replace.original()).body();
      if (found.isEmpty()) {
        return new CommandOutcome.NotSent(
            "Alpaca does not show the order to replace", PAUSE_FOR_LOOKUP);
      }
      current = found.get();
      var outcome = alreadySettled(replace, current);
      if (outcome != null) {
        return outcome;
      }
      quantity = newQuantity(replace, current);
    } catch (BrokerException e) {
      // Only questions were asked: nothing of the replace has left.
      return new CommandOutcome.NotSent(message(e), PAUSE_FOR_LOOKUP);
    }
    if (quantity != null && quantity.signum() <= 0) {
      return new CommandOutcome.Rejected(
          RejectReason.INVALID_QUANTITY, "", "as much or more is filled already");
    }
    return sendReplace(replace, current, quantity, attempt);
  }

  /**
   * What the order at Alpaca tells of a replace before it is sent: an earlier try of it may have
   * arrived.
   *
   * @return null if it is to be sent
   */
  private @Nullable CommandOutcome alreadySettled(ReplaceOrder replace, AlpacaWire.Order current) {
    var report = AlpacaOrders.report(replace.original().account(), current);
    return switch (report.status()) {
      case REPLACED -> successor(replace, current);
      case PENDING_REPLACE ->
          new CommandOutcome.Unknown("a replace of this order is under way at Alpaca");
      case FILLED, CANCELED, REJECTED, EXPIRED ->
          new CommandOutcome.Rejected(
              RejectReason.TOO_LATE, "", "the order is " + current.status() + " at Alpaca");
      case PENDING_NEW, NEW, PARTIALLY_FILLED, PENDING_CANCEL, SUSPENDED, DONE_FOR_DAY -> null;
    };
  }

  private CommandOutcome successor(ReplaceOrder replace, AlpacaWire.Order replaced) {
    var next =
        replaced.replacedBy() == null
            ? Optional.<AlpacaWire.Order>empty()
            : client.getOrder(replaced.replacedBy()).body();
    if (next.isEmpty()) {
      return new CommandOutcome.Unknown("the order was replaced by one that Alpaca does not show");
    }
    if (!replace.clientOrderId().equals(next.get().clientOrderId())) {
      return new CommandOutcome.Rejected(
          RejectReason.TOO_LATE, "", "the order was replaced by another one");
    }
    var report = AlpacaOrders.report(replace.original().account(), next.get());
    return new CommandOutcome.Accepted(report.brokerOrderId(), report);
  }

  /**
   * What the new order shall trade. Alpaca makes it a new order with fills of its own, and takes
   * the whole old quantity if none is named, so a replaced order could fill twice over: the
   * quantity sent is the wanted total less all that its forerunners filled. Source: Alpaca's issue
   * tracker, Alpaca-API #165, read 2026-11-23; not confirmed by Alpaca.
   *
   * @return null where the quantity stays as it is
   */
  private @Nullable BigDecimal newQuantity(ReplaceOrder replace, AlpacaWire.Order current) {
    var total = replace.change().quantity();
    var filled = AlpacaOrderSearch.filledOf(current);
    if (total == null) {
      return filled.signum() == 0 || current.qty() == null ? null : current.qty().subtract(filled);
    }
    return total.subtract(filled).subtract(search.filledBefore(current));
  }

  private CommandOutcome sendReplace(
      ReplaceOrder replace,
      AlpacaWire.Order current,
      @Nullable BigDecimal quantity,
      Attempt attempt) {
    var id = String.valueOf(current.id());
    var body = AlpacaOrders.patchOrder(replace.change(), quantity, replace.clientOrderId());
    return switch (client.patchOrder(id, body, attempt)) {
      case HttpOutcome.NotSent notSent -> notSent(notSent);
      case HttpOutcome.Lost lost -> new CommandOutcome.Unknown(lost.why());
      case Answered answer when answer.status() == 200 ->
          settled(() -> replaced(replace, id, AlpacaAnswers.order(answer)));
      case Answered answer -> {
        var outcome = AlpacaErrors.outcome(AlpacaErrors.Command.REPLACE, answer);
        yield AlpacaErrors.isDuplicate(outcome) ? settled(() -> earlier(replace, id)) : outcome;
      }
    };
  }

  private CommandOutcome earlier(ReplaceOrder replace, String id) {
    var found = client.getOrderByClientOrderId(replace.clientOrderId()).body();
    return found.isPresent()
        ? replaced(replace, id, found.get())
        : new CommandOutcome.Unknown("Alpaca refused the id as taken but does not show its order");
  }

  private static CommandOutcome replaced(
      ReplaceOrder replace, String id, AlpacaWire.Order successor) {
    var report = AlpacaOrders.report(replace.original().account(), successor);
    if (!id.equals(report.replaces()) || !replace.clientOrderId().equals(report.clientOrderId())) {
      return new CommandOutcome.Unknown("Alpaca answered with another order than the replacement");
    }
    return new CommandOutcome.Accepted(report.brokerOrderId(), report);
  }
}
