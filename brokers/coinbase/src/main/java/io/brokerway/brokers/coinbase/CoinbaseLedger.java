package io.brokerway.brokers.coinbase;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Money;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.Transaction.Status;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fills of v3 and the rows of v2 as transactions. The rows that repeat fills are left out: the
 * fills have price and fee, and an id of each. Pure.
 */
final class CoinbaseLedger {
  private static final String FILL_AGAIN = "advanced_trade_fill";

  private CoinbaseLedger() {}

  /** A fill of v3. */
  static Transaction fill(CoinbaseWire.Fill fill) {
    var instrument = CoinbaseSymbols.instrument(fill.productId());
    var price = CoinbaseFigures.required("price", fill.price());
    var units = units(fill, price);
    var fee = CoinbaseFigures.figure("commission", fill.commission());
    var cost = units.multiply(price);
    var buys = CoinbaseOrders.side(fill.side()) == Side.BUY;
    var cash = (buys ? cost.negate() : cost).subtract(fee == null ? BigDecimal.ZERO : fee);
    return new Transaction(
        CoinbaseFigures.text("entry_id", fill.entryId()),
        buys ? TransactionType.BUY : TransactionType.SELL,
        text(fill.tradeType()),
        instrument,
        buys ? units : units.negate(),
        price,
        new Money(cash, instrument.currency()),
        fee == null ? null : new Money(fee, instrument.currency()),
        CoinbaseFigures.text("order_id", fill.orderId()),
        null,
        CoinbaseFigures.instant("trade_time", fill.tradeTime()),
        false,
        null,
        "",
        status(fill.tradeType()),
        null);
  }

  private static BigDecimal units(CoinbaseWire.Fill fill, BigDecimal price) {
    var size = CoinbaseFigures.required("size", fill.size());
    return Boolean.TRUE.equals(fill.sizeInQuote())
        ? size.divide(price, MathContext.DECIMAL64)
        : size;
  }

  private static Status status(@Nullable String tradeType) {
    return switch (tradeType) {
      case "FILL", "SYNTHETIC" -> Status.EXECUTED;
      case "REVERSAL" -> Status.REVERSED;
      case "CORRECTION" -> Status.CORRECTED;
      case null -> throw CoinbaseFigures.missing("trade_type");
      default -> throw CoinbaseFigures.unknown("trade_type", tradeType);
    };
  }

  /**
   * A row of v2; empty if it moves nothing, or repeats a fill.
   *
   * @param cash whether the wallet holds money of a state, and no coin
   */
  static Optional<Transaction> row(CoinbaseWire.AppTransaction row, boolean cash) {
    var type = text(row.type());
    var status = status(row);
    if (type.equals(FILL_AGAIN) || type.equals("request") || status.isEmpty()) {
      return Optional.empty();
    }
    var amount = row.amount();
    if (amount == null) {
      throw CoinbaseFigures.missing("amount");
    }
    var moved = CoinbaseFigures.required("amount", amount.amount());
    var currency = CoinbaseFigures.currency("amount", amount.currency());
    return Optional.of(
        new Transaction(
            CoinbaseFigures.text("id", row.id()),
            type(type, moved),
            type,
            cash ? null : coin(currency),
            cash ? null : moved,
            null,
            cash ? new Money(moved, currency) : null,
            null,
            null,
            null,
            CoinbaseFigures.instant("created_at", row.createdAt()),
            false,
            null,
            description(row),
            status.get(),
            null));
  }

  private static Instrument coin(CurrencyCode currency) {
    return CoinbaseSymbols.holding(currency, CoinbaseMapping.VALUED_IN);
  }

  /** Empty for what came to nothing. */
  private static Optional<Status> status(CoinbaseWire.AppTransaction row) {
    return switch (text(row.status())) {
      case "completed" -> Optional.of(Status.EXECUTED);
      case "pending", "waiting_for_signature", "waiting_for_clearing" ->
          Optional.of(Status.PENDING);
      case "failed", "canceled", "expired" -> Optional.empty();
      default -> throw CoinbaseFigures.unknown("status", row.status());
    };
  }

  /** The table of types, which is an open set. */
  static TransactionType type(String word, BigDecimal moved) {
    var in = moved.signum() >= 0;
    return switch (word) {
      case "buy" -> TransactionType.BUY;
      case "sell" -> TransactionType.SELL;
      case "trade", "retail_simple_dust", "wrap_asset", "unwrap_asset" ->
          TransactionType.FX_CONVERSION;
      case "fiat_deposit" -> TransactionType.DEPOSIT;
      case "fiat_withdrawal", "cardspend" -> TransactionType.WITHDRAWAL;
      case "receive" -> TransactionType.TRANSFER_IN;
      case "send",
          "transfer",
          "vault_withdrawal",
          "intx_deposit",
          "intx_withdrawal",
          "exchange_deposit",
          "exchange_withdrawal",
          "pro_deposit",
          "pro_withdrawal",
          "staking_transfer",
          "unstaking_transfer" ->
          in ? TransactionType.TRANSFER_IN : TransactionType.TRANSFER_OUT;
      case "staking_reward", "inflation_reward", "earn_payout" -> TransactionType.STAKING_REWARD;
      case "interest", "rewards", "incentives_rewards_payout" -> TransactionType.INTEREST;
      case "incentives_shared_clawback", "clawback" -> TransactionType.ADJUSTMENT;
      case "subscription", "subscription_rebate" -> TransactionType.FEE;
      default -> TransactionType.OTHER;
    };
  }

  private static String description(CoinbaseWire.AppTransaction row) {
    var details = row.details();
    return CoinbaseOrders.text(
        row.description(),
        details == null ? null : details.title(),
        details == null ? null : details.subtitle());
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
