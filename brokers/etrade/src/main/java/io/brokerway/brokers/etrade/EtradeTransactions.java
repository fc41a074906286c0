package io.brokerway.brokers.etrade;

import static io.brokerway.brokers.etrade.EtradeFigures.figure;
import static io.brokerway.brokers.etrade.EtradeFigures.given;
import static io.brokerway.brokers.etrade.EtradeFigures.moment;
import static io.brokerway.brokers.etrade.EtradeFigures.requiredMoment;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Money;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.instrument.Instrument;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Transactions in our words; the table of types is here. Pure. */
final class EtradeTransactions {
  private EtradeTransactions() {}

  /** Whether its details name an order. */
  static boolean isTrade(EtradeWire.Transaction wire) {
    return switch (type(wire)) {
      case BUY, SELL -> instrument(wire) != null;
      default -> false;
    };
  }

  /**
   * A transaction; one that is not posted yet may come back under another id, so it is pending.
   *
   * @param orderId the order that its details name; absent if none
   */
  static Transaction transaction(EtradeWire.Transaction wire, @Nullable String orderId) {
    var brokerage = wire.brokerage();
    var type = type(wire);
    var amount = figure("transaction.amount", wire.amount());
    var instrument = instrument(wire);
    return new Transaction(
        given("transaction.transactionId", wire.transactionId()),
        type,
        wire.transactionType() == null ? "" : wire.transactionType(),
        instrument,
        instrument == null || brokerage == null ? null : quantity(type, brokerage),
        brokerage == null ? null : EtradeFigures.price("transaction.price", brokerage.price()),
        amount == null ? null : new Money(amount, currency(brokerage)),
        fee(brokerage),
        orderId,
        null,
        requiredMoment("transaction.transactionDate", wire.transactionDate()),
        false,
        brokerage == null || moment(brokerage.settlementDate()) == null
            ? null
            : EtradeFigures.dateOf(
                requiredMoment("transaction.settlementDate", brokerage.settlementDate())),
        wire.description() == null ? "" : wire.description().strip(),
        moment(wire.postDate()) == null ? Transaction.Status.PENDING : Transaction.Status.EXECUTED,
        null);
  }

  private static @Nullable Instrument instrument(EtradeWire.Transaction wire) {
    var product = wire.brokerage() == null ? null : wire.brokerage().product();
    return product == null || product.symbol() == null || product.symbol().isBlank()
        ? null
        : EtradeSymbols.instrument("transaction.product", product);
  }

  /** Negative when sold, in practice; the type says it for certain. */
  private static @Nullable BigDecimal quantity(
      TransactionType type, EtradeWire.Brokerage brokerage) {
    var quantity = EtradeFigures.price("transaction.quantity", brokerage.quantity());
    if (quantity == null) {
      return null;
    }
    return switch (type) {
      case BUY -> quantity.abs();
      case SELL -> quantity.abs().negate();
      default -> quantity;
    };
  }

  private static CurrencyCode currency(EtradeWire.@Nullable Brokerage brokerage) {
    var code = brokerage == null ? null : brokerage.settlementCurrency();
    return code == null || !code.matches("[A-Z]{3}") ? CurrencyCode.USD : CurrencyCode.of(code);
  }

  private static @Nullable Money fee(EtradeWire.@Nullable Brokerage brokerage) {
    var fee = brokerage == null ? null : EtradeFigures.price("transaction.fee", brokerage.fee());
    return fee == null ? null : new Money(fee, currency(brokerage));
  }

  /** Source: recorded answers for Bought, Sold and Transfer, importers for the rest. */
  private static TransactionType type(EtradeWire.Transaction wire) {
    var text = wire.transactionType() == null ? "" : wire.transactionType().strip();
    var comesIn = wire.amount() == null || wire.amount().signum() >= 0;
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "bought",
          "bought to open",
          "bought to cover",
          "bought to close",
          "reinvestment",
          "dividend reinvestment" ->
          TransactionType.BUY;
      case "sold", "sold short", "sold to open", "sold to close" -> TransactionType.SELL;
      case "dividend", "qualified dividend", "cash dividend", "distribution", "capital gain" ->
          TransactionType.DIVIDEND;
      case "interest", "interest income", "credit interest", "margin interest" ->
          TransactionType.INTEREST;
      case "fee", "service fee", "adr fee", "commission" -> TransactionType.FEE;
      case "foreign tax withheld", "tax withholding" -> TransactionType.TAX;
      case "transfer",
          "online transfer",
          "ach",
          "wire",
          "direct debit",
          "bill payment",
          "check",
          "pos",
          "atm" ->
          comesIn ? TransactionType.DEPOSIT : TransactionType.WITHDRAWAL;
      case "journal", "adjustment", "misc trade" -> TransactionType.ADJUSTMENT;
      case "split", "stock split" -> TransactionType.SPLIT;
      case "merger", "exchange", "reorganization" -> TransactionType.MERGER;
      case "spin-off" -> TransactionType.SPIN_OFF;
      case "option expiration" -> TransactionType.OPTION_EXPIRY;
      case "option assignment" -> TransactionType.OPTION_ASSIGNMENT;
      case "option exercise" -> TransactionType.OPTION_EXERCISE;
      default -> TransactionType.OTHER;
    };
  }
}
