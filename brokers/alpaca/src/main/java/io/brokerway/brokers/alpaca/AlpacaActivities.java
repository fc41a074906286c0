package io.brokerway.brokers.alpaca;

import static io.brokerway.brokers.alpaca.AlpacaFigures.currency;
import static io.brokerway.brokers.alpaca.AlpacaFigures.figure;
import static io.brokerway.brokers.alpaca.AlpacaFigures.given;
import static io.brokerway.brokers.alpaca.AlpacaFigures.instant;
import static io.brokerway.brokers.alpaca.AlpacaFigures.required;
import static io.brokerway.brokers.alpaca.AlpacaFigures.signed;
import static io.brokerway.brokers.alpaca.AlpacaFigures.startOfDay;
import static io.brokerway.brokers.alpaca.AlpacaFigures.unknown;

import io.brokerway.broker.Money;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.order.Side;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Alpaca's account activities as transactions; the table of their types is here. Pure. */
final class AlpacaActivities {
  private AlpacaActivities() {}

  /** An activity of any type. */
  static Transaction transaction(AlpacaWire.Activity wire) {
    var id = given("activity.id", wire.id());
    return "FILL".equals(given("activity.activity_type", wire.activityType()))
        ? fill(id, wire)
        : booking(id, wire);
  }

  private static Transaction fill(String id, AlpacaWire.Activity wire) {
    var side = fillSide(given("activity.side", wire.side()));
    var instrument = AlpacaSymbols.instrument(given("activity.symbol", wire.symbol()));
    var quantity = required("activity.qty", wire.qty()).abs();
    var price = required("activity.price", wire.price());
    var value = price.multiply(quantity).multiply(instrument.multiplier());
    return new Transaction(
        id,
        side == Side.BUY ? TransactionType.BUY : TransactionType.SELL,
        side == Side.SELL_SHORT ? "FILL/sell_short" : "FILL",
        instrument,
        signed(side.sign(), quantity),
        price,
        new Money(signed(-side.sign(), value), instrument.currency()),
        null,
        given("activity.order_id", wire.orderId()),
        required("activity.cum_qty", wire.cumQty()),
        instant("activity.transaction_time", wire.transactionTime()),
        false,
        null,
        wire.description() == null ? "" : wire.description(),
        transactionStatus(wire.status()),
        null);
  }

  private static Transaction booking(String id, AlpacaWire.Activity wire) {
    var type = given("activity.activity_type", wire.activityType());
    var subType = wire.activitySubType() == null ? "" : wire.activitySubType();
    var amount = figure("activity.net_amount", wire.netAmount());
    var quantity = holdingChange(type, subType, wire);
    return new Transaction(
        id,
        transactionType(type, amount, quantity),
        subType.isEmpty() ? type : type + "/" + subType,
        wire.symbol() == null || wire.symbol().isBlank()
            ? null
            : AlpacaSymbols.instrument(wire.symbol()),
        quantity,
        figure("activity.price", wire.price()),
        amount == null || amount.signum() == 0
            ? null
            : new Money(amount, currency(wire.currency())),
        null,
        null,
        null,
        startOfDay("activity.date", wire.date()),
        true,
        null,
        wire.description() == null ? "" : wire.description(),
        transactionStatus(wire.status()),
        null);
  }

  /**
   * What an activity other than a fill did. Alpaca's sub types are finer than ours: kept beside.
   */
  private static TransactionType transactionType(
      String type, @Nullable BigDecimal amount, @Nullable BigDecimal quantity) {
    return switch (type) {
      case "DIV", "DIVCGL", "DIVCGS", "DIVROC", "DIVTXEX", "CGD" -> TransactionType.DIVIDEND;
      case "DIVNRA", "DIVFT", "DIVTW", "INTNRA", "INTTW", "WH" -> TransactionType.TAX;
      // A pass-through rebate is a fee with a positive sign.
      case "DIVFEE", "FEE", "CFEE", "PTC", "PTR" -> TransactionType.FEE;
      case "INT" -> TransactionType.INTEREST;
      case "CSD" -> TransactionType.DEPOSIT;
      case "CSW" -> TransactionType.WITHDRAWAL;
      case "JNLC", "ACATC" -> byDirection(amount);
      case "JNLS", "ACATS", "FOPT" -> byDirection(quantity);
      case "SPLIT" -> TransactionType.SPLIT;
      case "SPIN" -> TransactionType.SPIN_OFF;
      case "MA" -> TransactionType.MERGER;
      case "NC" -> TransactionType.SYMBOL_CHANGE;
      case "OPASN" -> TransactionType.OPTION_ASSIGNMENT;
      case "OPEXC" -> TransactionType.OPTION_EXERCISE;
      case "OPEXP" -> TransactionType.OPTION_EXPIRY;
      // The shares that an exercise or assignment moved.
      case "OPTRD" -> optionTrade(quantity);
      case "REORG", "VOF", "OPCA", "OPCSH", "JNL", "TRANS", "MISC" -> TransactionType.OTHER;
      default -> TransactionType.OTHER;
    };
  }

  private static TransactionType byDirection(@Nullable BigDecimal change) {
    return change != null && change.signum() < 0
        ? TransactionType.TRANSFER_OUT
        : TransactionType.TRANSFER_IN;
  }

  private static TransactionType optionTrade(@Nullable BigDecimal quantity) {
    if (quantity == null || quantity.signum() == 0) {
      return TransactionType.OTHER;
    }
    return quantity.signum() > 0 ? TransactionType.BUY : TransactionType.SELL;
  }

  /** The change of the holding; for a payment {@code qty} is only what it was paid on. */
  private static @Nullable BigDecimal holdingChange(
      String type, String subType, AlpacaWire.Activity wire) {
    var quantity = figure("activity.qty", wire.qty());
    if (quantity == null) {
      return null;
    }
    return switch (type) {
      case "DIV" -> subType.equals("SDIV") && wire.perShareAmount() == null ? quantity : null;
      // A fee in coin takes coins away, whatever its sign.
      case "CFEE" -> quantity.abs().negate();
      case "JNLS",
          "ACATS",
          "FOPT",
          "SPLIT",
          "SPIN",
          "MA",
          "NC",
          "REORG",
          "VOF",
          "OPASN",
          "OPEXC",
          "OPEXP",
          "OPTRD",
          "OPCA" ->
          quantity;
      default -> null;
    };
  }

  private static Transaction.Status transactionStatus(@Nullable String status) {
    return switch (status) {
      case null -> Transaction.Status.EXECUTED;
      case "executed" -> Transaction.Status.EXECUTED;
      case "correct" -> Transaction.Status.CORRECTED;
      case "canceled" -> Transaction.Status.REVERSED;
      default -> throw unknown("activity.status", status);
    };
  }

  private static Side fillSide(String side) {
    return switch (side) {
      case "buy" -> Side.BUY;
      case "sell" -> Side.SELL;
      case "sell_short" -> Side.SELL_SHORT;
      default -> throw unknown("activity.side", side);
    };
  }
}
