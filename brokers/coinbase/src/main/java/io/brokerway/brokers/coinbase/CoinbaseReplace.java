package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.ReplaceOrder;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Changes orders. An edit keeps the order's id and counts what filled in its size; it needs price
 * and size both, so the order is read first.
 */
final class CoinbaseReplace {
  private static final Duration PAUSE_FOR_LOOKUP = Duration.ofSeconds(1);

  private final CoinbaseClient client;
  private final CoinbaseOrderSearch search;
  private final Supplier<Capabilities> capabilities;

  CoinbaseReplace(
      CoinbaseClient client, CoinbaseOrderSearch search, Supplier<Capabilities> capabilities) {
    this.client = client;
    this.search = search;
    this.capabilities = capabilities;
  }

  CommandOutcome replace(ReplaceOrder replace, Attempt attempt) {
    CoinbaseOrderRules.requireSupported(replace.change(), capabilities.get());
    CoinbaseWire.Order current;
    try {
      var found = search.find(replace.original()).body();
      if (found.isEmpty()) {
        return new CommandOutcome.NotSent(
            "Coinbase does not show the order to replace", PAUSE_FOR_LOOKUP);
      }
      current = found.get();
      var settled = alreadySettled(replace, current);
      if (settled != null) {
        return settled;
      }
    } catch (BrokerException e) {
      // Only questions were asked: nothing of the change has left.
      return new CommandOutcome.NotSent(String.valueOf(e.getMessage()), PAUSE_FOR_LOOKUP);
    }
    return send(replace, current, attempt);
  }

  /** What the order at Coinbase tells before anything is sent; null if the change is to be sent. */
  private static @Nullable CommandOutcome alreadySettled(
      ReplaceOrder replace, CoinbaseWire.Order current) {
    var report = CoinbaseOrders.report(replace.original().account(), current);
    if (report.status().isFinal()) {
      return new CommandOutcome.Rejected(
          RejectReason.TOO_LATE, "", "the order is %s at Coinbase".formatted(current.status()));
    }
    if (report.status() == OrderStatus.PENDING_REPLACE) {
      return new CommandOutcome.Unknown("a change of this order is under way at Coinbase");
    }
    var terms = report.terms();
    var editable =
        terms != null
            && report.quantity() != null
            && terms.timeInForce() == TimeInForce.GTC
            && (terms.type() == OrderType.LIMIT || terms.type() == OrderType.STOP_LIMIT);
    if (!editable) {
      return new CommandOutcome.Rejected(
          RejectReason.UNSUPPORTED_COMBINATION,
          "",
          "Coinbase changes limit orders by units that are good until canceled, no others");
    }
    var total = replace.change().quantity();
    return total != null && total.compareTo(report.cumulativeQuantity()) <= 0
        ? new CommandOutcome.Rejected(
            RejectReason.INVALID_QUANTITY, "", "as much or more is filled already")
        : null;
  }

  private CommandOutcome send(ReplaceOrder replace, CoinbaseWire.Order current, Attempt attempt) {
    var report = CoinbaseOrders.report(replace.original().account(), current);
    var terms = report.terms();
    if (terms == null) {
      throw new IllegalStateException("an order without terms was let through");
    }
    var edit =
        new CoinbaseWire.EditOrder(
            report.brokerOrderId(),
            first(replace.change().limitPrice(), terms.limitPrice()),
            first(replace.change().quantity(), report.quantity()),
            CoinbaseOrders.plain(terms.stopPrice()));
    return CoinbaseOrderEntry.settled(
        client.editOrder(edit, attempt), answer -> edited(report.brokerOrderId(), answer));
  }

  private static String first(@Nullable BigDecimal wanted, @Nullable BigDecimal present) {
    var value = wanted == null ? present : wanted;
    if (value == null) {
      throw new IllegalStateException("an order without price or size was let through");
    }
    return value.toPlainString();
  }

  private static CommandOutcome edited(String id, Answered answer) {
    var reply = Json.read(answer.body(), CoinbaseWire.EditReply.class);
    if (Boolean.TRUE.equals(reply.success())) {
      return new CommandOutcome.Accepted(id, null);
    }
    if (reply.success() == null) {
      return new CommandOutcome.Unknown("Coinbase did not say whether it took the change");
    }
    var reason = reason(reply);
    return switch (reason) {
      // What was asked for is so already: an earlier try arrived.
      case "EDIT_REQUEST_EQUAL_TO_ORIGINAL_REQUEST" -> new CommandOutcome.Accepted(id, null);
      case "ORDER_IS_ALREADY_BEING_REPLACED" ->
          new CommandOutcome.NotSent(
              "another change of the order is under way at Coinbase", PAUSE_FOR_LOOKUP);
      default ->
          new CommandOutcome.Rejected(
              CoinbaseErrors.reason(reason, ""),
              reason,
              reason.isEmpty() ? "Coinbase refused the change" : reason);
    };
  }

  private static String reason(CoinbaseWire.EditReply reply) {
    var refused = reply.refused();
    if (refused != null && refused.reason() != null) {
      return refused.reason();
    }
    var errors = reply.errors();
    if (errors == null || errors.isEmpty()) {
      return "";
    }
    var error = errors.getFirst();
    return CoinbaseOrders.text(error.reason(), error.previewReason());
  }
}
