package io.brokerway.simulators.charlesschwab;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueBalance;
import io.brokerway.exchange.VenuePosition;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /accounts} and {@code /accounts/accountNumbers}. */
final class AccountApi {
  private final Venue venue;

  AccountApi(Venue venue) {
    this.venue = venue;
  }

  HttpReply numbers(Visitor visitor) {
    var answer = Json.array();
    for (var holder : visitor.linked()) {
      answer
          .addObject()
          .put("accountNumber", holder.number())
          .put("hashValue", holder.hash(visitor.clientId()));
    }
    return HttpReply.json(200, answer);
  }

  HttpReply all(Visitor visitor, HttpCall call) {
    var positions = withPositions(call);
    var answer = Json.array();
    visitor.linked().forEach(holder -> answer.add(account(holder, positions)));
    return HttpReply.json(200, answer);
  }

  HttpReply one(Holder holder, HttpCall call) {
    return HttpReply.json(200, account(holder, withPositions(call)));
  }

  private static boolean withPositions(HttpCall call) {
    var fields = call.parameter("fields").orElse("");
    if (!List.of("", "positions").contains(fields)) {
      throw Refusal.invalid("fields is not one of the values accepted");
    }
    return !fields.isEmpty();
  }

  private ObjectNode account(Holder holder, boolean withPositions) {
    var snapshot = venue.snapshot(holder.key());
    var balance = snapshot.balance();
    var whole = Json.object();
    var account =
        whole
            .putObject("securitiesAccount")
            .put("type", holder.type())
            .put("accountNumber", holder.number())
            .put("roundTrips", 0)
            .put("isDayTrader", false)
            .put("isClosingOnlyRestricted", false)
            .put("pfcbFlag", false);
    if (withPositions && !snapshot.positions().isEmpty()) {
      var positions = account.putArray("positions");
      snapshot.positions().forEach(position -> positions.add(position(position)));
    }
    if (holder.margin()) {
      MarginBalances.put(account, balance, options(snapshot.positions()));
    } else {
      CashBalances.put(account, balance, options(snapshot.positions()));
    }
    var worth = Numbers.cents(balance.equity());
    whole
        .putObject("aggregatedBalance")
        .put("currentLiquidationValue", worth)
        .put("liquidationValue", worth);
    return whole;
  }

  /** What long options are worth, which Schwab tells apart. */
  private static BigDecimal options(List<VenuePosition> positions) {
    return positions.stream()
        .filter(position -> position.listed().isOption() && position.quantity().signum() > 0)
        .map(VenuePosition::marketValue)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static ObjectNode position(VenuePosition position) {
    var quantity = position.quantity();
    var isLong = quantity.signum() > 0;
    var average = Numbers.price(position.averagePrice());
    var day =
        position
            .currentPrice()
            .subtract(position.previousClose())
            .multiply(quantity)
            .multiply(position.listed().multiplier());
    var json =
        Json.object()
            .put("shortQuantity", Numbers.quantity(isLong ? BigDecimal.ZERO : quantity.negate()))
            .put("averagePrice", average)
            .put("currentDayProfitLoss", Numbers.cents(day))
            .put("currentDayProfitLossPercentage", new BigDecimal("0.0"))
            .put("longQuantity", Numbers.quantity(isLong ? quantity : BigDecimal.ZERO))
            .put("settledLongQuantity", Numbers.quantity(isLong ? quantity : BigDecimal.ZERO))
            .put(
                "settledShortQuantity",
                Numbers.quantity(isLong ? BigDecimal.ZERO : quantity.negate()));
    Symbols.describe(json.putObject("instrument"), position.listed());
    json.put("marketValue", Numbers.cents(position.marketValue()))
        .put("maintenanceRequirement", BigDecimal.ZERO);
    return isLong
        ? json.put("averageLongPrice", average)
            .put("taxLotAverageLongPrice", average)
            .put("longOpenProfitLoss", Numbers.cents(position.unrealizedProfit()))
        : json.put("averageShortPrice", average)
            .put("taxLotAverageShortPrice", average)
            .put("shortOpenProfitLoss", Numbers.cents(position.unrealizedProfit()));
  }

  /** The cash that is there, and apart from it what is borrowed. */
  static BigDecimal owned(VenueBalance balance) {
    return Numbers.cents(balance.cash().max(BigDecimal.ZERO));
  }
}
