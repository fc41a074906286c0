package io.brokerway.brokers.etrade;

import static io.brokerway.brokers.etrade.EtradeOrderEntry.PAUSE;
import static io.brokerway.brokers.etrade.EtradeOrderEntry.message;
import static io.brokerway.brokers.etrade.EtradeOrderEntry.notSent;
import static io.brokerway.brokers.etrade.EtradeOrderEntry.settled;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.kit.http.HttpOutcome;
import io.brokerway.kit.http.HttpOutcome.Answered;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes orders. A change repeats the whole order and makes a new one, so the old one is read
 * first: an earlier try may have arrived, and what is filled must not be traded again.
 */
final class EtradeReplace {
  private final EtradeClient client;
  private final EtradeOrderSearch search;

  EtradeReplace(EtradeClient client, EtradeOrderSearch search) {
    this.client = client;
    this.search = search;
  }

  CommandOutcome replace(ReplaceOrder replace, Attempt attempt) {
    EtradeOrderRules.requireSupported(replace);
    var id = replace.original().brokerOrderId();
    if (id == null) {
      return new CommandOutcome.NotSent("the id of the order to replace is not known yet", PAUSE);
    }
    EtradeWire.OrderRequest request;
    try {
      var found = client.getOrder(replace.original().account().value(), id);
      if (found.value().isEmpty()) {
        return new CommandOutcome.NotSent("E*TRADE does not show the order to replace", PAUSE);
      }
      var wire = found.value().get();
      var report = EtradeOrders.report(replace.original().account(), wire, found.startedAt());
      var ended = ended(report, attempt);
      if (ended != null) {
        return ended;
      }
      var left = left(replace.change(), report);
      if (left.signum() <= 0) {
        return new CommandOutcome.Rejected(
            RejectReason.INVALID_QUANTITY, "", "as much or more is filled already");
      }
      request = request(replace, wire, report, left);
    } catch (BrokerException.Unsupported e) {
      return new CommandOutcome.Rejected(RejectReason.UNSUPPORTED_COMBINATION, "", message(e));
    } catch (BrokerException e) {
      // Only questions were asked: nothing of the change has left.
      return new CommandOutcome.NotSent(message(e), PAUSE);
    }
    return send(replace, id, request, attempt);
  }

  private CommandOutcome send(
      ReplaceOrder replace, String id, EtradeWire.OrderRequest request, Attempt attempt) {
    var account = replace.original().account().value();
    return EtradeOrderEntry.previewed(
        client.previewChange(account, id, request, attempt),
        request,
        attempt,
        preview ->
            switch (client.placeChange(account, id, preview.toPlace(), attempt)) {
              case HttpOutcome.NotSent notSent -> notSent(notSent);
              case HttpOutcome.Lost lost -> new CommandOutcome.Unknown(lost.why());
              case Answered answer when answer.status() == 200 ->
                  settled(() -> EtradeOrderEntry.placed(answer, request));
              case Answered answer when EtradeErrors.isPreviewGone(answer) ->
                  new CommandOutcome.NotSent(
                      "the preview ended before its change was placed", PAUSE);
              case Answered answer -> EtradeErrors.command(answer);
            });
  }

  /**
   * What becomes of a change to an order that ended.
   *
   * @return null if the order still works
   */
  private @Nullable CommandOutcome ended(OrderReport report, Attempt attempt) {
    return switch (report.status()) {
      case REPLACED -> successor(report, attempt);
      case FILLED, CANCELED, REJECTED, EXPIRED ->
          new CommandOutcome.Rejected(
              RejectReason.TOO_LATE, "", "the order is %s at E*TRADE".formatted(report.status()));
      case PENDING_NEW,
          NEW,
          PARTIALLY_FILLED,
          PENDING_CANCEL,
          PENDING_REPLACE,
          SUSPENDED,
          DONE_FOR_DAY ->
          null;
    };
  }

  /** A try before this one kept its preview: then the order in its place may well be its own. */
  private CommandOutcome successor(OrderReport replaced, Attempt attempt) {
    var id = replaced.replacedBy();
    var next = id == null ? Optional.<OrderReport>empty() : search.find(replaced.account(), id);
    if (attempt.state().isEmpty()) {
      return new CommandOutcome.Rejected(
          RejectReason.TOO_LATE, "", "the order was replaced by another one");
    }
    return next.isPresent()
        ? new CommandOutcome.Accepted(next.get().brokerOrderId(), next.get())
        : new CommandOutcome.Unknown("the order was replaced by one that E*TRADE does not show");
  }

  /**
   * What the new order shall trade: the wanted total less all that its forerunners filled. No page
   * says whether E*TRADE takes a changed quantity for the total; counted this way an order can
   * trade too little, never too much.
   */
  private BigDecimal left(OrderChange change, OrderReport report) {
    var total = change.quantity();
    var quantity = report.quantity();
    if (total == null) {
      return quantity == null ? BigDecimal.ZERO : quantity.subtract(report.cumulativeQuantity());
    }
    return total.subtract(report.cumulativeQuantity()).subtract(search.filledBefore(report));
  }

  private static EtradeWire.OrderRequest request(
      ReplaceOrder replace, EtradeWire.Order wire, OrderReport report, BigDecimal left) {
    var terms = report.terms();
    var instrument = EtradeFigures.listed(EtradeOrders.detail(wire).instrument()).getFirst();
    var product = EtradeFigures.opened("order.product", instrument.product());
    if (terms == null) {
      throw new BrokerException.Unsupported("the order has terms that cannot be repeated");
    }
    return EtradeOrders.request(
        replace.clientOrderId(),
        product,
        EtradeFigures.given("order.orderAction", instrument.orderAction()),
        left,
        changed(terms, replace.change()));
  }

  private static OrderTerms changed(OrderTerms terms, OrderChange change) {
    try {
      return new OrderTerms(
          terms.type(),
          terms.timeInForce(),
          terms.session(),
          change.limitPrice() == null ? terms.limitPrice() : change.limitPrice(),
          change.stopPrice() == null ? terms.stopPrice() : change.stopPrice(),
          change.trail() == null ? terms.trail() : change.trail(),
          null,
          null);
    } catch (IllegalArgumentException e) {
      throw new BrokerException.Unsupported(
          "the change does not fit a %s order".formatted(terms.type()));
    }
  }
}
