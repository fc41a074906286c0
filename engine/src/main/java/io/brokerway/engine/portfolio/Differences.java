package io.brokerway.engine.portfolio;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.account.Transaction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a new snapshot shows against the last one plus all that moved it in between: pure. A subject
 * is an instrument's key, or {@code CASH:} with a currency.
 */
final class Differences {
  // Brokers round what they book to the cent, each booking by itself.
  private static final BigDecimal CENT = new BigDecimal("0.01");

  private final TreeMap<String, BigDecimal> expected = new TreeMap<>();
  private final TreeMap<String, BigDecimal> observed = new TreeMap<>();
  private final Map<String, Integer> bookings = new HashMap<>();
  private final Set<String> undecidable = new HashSet<>();

  /** One subject whose figure is not as expected. */
  record Difference(String subject, BigDecimal expected, BigDecimal observed) {
    BigDecimal amount() {
      return observed.subtract(expected);
    }
  }

  static String cash(CurrencyCode currency) {
    return "CASH:" + currency;
  }

  void positions(List<Position> before, List<Position> now) {
    before.forEach(position -> add(expected, position.instrument().key(), position.quantity()));
    now.forEach(position -> add(observed, position.instrument().key(), position.quantity()));
  }

  void cash(CurrencyCode currency, BigDecimal before, BigDecimal now) {
    add(expected, cash(currency), before);
    add(observed, cash(currency), now);
  }

  /** Fills that lie between the positions' snapshots: in the new one, not in the old. */
  void positionFills(List<BookedFill> booked, ReadSpan before, ReadSpan now) {
    between(booked, before, now).forEach((key, moved) -> add(expected, key, moved.quantity()));
  }

  /** The same for the snapshots of cash. */
  void cashFills(List<BookedFill> booked, ReadSpan before, ReadSpan now, CurrencyCode currency) {
    for (var moved : between(booked, before, now).values()) {
      if (moved.currency().equals(currency)) {
        add(expected, cash(currency), moved.cash());
        bookings.merge(cash(currency), moved.count(), Integer::sum);
        if (moved.isDoubtful()) {
          undecidable.add(cash(currency));
        }
      }
    }
  }

  private record Moved(
      BigDecimal quantity, BigDecimal cash, CurrencyCode currency, int count, boolean isDoubtful) {
    Moved plus(Effect effect, int sign) {
      var factor = BigDecimal.valueOf(sign);
      return new Moved(
          quantity.add(effect.quantity().multiply(factor)),
          cash.add(effect.cash().multiply(factor)),
          currency,
          count + 1,
          isDoubtful || effect.isDoubtful());
    }
  }

  /** What the old snapshot lacks less what the new one lacks, by instrument. */
  private Map<String, Moved> between(List<BookedFill> booked, ReadSpan before, ReadSpan now) {
    var moved = new TreeMap<String, Moved>();
    sum(moved, Effect.of(booked, before), 1);
    sum(moved, Effect.of(booked, now), -1);
    moved.forEach((key, sum) -> {
      if (sum.isDoubtful()) {
        undecidable.add(key);
      }
    });
    return moved;
  }

  private static void sum(Map<String, Moved> moved, List<Effect> effects, int sign) {
    for (var effect : effects) {
      var none =
          new Moved(BigDecimal.ZERO, BigDecimal.ZERO, effect.instrument().currency(), 0, false);
      moved.compute(
          effect.instrument().key(), (_, sum) -> (sum == null ? none : sum).plus(effect, sign));
    }
  }

  /** A booking of the broker's that moved a figure between the snapshots. */
  void booking(String subject, BigDecimal amount) {
    if (expected.containsKey(subject) || observed.containsKey(subject)) {
      add(expected, subject, amount);
      bookings.merge(subject, 1, Integer::sum);
    }
  }

  /** What a transaction moves, by subject. */
  static Map<String, BigDecimal> moves(Transaction transaction) {
    var moves = new HashMap<String, BigDecimal>();
    if (transaction.status() == Transaction.Status.PENDING) {
      return moves;
    }
    var instrument = transaction.instrument();
    var quantity = transaction.quantity();
    if (instrument != null && quantity != null) {
      moves.put(instrument.key(), quantity);
    }
    var amount = transaction.amount();
    if (amount != null) {
      moves.put(cash(amount.currency()), amount.amount());
    }
    return moves;
  }

  /** Whether fills of doubtful order make it impossible to tell. */
  boolean isUndecidable(String subject) {
    return undecidable.contains(subject);
  }

  /** The differences that are more than rounding, by subject. */
  List<Difference> found() {
    var found = new ArrayList<Difference>();
    for (var subject : subjects()) {
      var difference =
          new Difference(
              subject,
              expected.getOrDefault(subject, BigDecimal.ZERO),
              observed.getOrDefault(subject, BigDecimal.ZERO));
      if (!isUndecidable(subject) && !isRounding(subject, difference.amount())) {
        found.add(difference);
      }
    }
    return found;
  }

  private List<String> subjects() {
    var all = new TreeMap<>(expected);
    all.putAll(observed);
    return List.copyOf(all.keySet());
  }

  boolean isRounding(String subject, BigDecimal amount) {
    if (!subject.startsWith("CASH:")) {
      return amount.signum() == 0;
    }
    var count = Math.max(1, bookings.getOrDefault(subject, 0));
    return amount.abs().compareTo(CENT.multiply(BigDecimal.valueOf(count))) <= 0;
  }

  private static void add(Map<String, BigDecimal> sums, String subject, BigDecimal amount) {
    sums.merge(subject, amount, BigDecimal::add);
  }
}
