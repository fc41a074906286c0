package io.brokerway.simulators.coinbase;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueTransaction;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Shows the venue's ledger wallet by wallet: a trade moves two of them and has a row in each. */
final class LedgerView {
  private final Venue venue;
  private final Orders orders;
  private final ExtraRows extras;

  LedgerView(Venue venue, Orders orders, ExtraRows extras) {
    this.venue = venue;
    this.orders = orders;
    this.extras = extras;
  }

  /** The rows of a wallet, the newest first. */
  List<LedgerRow> rows(Portfolio portfolio, Wallet wallet) {
    var rows = new ArrayList<LedgerRow>();
    for (var transaction : FillApi.transactions(venue, portfolio)) {
      rows(portfolio, transaction)
          .filter(part -> part.currency.equals(wallet.currency()))
          .map(part -> part.row(wallet))
          .forEach(rows::add);
    }
    rows.addAll(extras.of(wallet.id()));
    // Rows of one moment keep the order in which they came.
    rows.sort(Comparator.comparing(LedgerRow::at));
    return rows.reversed();
  }

  private Stream<Part> rows(Portfolio portfolio, VenueTransaction transaction) {
    return switch (transaction.type()) {
      case BUY, SELL -> trade(portfolio, transaction);
      case DEPOSIT -> Stream.of(dollars(transaction, "fiat_deposit"));
      case WITHDRAWAL -> Stream.of(dollars(transaction, "fiat_withdrawal"));
      case TRANSFER_IN, TRANSFER_OUT -> Stream.of(send(transaction));
      case INTEREST -> Stream.of(dollars(transaction, "interest"));
      case FEE -> Stream.of(dollars(transaction, "subscription"));
      case STAKING_REWARD -> Stream.of(dollars(transaction, "staking_reward"));
      case ADJUSTMENT,
          DIVIDEND,
          TAX,
          SPLIT,
          MERGER,
          SPIN_OFF,
          SYMBOL_CHANGE,
          OPTION_EXERCISE,
          OPTION_ASSIGNMENT,
          OPTION_EXPIRY,
          FX_CONVERSION,
          OTHER ->
          Stream.of(dollars(transaction, "tx"));
    };
  }

  private Stream<Part> trade(Portfolio portfolio, VenueTransaction trade) {
    var coin = coin(required(trade.listed()));
    var details =
        Json.object()
            .put("fill_price", Texts.plain(required(trade.price())))
            .put("product_id", required(trade.listed()).symbol())
            .put("order_id", orders.idOf(portfolio.key(), required(trade.orderId())))
            .put("commission", Texts.plain(trade.fee()))
            .put("order_side", required(trade.quantity()).signum() > 0 ? "buy" : "sell");
    var value = FillApi.value(trade).multiply(sign(required(trade.quantity())));
    return Stream.of(
        new Part(trade, "advanced_trade_fill", coin, required(trade.quantity()), value)
            .with("advanced_trade_fill", details),
        new Part(trade, "advanced_trade_fill", Wallets.DOLLARS, trade.amount(), trade.amount())
            .with("advanced_trade_fill", details));
  }

  private static BigDecimal sign(BigDecimal of) {
    return BigDecimal.valueOf(of.signum());
  }

  private static Part dollars(VenueTransaction transaction, String type) {
    return new Part(transaction, type, Wallets.DOLLARS, transaction.amount(), transaction.amount());
  }

  /** Coins from outside, or to there. */
  private static Part send(VenueTransaction transaction) {
    var quantity = required(transaction.quantity());
    var value = quantity.multiply(required(transaction.price()));
    var network =
        Json.object()
            .put("status", "confirmed")
            .put("hash", Portfolio.id("hash:" + transaction.id()).replace("-", ""))
            .put("network_name", "simulated");
    return new Part(transaction, "send", coin(required(transaction.listed())), quantity, value)
        .with("network", network);
  }

  private static String coin(Listed listed) {
    return Product.of(listed).base();
  }

  private static <T> T required(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("a transaction without its figures");
    }
    return part;
  }

  /** What one transaction is to one wallet. */
  private record Part(
      VenueTransaction transaction,
      String type,
      String currency,
      BigDecimal amount,
      BigDecimal value,
      ObjectNode more) {

    Part(
        VenueTransaction transaction,
        String type,
        String currency,
        BigDecimal amount,
        BigDecimal value) {
      this(transaction, type, currency, amount, value, Json.object());
    }

    Part with(String name, ObjectNode details) {
      return new Part(transaction, type, currency, amount, value, Json.object().set(name, details));
    }

    LedgerRow row(Wallet wallet) {
      var id = Portfolio.id("row:%s:%s".formatted(transaction.id(), currency));
      var json =
          json(id, type, wallet, amount, value)
              .put("created_at", Texts.second(transaction.at()))
              .put("updated_at", Texts.second(transaction.at()));
      json.setAll(more);
      return new LedgerRow(id, type, transaction.at(), json);
    }
  }

  /** What all rows have. */
  static ObjectNode json(
      String id, String type, Wallet wallet, BigDecimal amount, BigDecimal value) {
    var json = Json.object().put("id", id).put("type", type).put("status", "completed");
    json.putObject("amount").put("amount", Texts.plain(amount)).put("currency", wallet.currency());
    json.putObject("native_amount")
        .put("amount", Texts.cents(value).toPlainString())
        .put("currency", Wallets.DOLLARS);
    json.putNull("description")
        .put("resource", "transaction")
        .put("resource_path", "/v2/accounts/%s/transactions/%s".formatted(wallet.id(), id))
        .put("cancelable", false)
        .put("idem", "");
    json.putObject("details").put("title", type.replace('_', ' ')).put("subtitle", "");
    return json;
  }
}
