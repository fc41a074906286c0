package io.brokerway.simulators.zerodha;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueTransaction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an account holds, told apart by what happened today and before. Thread-safe. */
final class Portfolio {
  private static final int MOST_TRANSACTIONS = 1_000_000;

  /** Bought or sold units and what they cost. */
  record Traded(BigDecimal quantity, BigDecimal value) {
    static final Traded NOTHING = new Traded(BigDecimal.ZERO, BigDecimal.ZERO);

    Traded plus(BigDecimal more, BigDecimal price) {
      return new Traded(quantity.add(more), value.add(more.multiply(price)));
    }

    BigDecimal price() {
      return quantity.signum() == 0
          ? BigDecimal.ZERO
          : value.divide(quantity, MathContext.DECIMAL64);
    }
  }

  /**
   * A book of an account.
   *
   * @param before what was held when the day began
   * @param cost of a unit of that
   * @param fresh the part of {@code before} that was bought the day before
   */
  record Entry(
      Book book, BigDecimal before, BigDecimal cost, BigDecimal fresh, Traded bought, Traded sold) {

    /** Of today's trades. */
    BigDecimal net() {
      return bought.quantity().subtract(sold.quantity());
    }

    boolean tradedToday() {
      return bought.quantity().signum() != 0 || sold.quantity().signum() != 0;
    }
  }

  /** Adds up the transactions of a book, oldest first. */
  private static final class Fold {
    private BigDecimal held = BigDecimal.ZERO;
    private BigDecimal cost = BigDecimal.ZERO;
    private BigDecimal fresh = BigDecimal.ZERO;
    private Traded bought = Traded.NOTHING;
    private Traded sold = Traded.NOTHING;

    void before(VenueTransaction one, BigDecimal quantity, boolean dayBefore) {
      var price = one.price() == null ? BigDecimal.ZERO : one.price();
      var after = held.add(quantity);
      if (held.signum() * quantity.signum() >= 0 && after.signum() != 0) {
        cost =
            held.multiply(cost).add(quantity.multiply(price)).divide(after, MathContext.DECIMAL64);
      } else if (after.signum() * held.signum() < 0) {
        cost = price;
      }
      held = after;
      if (dayBefore && one.type() == TransactionType.BUY) {
        fresh = fresh.add(quantity);
      }
    }

    void today(VenueTransaction one, BigDecimal quantity) {
      var price = one.price() == null ? BigDecimal.ZERO : one.price();
      switch (one.type()) {
        case BUY -> bought = bought.plus(quantity, price);
        case SELL -> sold = sold.plus(quantity.negate(), price);
        // Shares that come from elsewhere are there at once.
        default -> before(one, quantity, false);
      }
    }
  }

  private final Venue venue;
  private final Books books;

  Portfolio(Venue venue, Books books) {
    this.venue = venue;
    this.books = books;
  }

  List<Entry> of(AccountKey account) {
    var today = Ist.lastFlush(venue.now());
    var folds = new LinkedHashMap<Book, Fold>();
    for (var one : venue.transactions(account, 0, MOST_TRANSACTIONS)) {
      add(folds, one, today);
    }
    var entries = new ArrayList<Entry>();
    for (Map.Entry<Book, Fold> of : folds.entrySet()) {
      var fold = of.getValue();
      entries.add(
          new Entry(
              of.getKey(),
              fold.held,
              fold.cost,
              fold.fresh.min(fold.held).max(BigDecimal.ZERO),
              fold.bought,
              fold.sold));
    }
    return entries;
  }

  private void add(Map<Book, Fold> folds, VenueTransaction one, Instant today) {
    var listed = one.listed();
    var quantity = one.quantity();
    if (listed == null || quantity == null) {
      return;
    }
    var fold = folds.computeIfAbsent(books.of(listed), _ -> new Fold());
    if (one.at().isBefore(today)) {
      fold.before(one, quantity, !one.at().isBefore(today.minus(Duration.ofDays(1))));
    } else {
      fold.today(one, quantity);
    }
  }
}
