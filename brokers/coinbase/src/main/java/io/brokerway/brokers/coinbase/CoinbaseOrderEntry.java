package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.kit.http.HttpOutcome;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Places and cancels orders. A 200 is no acceptance: what it says inside is. */
final class CoinbaseOrderEntry {
  private static final Duration PAUSE_FOR_LOOKUP = Duration.ofSeconds(1);

  private final CoinbaseClient client;
  private final CoinbaseOrderSearch search;
  private final Supplier<Capabilities> capabilities;

  CoinbaseOrderEntry(
      CoinbaseClient client, CoinbaseOrderSearch search, Supplier<Capabilities> capabilities) {
    this.client = client;
    this.search = search;
    this.capabilities = capabilities;
  }

  CommandOutcome place(NewOrder order, Attempt attempt) {
    CoinbaseOrderRules.requireSupported(order, capabilities.get());
    var body = CoinbaseOrders.placeOrder(order);
    return settled(client.createOrder(body, attempt), answer -> placed(order, body, answer));
  }

  private CommandOutcome placed(NewOrder order, CoinbaseWire.PlaceOrder sent, Answered answer) {
    var reply = Json.read(answer.body(), CoinbaseWire.PlaceReply.class);
    if (Boolean.FALSE.equals(reply.success())) {
      var refused = CoinbaseErrors.refused(order.side(), reply.refused());
      return refused.reason() == RejectReason.DUPLICATE_CLIENT_ORDER_ID
          ? earlier(order, sent)
          : refused;
    }
    var taken = reply.taken();
    if (reply.success() == null || taken == null || taken.orderId() == null) {
      return new CommandOutcome.Unknown("Coinbase did not say whether it took the order");
    }
    if (!sent.clientOrderId().equals(taken.clientOrderId())
        || !sent.productId().equals(taken.productId())
        || !isSame(sent.configuration(), reply.configuration())) {
      return new CommandOutcome.Unknown("Coinbase answered with another order than the one sent");
    }
    return new CommandOutcome.Accepted(taken.orderId(), null);
  }

  /** Coinbase refused the id as used: then an earlier try of this order arrived. */
  private CommandOutcome earlier(NewOrder order, CoinbaseWire.PlaceOrder sent) {
    var found = search.byClientOrderId(order.clientOrderId(), null);
    if (found.body().isEmpty()) {
      return new CommandOutcome.Unknown(
          "Coinbase refused the id as used but does not show its order");
    }
    var earlier = found.body().get();
    return isSame(sent.configuration(), earlier.configuration())
        ? new CommandOutcome.Accepted(
            earlier.orderId(), CoinbaseOrders.report(order.account(), earlier))
        : new CommandOutcome.Unknown("Coinbase has another order under the same id");
  }

  /** An answer that shows no configuration says nothing else than what was sent. */
  private static boolean isSame(
      CoinbaseWire.Configuration sent, CoinbaseWire.@Nullable Configuration shown) {
    var ours = CoinbaseOrders.Known.of(sent);
    var theirs = CoinbaseOrders.Known.of(shown);
    return ours != null && (theirs == null || ours.isSameAs(theirs));
  }

  CommandOutcome cancel(OrderRef order, Attempt attempt) {
    if (capabilities.get().isReadOnly()) {
      throw new BrokerException.Unsupported("this key may not trade: make one with the right to");
    }
    String id;
    try {
      id = order.brokerOrderId() == null ? search.idOf(order) : order.brokerOrderId();
    } catch (BrokerException e) {
      return new CommandOutcome.NotSent(String.valueOf(e.getMessage()), PAUSE_FOR_LOOKUP);
    }
    if (id == null) {
      return new CommandOutcome.NotSent(
          "Coinbase does not show the order to cancel", PAUSE_FOR_LOOKUP);
    }
    var body = new CoinbaseWire.CancelOrders(List.of(id));
    return settled(client.cancelOrders(body, attempt), answer -> canceled(id, answer));
  }

  private CommandOutcome canceled(String id, Answered answer) {
    var results = Json.read(answer.body(), CoinbaseWire.CancelReply.class).results();
    var result = results == null || results.size() != 1 ? null : results.getFirst();
    if (result == null || !id.equals(result.orderId()) || result.success() == null) {
      return new CommandOutcome.Unknown("Coinbase did not say what became of the cancel");
    }
    if (result.success()) {
      return new CommandOutcome.Accepted(id, null);
    }
    var reason = result.reason() == null ? "" : result.reason();
    return switch (reason) {
      case "UNKNOWN_CANCEL_ORDER", "ORDER_IS_FULLY_FILLED" ->
          new CommandOutcome.Rejected(CoinbaseErrors.reason(reason, ""), reason, reason);
      case "ORDER_IS_BEING_REPLACED" ->
          new CommandOutcome.NotSent("the order is being replaced at Coinbase", PAUSE_FOR_LOOKUP);
      // Said of orders that have ended, and of others: the order itself tells.
      default -> notCanceled(id, reason);
    };
  }

  private CommandOutcome notCanceled(String id, String reason) {
    var status = client.getOrder(id).body().map(CoinbaseWire.Order::status).orElse("");
    return switch (status) {
      case "FILLED", "CANCELLED", "EXPIRED", "FAILED" ->
          new CommandOutcome.Rejected(
              RejectReason.TOO_LATE, reason, "the order is %s at Coinbase".formatted(status));
      default ->
          reason.equals("DUPLICATE_CANCEL_REQUEST")
              // A cancel of this order is under way: that is what was asked for.
              ? new CommandOutcome.Accepted(id, null)
              : new CommandOutcome.Rejected(
                  CoinbaseErrors.reason(reason, ""),
                  reason,
                  reason.isEmpty() ? "Coinbase refused the cancel" : reason);
    };
  }

  /** Reads the answer to a command; what cannot be read settles nothing. */
  static CommandOutcome settled(HttpOutcome outcome, Function<Answered, CommandOutcome> reading) {
    return switch (outcome) {
      case HttpOutcome.NotSent(var _, var why, var retryAfter) ->
          new CommandOutcome.NotSent(why, retryAfter);
      case HttpOutcome.Lost(var _, var why) -> new CommandOutcome.Unknown(why);
      case Answered answer when answer.status() == 200 -> {
        try {
          yield reading.apply(answer);
        } catch (BrokerException e) {
          yield new CommandOutcome.Unknown(String.valueOf(e.getMessage()));
        }
      }
      case Answered answer -> CoinbaseErrors.outcome(answer);
    };
  }
}
