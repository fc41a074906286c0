package io.brokerway.simulators.charlesschwab;

import io.brokerway.exchange.Venue;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /accounts/{hash}/previewOrder}: what an order would cost, and why it would be rejected.
 */
final class PreviewApi {
  private final Venue venue;
  private final OrderDesk desk;
  private final OrderBuilder builder;

  PreviewApi(Venue venue, OrderDesk desk, OrderBuilder builder) {
    this.venue = venue;
    this.desk = desk;
    this.builder = builder;
  }

  HttpReply preview(Holder holder, HttpCall call) {
    var form = OrderFormReader.read(Body.of(call));
    var cost = form.legs().size() == 1 ? cost(form) : BigDecimal.ZERO;
    var power = venue.balance(holder.key()).buyingPower();
    var reason = "";
    try {
      desk.preview(holder, form);
      if (cost.compareTo(power) > 0) {
        reason = Rejected.FUNDS;
      }
    } catch (Rejected rejected) {
      reason = rejected.description();
    }
    var answer = Json.object().put("orderId", 0);
    var strategy =
        answer
            .putObject("orderStrategy")
            .put("accountNumber", holder.number())
            .put("advancedOrderType", advanced(form))
            .put("status", reason.isEmpty() ? "ACCEPTED" : "REJECTED")
            .put("session", form.session())
            .put("duration", form.duration())
            .put("orderType", form.orderType())
            .put("orderStrategyType", form.strategy());
    strategy
        .putObject("orderBalance")
        .put("orderValue", Numbers.cents(cost))
        .put("projectedAvailableFund", Numbers.cents(power.subtract(cost)))
        .put("projectedBuyingPower", Numbers.cents(power.subtract(cost)))
        .put("projectedCommission", BigDecimal.ZERO);
    legs(strategy, form);
    validation(answer, reason);
    commission(answer);
    return HttpReply.json(200, answer);
  }

  private void legs(ObjectNode strategy, OrderForm form) {
    var legs = strategy.putArray("orderLegs");
    for (var leg : form.legs()) {
      var listed = builder.listed(leg);
      var quote = venue.prices().quote(listed, venue.now());
      legs.addObject()
          .put("askPrice", quote.ask())
          .put("bidPrice", quote.bid())
          .put("lastPrice", quote.last())
          .put("markPrice", quote.last())
          .put("projectedCommission", BigDecimal.ZERO)
          .put("quantity", Numbers.quantity(leg.quantity()))
          .put("finalSymbol", Symbols.symbol(listed))
          .put("legId", legs.size())
          .put("assetType", leg.assetType())
          .put("instruction", leg.instruction());
    }
  }

  private static void validation(ObjectNode answer, String reason) {
    var result = answer.putObject("orderValidationResult");
    result.putArray("alerts");
    result.putArray("accepts");
    var rejects = result.putArray("rejects");
    if (!reason.isEmpty()) {
      rejects.addObject().put("activityMessage", reason).put("originalSeverity", "REJECT");
    }
    result.putArray("reviews");
    result.putArray("warns");
  }

  private static void commission(ObjectNode answer) {
    var all = answer.putObject("commissionAndFee");
    all.putObject("commission").putArray("commissionLegs");
    all.putObject("fee").putArray("feeLegs");
    all.putObject("trueCommission").putArray("commissionLegs");
  }

  private BigDecimal cost(OrderForm form) {
    var leg = form.legs().getFirst();
    var listed = builder.listed(leg);
    if (!leg.buys()) {
      return BigDecimal.ZERO;
    }
    var ask = venue.prices().quote(listed, venue.now()).ask();
    return Objects.requireNonNullElse(form.price(), ask)
        .multiply(leg.quantity())
        .multiply(listed.multiplier());
  }

  private static String advanced(OrderForm form) {
    return switch (form.strategy()) {
      case "OCO" -> "OCO";
      case "TRIGGER" -> form.children().getFirst().isSingle() ? "OTO" : "OTOCO";
      default -> "NONE";
    };
  }
}
