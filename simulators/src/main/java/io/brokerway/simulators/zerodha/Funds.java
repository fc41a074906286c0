package io.brokerway.simulators.zerodha;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.VenuePosition;
import io.brokerway.exchange.VenueTransaction;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an account may spend, as Kite counts it: {@code net = cash + payin - debits}. What is bought
 * for delivery is paid in full, what is to be closed the same day binds a fifth. Thread-safe.
 */
final class Funds {
  private static final int MOST_TRANSACTIONS = 1_000_000;

  private final Venue venue;
  private final Books books;

  Funds(Venue venue, Books books) {
    this.venue = venue;
    this.books = books;
  }

  /**
   * The figures of a moment.
   *
   * @param opening cash at the start of the day, with what the account was opened with
   * @param payin what came in since then
   * @param live what can be spent now
   */
  record State(
      BigDecimal opening,
      BigDecimal payin,
      BigDecimal payout,
      BigDecimal live,
      BigDecimal intraday,
      BigDecimal delivery,
      BigDecimal holdingSales) {

    BigDecimal debits() {
      return opening.add(payin).subtract(live);
    }
  }

  /** What can be spent now. */
  BigDecimal live(AccountKey account) {
    return venue.balance(account).cash().add(released(account)).subtract(blocked(account));
  }

  State state(AccountKey account) {
    var since = Ist.lastFlush(venue.now());
    var opening = BigDecimal.ZERO;
    var payin = BigDecimal.ZERO;
    var payout = BigDecimal.ZERO;
    var bought = BigDecimal.ZERO;
    var sold = BigDecimal.ZERO;
    for (var one : transactions(account)) {
      if (one.at().isBefore(since) || isOpeningDeposit(one)) {
        opening = opening.add(one.amount());
      } else if (one.type() == TransactionType.BUY && isDelivery(one)) {
        bought = bought.subtract(one.amount());
      } else if (one.type() == TransactionType.SELL && isDelivery(one)) {
        sold = sold.add(one.amount());
      } else if (one.listed() == null && one.amount().signum() > 0) {
        payin = payin.add(one.amount());
      } else if (one.listed() == null) {
        payout = payout.subtract(one.amount());
      }
    }
    return new State(opening, payin, payout, live(account), intradayMargin(account), bought, sold);
  }

  private List<VenueTransaction> transactions(AccountKey account) {
    return venue.transactions(account, 0, MOST_TRANSACTIONS);
  }

  private static boolean isOpeningDeposit(VenueTransaction one) {
    return one.sequence() == 1 && one.type() == TransactionType.DEPOSIT;
  }

  private boolean isDelivery(VenueTransaction one) {
    var listed = one.listed();
    return listed != null && books.of(listed).isDelivery();
  }

  /** What the venue took in full though it is bound in part only, and the other way round. */
  private BigDecimal released(AccountKey account) {
    var sum = BigDecimal.ZERO;
    for (var position : intraday(account)) {
      sum = sum.add(position.costBasis()).subtract(margin(position));
    }
    return sum;
  }

  private BigDecimal intradayMargin(AccountKey account) {
    return intraday(account).stream().map(this::margin).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private BigDecimal margin(VenuePosition position) {
    return position.costBasis().abs().multiply(books.of(position.listed()).marginRate());
  }

  private List<VenuePosition> intraday(AccountKey account) {
    return venue.positions(account).stream()
        .filter(position -> !books.of(position.listed()).isDelivery())
        .toList();
  }

  /** What open orders would need if they filled. */
  private BigDecimal blocked(AccountKey account) {
    var sum = BigDecimal.ZERO;
    for (var order : venue.openOrders(account)) {
      var left = order.leavesQuantity();
      var entry = order.parentId() == null;
      if (left != null && entry) {
        sum = sum.add(needed(account, books.of(order.listed()), buys(order), left, price(order)));
      }
    }
    return sum;
  }

  private static boolean buys(VenueOrder order) {
    return !order.side().isSell();
  }

  private BigDecimal price(VenueOrder order) {
    var limit = order.terms().limitPrice();
    var stop = order.terms().stopPrice();
    if (limit != null) {
      return limit;
    }
    return stop == null ? venue.prices().quote(order.listed(), venue.now()).ask() : stop;
  }

  /** What an order needs: nothing as far as it closes a position. */
  BigDecimal needed(
      AccountKey account, Book book, boolean buys, BigDecimal quantity, BigDecimal price) {
    if (book.isDelivery()) {
      return buys ? quantity.multiply(price) : BigDecimal.ZERO;
    }
    var held = held(account, book);
    var closing = buys ? held.negate() : held;
    var opening = quantity.subtract(closing.max(BigDecimal.ZERO)).max(BigDecimal.ZERO);
    return opening.multiply(price).multiply(book.marginRate());
  }

  /** What the book holds, negative if short. */
  BigDecimal held(AccountKey account, Book book) {
    return venue.positions(account).stream()
        .filter(position -> position.listed().symbol().equals(book.symbol()))
        .map(VenuePosition::quantity)
        .findFirst()
        .orElse(BigDecimal.ZERO);
  }

  ObjectNode equity(AccountKey account) {
    var state = state(account);
    var live = Figures.cents(state.live());
    var json = Json.object().put("enabled", true).put("net", live);
    json.putObject("available")
        .put("adhoc_margin", 0)
        .put("cash", Figures.cents(state.opening()))
        .put("opening_balance", Figures.cents(state.opening()))
        .put("live_balance", live)
        .put("collateral", 0)
        .put("intraday_payin", Figures.cents(state.payin()));
    utilised(json, state);
    return json;
  }

  private static void utilised(ObjectNode json, State state) {
    json.putObject("utilised")
        .put("debits", Figures.cents(state.debits()))
        .put("exposure", Figures.cents(state.intraday()))
        .put("m2m_realised", 0)
        .put("m2m_unrealised", 0)
        .put("option_premium", 0)
        .put("payout", Figures.cents(state.payout()))
        .put("span", 0)
        .put("holding_sales", Figures.cents(state.holdingSales()))
        .put("turnover", 0)
        .put("liquid_collateral", 0)
        .put("stock_collateral", 0)
        .put("delivery", Figures.cents(state.delivery()));
  }

  /** There is one ledger for both: the commodity segment is not enabled. */
  static ObjectNode commodity() {
    var zero = BigDecimal.ZERO;
    var json = Json.object().put("enabled", false).put("net", 0);
    json.putObject("available")
        .put("adhoc_margin", 0)
        .put("cash", 0)
        .put("opening_balance", 0)
        .put("live_balance", 0)
        .put("collateral", 0)
        .put("intraday_payin", 0);
    utilised(json, new State(zero, zero, zero, zero, zero, zero, zero));
    return json;
  }
}
