package io.brokerway.simulators.charlesschwab;

import io.brokerway.broker.account.TransactionType;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueTransaction;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** Shows entries of the venue's ledger as Schwab's transactions. */
final class TransactionView {
  private final Venue venue;

  TransactionView(Venue venue) {
    this.venue = venue;
  }

  /** The number of a transaction: not that of the fill which made it. */
  static long id(VenueTransaction transaction) {
    return Numbers.other(transaction.id());
  }

  static String type(VenueTransaction transaction) {
    return switch (transaction.type()) {
      case BUY, SELL -> "TRADE";
      case DIVIDEND, INTEREST -> "DIVIDEND_OR_INTEREST";
      case TAX, FEE, ADJUSTMENT, FX_CONVERSION, STAKING_REWARD, OTHER -> "JOURNAL";
      case DEPOSIT -> "ACH_RECEIPT";
      case WITHDRAWAL -> "ACH_DISBURSEMENT";
      case TRANSFER_IN, TRANSFER_OUT ->
          transaction.listed() == null ? "JOURNAL" : "RECEIVE_AND_DELIVER";
      case SPLIT,
          MERGER,
          SPIN_OFF,
          SYMBOL_CHANGE,
          OPTION_EXERCISE,
          OPTION_ASSIGNMENT,
          OPTION_EXPIRY ->
          "RECEIVE_AND_DELIVER";
    };
  }

  ObjectNode json(VenueTransaction transaction) {
    var at = Numbers.time(transaction.at());
    var json = Json.object().put("activityId", id(transaction)).put("time", at);
    var description = description(transaction);
    if (!description.isEmpty()) {
      json.put("description", description);
    }
    json.put("accountNumber", transaction.account().value())
        .put("type", type(transaction))
        .put("status", "VALID")
        .put("subAccount", "CASH")
        .put("tradeDate", at);
    if (transaction.orderId() != null) {
      json.put("positionId", Symbols.instrumentId(Objects.requireNonNull(transaction.listed())))
          .put("orderId", orderId(transaction, transaction.orderId()));
    }
    json.put("netAmount", Numbers.cents(transaction.amount()));
    items(json, transaction);
    return json;
  }

  private long orderId(VenueTransaction transaction, String id) {
    return venue.order(transaction.account(), id).map(OrderIds::of).orElseThrow();
  }

  private static void items(ObjectNode json, VenueTransaction transaction) {
    var items = json.putArray("transferItems");
    var listed = transaction.listed();
    if (!type(transaction).equals("TRADE") && !type(transaction).equals("RECEIVE_AND_DELIVER")) {
      items.add(currency(transaction.amount(), BigDecimal.ZERO).put("price", BigDecimal.ZERO));
      return;
    }
    if (type(transaction).equals("TRADE")) {
      items.add(currency(BigDecimal.ZERO, transaction.fee().negate()).put("feeType", "COMMISSION"));
    }
    if (listed != null) {
      items.add(security(transaction, listed));
    }
  }

  private static ObjectNode currency(BigDecimal amount, BigDecimal cost) {
    var item = Json.object();
    item.putObject("instrument")
        .put("assetType", "CURRENCY")
        .put("status", "ACTIVE")
        .put("symbol", "CURRENCY_USD")
        .put("description", "USD currency")
        .put("instrumentId", 1)
        .put("closingPrice", 0);
    return item.put("amount", Numbers.cents(amount)).put("cost", Numbers.cents(cost));
  }

  private static ObjectNode security(VenueTransaction transaction, Listed listed) {
    var item = Json.object();
    Symbols.describe(item.putObject("instrument"), listed).put("status", "ACTIVE");
    var quantity = Objects.requireNonNullElse(transaction.quantity(), BigDecimal.ZERO);
    var cost = transaction.amount().add(transaction.fee());
    item.put("amount", Numbers.quantity(quantity)).put("cost", Numbers.cents(cost));
    if (transaction.price() != null) {
      item.put("price", Numbers.price(transaction.price()));
    }
    return item.put("positionEffect", effect(transaction, listed));
  }

  /** Of shares the row does not tell more than the sign; of options it does. */
  private static String effect(VenueTransaction transaction, Listed listed) {
    if (transaction.type() == TransactionType.BUY) {
      return listed.isOption() ? "AUTOMATIC" : "OPENING";
    }
    return transaction.type() == TransactionType.SELL && !listed.isOption()
        ? "CLOSING"
        : "AUTOMATIC";
  }

  private static String description(VenueTransaction transaction) {
    var listed = transaction.listed();
    var symbol = listed == null ? "" : "~" + Symbols.symbol(listed);
    return switch (transaction.type()) {
      case BUY, SELL -> "";
      case DIVIDEND -> "Ordinary Dividend" + symbol;
      case INTEREST -> "Credit Interest";
      case TAX -> "NRA Withholding" + symbol;
      case DEPOSIT, WITHDRAWAL, TRANSFER_IN, TRANSFER_OUT, FEE, ADJUSTMENT ->
          transaction.description();
      case SPLIT -> "Stock Split" + symbol;
      case MERGER -> "Merger" + symbol;
      case SPIN_OFF -> "Spin-off" + symbol;
      case SYMBOL_CHANGE -> "Name Change" + symbol;
      case OPTION_EXERCISE -> "Exercise" + symbol;
      case OPTION_ASSIGNMENT -> "Assignment" + symbol;
      case OPTION_EXPIRY -> "Expired" + symbol;
      case STAKING_REWARD, FX_CONVERSION, OTHER -> transaction.description();
    };
  }
}
