package io.brokerway.brokers.tradestation;

import static io.brokerway.brokers.tradestation.TradeStationMapping.FIGURES;

import io.brokerway.broker.Money;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What orders that ended have traded, as transactions: TradeStation tells of no others, and shows
 * no single fills, so that each leg of an order is one row. An order that still works has none, as
 * its row would change. Pure.
 */
final class TradeStationTransactions {
  private TradeStationTransactions() {}

  /**
   * The rows of an order.
   *
   * @param seenAt when TradeStation showed it
   */
  static List<Transaction> of(TradeStationWire.Order wire, Instant seenAt) {
    var legs = TradeStationClient.list("order.Legs", wire.legs());
    if (!TradeStationOrders.report(wire, seenAt).status().isFinal()) {
      return List.of();
    }
    var rows = new ArrayList<Transaction>();
    for (var index = 0; index < legs.size(); index++) {
      if (TradeStationOrders.filled(legs.get(index)).signum() > 0) {
        rows.add(row(wire, legs.get(index), index, legs.size() == 1));
      }
    }
    return rows;
  }

  private static Transaction row(
      TradeStationWire.Order wire, TradeStationWire.Leg leg, int index, boolean alone) {
    var id = FIGURES.given("order.OrderID", wire.orderId());
    var instrument =
        TradeStationSymbols.instrument(leg.assetType(), FIGURES.given("leg.Symbol", leg.symbol()));
    var quantity = TradeStationOrders.filled(leg);
    var price = price(wire, leg);
    var buys = TradeStationOrders.side(leg) == Side.BUY;
    var currency = FIGURES.currency(wire.currency());
    // What the whole order cost in fees stands with its first leg.
    var fee = index == 0 ? fee(wire) : BigDecimal.ZERO;
    var worth = price == null ? null : quantity.multiply(price).multiply(multiplier(instrument));
    return new Transaction(
        id + ":" + index,
        type(wire, buys),
        Objects.requireNonNullElse(wire.status(), ""),
        instrument,
        buys ? quantity : quantity.negate(),
        price,
        worth == null ? null : new Money((buys ? worth.negate() : worth).subtract(fee), currency),
        fee.signum() == 0 ? null : new Money(fee, currency),
        id,
        alone ? quantity : null,
        FIGURES.instant("order.ClosedDateTime", wire.closedDateTime()),
        false,
        null,
        Objects.requireNonNullElse(wire.statusDescription(), ""),
        Transaction.Status.EXECUTED,
        null);
  }

  private static TransactionType type(TradeStationWire.Order wire, boolean buys) {
    return switch (Objects.requireNonNullElse(wire.status(), "")) {
      case "ASS" -> TransactionType.OPTION_ASSIGNMENT;
      case "EXE" -> TransactionType.OPTION_EXERCISE;
      default -> buys ? TransactionType.BUY : TransactionType.SELL;
    };
  }

  private static @Nullable BigDecimal price(TradeStationWire.Order wire, TradeStationWire.Leg leg) {
    var ofLeg = FIGURES.figure("leg.ExecutionPrice", leg.executionPrice());
    return ofLeg == null || ofLeg.signum() == 0
        ? FIGURES.figure("order.FilledPrice", wire.filledPrice())
        : ofLeg;
  }

  private static BigDecimal fee(TradeStationWire.Order wire) {
    return orZero(FIGURES.figure("order.CommissionFee", wire.commissionFee()))
        .add(orZero(FIGURES.figure("order.UnbundledRouteFee", wire.unbundledRouteFee())));
  }

  private static BigDecimal orZero(@Nullable BigDecimal value) {
    return value == null ? BigDecimal.ZERO : value;
  }

  private static BigDecimal multiplier(Instrument instrument) {
    return instrument.multiplier();
  }
}
