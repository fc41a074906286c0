package io.brokerway.brokers.charlesschwab;

import static io.brokerway.brokers.charlesschwab.SchwabFigures.dollars;
import static io.brokerway.brokers.charlesschwab.SchwabFigures.given;
import static io.brokerway.brokers.charlesschwab.SchwabFigures.instant;
import static io.brokerway.brokers.charlesschwab.SchwabFigures.orZero;

import io.brokerway.broker.Money;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.instrument.Instrument;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Schwab's transactions in our words: the table of types is here. Pure. */
final class SchwabTransactions {
  /** All types that the API documents; one call takes them as a list. */
  static final String TYPES =
      String.join(
          ",",
          "TRADE",
          "RECEIVE_AND_DELIVER",
          "DIVIDEND_OR_INTEREST",
          "ACH_RECEIPT",
          "ACH_DISBURSEMENT",
          "CASH_RECEIPT",
          "CASH_DISBURSEMENT",
          "ELECTRONIC_FUND",
          "WIRE_OUT",
          "WIRE_IN",
          "JOURNAL",
          "MEMORANDUM",
          "MARGIN_CALL",
          "MONEY_MARKET",
          "SMA_ADJUSTMENT");

  private static final String CASH = "CURRENCY_USD";

  /** They move nothing: a note of the broker's to itself. */
  private static final Set<String> NOTES = Set.of("MEMORANDUM", "MARGIN_CALL", "SMA_ADJUSTMENT");

  private SchwabTransactions() {}

  /** Whether it changes the account. */
  static boolean moves(SchwabWire.Transaction wire) {
    return !NOTES.contains(String.valueOf(wire.type())) || orZero(wire.netAmount()).signum() != 0;
  }

  /**
   * A transaction.
   *
   * @param cumulative of its order after it; absent if it is of no order, or that is not known
   */
  static Transaction transaction(SchwabWire.Transaction wire, @Nullable BigDecimal cumulative) {
    var item = security(wire);
    var type = type(wire, item);
    var net = given("netAmount", wire.netAmount());
    var amount = item == null ? null : item.amount();
    return new Transaction(
        id(wire),
        type,
        given("type", wire.type()),
        instrument(wire, item),
        amount == null || amount.signum() == 0 ? null : amount,
        item == null ? null : item.price(),
        net.signum() == 0 ? null : dollars(net),
        fee(wire),
        wire.orderId() == null ? null : Long.toString(wire.orderId()),
        cumulative,
        instant("time", wire.time()),
        false,
        settlement(wire.settlementDate()),
        wire.description() == null ? "" : wire.description(),
        status(wire.status()),
        null);
  }

  /** Rows of several sub-accounts may share an id: type and amount are part of it. */
  private static String id(SchwabWire.Transaction wire) {
    return "%d:%s:%s"
        .formatted(
            given("activityId", wire.activityId()),
            wire.type(),
            orZero(wire.netAmount()).stripTrailingZeros().toPlainString());
  }

  /** The item that is no cash; absent if all are. */
  static SchwabWire.@Nullable TransferItem security(SchwabWire.Transaction wire) {
    return items(wire).stream().filter(item -> !isCash(item)).findFirst().orElse(null);
  }

  private static List<SchwabWire.TransferItem> items(SchwabWire.Transaction wire) {
    return wire.transferItems() == null ? List.of() : wire.transferItems();
  }

  private static boolean isCash(SchwabWire.TransferItem item) {
    var instrument = item.instrument();
    return instrument == null
        || CASH.equals(instrument.symbol())
        || "CURRENCY".equals(instrument.assetType());
  }

  private static @Nullable Instrument instrument(
      SchwabWire.Transaction wire, SchwabWire.@Nullable TransferItem item) {
    if (item != null) {
      return SchwabSymbols.instrument(item.instrument());
    }
    // A dividend names its share in its description alone: Ordinary Dividend~BND.
    var description = wire.description() == null ? "" : wire.description();
    var symbol = description.substring(description.lastIndexOf('~') + 1).strip();
    return description.contains("~") && symbol.matches("[A-Z./]{1,10}")
        ? Instrument.Equity.us(symbol.replace('/', '.'))
        : null;
  }

  private static TransactionType type(
      SchwabWire.Transaction wire, SchwabWire.@Nullable TransferItem item) {
    var net = orZero(wire.netAmount());
    var text = wire.description() == null ? "" : wire.description().toLowerCase(Locale.ROOT);
    return switch (given("type", wire.type())) {
      case "TRADE" ->
          item == null
              ? TransactionType.OTHER
              : orZero(item.amount()).signum() >= 0 ? TransactionType.BUY : TransactionType.SELL;
      case "RECEIVE_AND_DELIVER" -> delivery(text, item);
      case "DIVIDEND_OR_INTEREST" ->
          text.contains("interest") ? TransactionType.INTEREST : TransactionType.DIVIDEND;
      case "ACH_RECEIPT", "CASH_RECEIPT", "WIRE_IN" -> TransactionType.DEPOSIT;
      case "ACH_DISBURSEMENT", "CASH_DISBURSEMENT", "WIRE_OUT" -> TransactionType.WITHDRAWAL;
      case "ELECTRONIC_FUND" ->
          net.signum() < 0 ? TransactionType.WITHDRAWAL : TransactionType.DEPOSIT;
      case "JOURNAL" ->
          text.contains("withholding")
              ? TransactionType.TAX
              : net.signum() < 0 ? TransactionType.TRANSFER_OUT : TransactionType.TRANSFER_IN;
      // A sweep within the account, and what the broker notes for itself.
      case "MONEY_MARKET", "MEMORANDUM", "MARGIN_CALL", "SMA_ADJUSTMENT" -> TransactionType.OTHER;
      default -> TransactionType.OTHER;
    };
  }

  private static TransactionType delivery(String text, SchwabWire.@Nullable TransferItem item) {
    if (text.contains("split")) {
      return TransactionType.SPLIT;
    }
    if (text.contains("spin")) {
      return TransactionType.SPIN_OFF;
    }
    if (text.contains("expir")) {
      return TransactionType.OPTION_EXPIRY;
    }
    if (text.contains("assign")) {
      return TransactionType.OPTION_ASSIGNMENT;
    }
    if (text.contains("exercise")) {
      return TransactionType.OPTION_EXERCISE;
    }
    return item != null && orZero(item.amount()).signum() < 0
        ? TransactionType.TRANSFER_OUT
        : TransactionType.TRANSFER_IN;
  }

  private static @Nullable Money fee(SchwabWire.Transaction wire) {
    var charged =
        items(wire).stream()
            .filter(item -> isCash(item) && item.feeType() != null)
            .map(item -> orZero(item.cost()))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .negate();
    return charged.signum() == 0 ? null : dollars(charged);
  }

  private static Transaction.Status status(@Nullable String word) {
    return switch (word) {
      case "PENDING" -> Transaction.Status.PENDING;
      case "INVALID" -> Transaction.Status.REVERSED;
      case null, default -> Transaction.Status.EXECUTED;
    };
  }

  private static @Nullable LocalDate settlement(@Nullable String text) {
    return text == null
        ? null
        : LocalDate.ofInstant(instant("settlementDate", text), ZoneOffset.UTC);
  }
}
