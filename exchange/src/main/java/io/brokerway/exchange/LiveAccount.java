package io.brokerway.exchange;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** An account as it changes. Guarded by its venue's lock; only {@link Ledger} changes it. */
final class LiveAccount {
  final String key;
  final AccountTerms terms;
  final Instant openedAt;
  final TreeMap<String, LivePosition> positions = new TreeMap<>();
  final TreeMap<Long, LiveOrder> openOrders = new TreeMap<>();
  final List<LiveOrder> orders = new ArrayList<>();
  final Map<String, LiveOrder> byClientId = new HashMap<>();
  final List<VenueTransaction> transactions = new ArrayList<>();

  /** How many orders and transactions left the memory for the archive. */
  long filedOrders;

  long filedTransactions;

  /** What it took of the sizes on display, by symbol and side. */
  private final Map<String, Taken> taken = new HashMap<>();

  BigDecimal cash = BigDecimal.ZERO;

  /** What open orders bind of its equity. */
  BigDecimal bound = BigDecimal.ZERO;

  private record Taken(long slot, BigDecimal quantity) {}

  /** An account that was kept. */
  LiveAccount(VenueState.AccountState kept, Function<String, Listed> listings) {
    this.key = kept.key();
    this.terms =
        new AccountTerms(new CurrencyCode(kept.currency()), kept.multiplier(), kept.shorting());
    this.openedAt = kept.openedAt();
    this.cash = kept.cash();
    this.filedOrders = kept.filedOrders();
    this.filedTransactions = kept.filedTransactions();
    for (var holding : kept.holdings()) {
      var position = position(listings.apply(holding.symbol()));
      position.quantity = holding.quantity();
      position.costBasis = holding.costBasis();
      position.realized = holding.realized();
    }
    kept.taken().forEach(one -> taken.put(one.side(), new Taken(one.slot(), one.quantity())));
  }

  /**
   * All of it but its orders, to be kept.
   *
   * @param leaving how many of its orders leave the memory
   */
  VenueState.AccountState state(long leaving) {
    return new VenueState.AccountState(
        key,
        terms.currency().code(),
        terms.multiplier(),
        terms.shorting(),
        openedAt,
        cash,
        filedOrders + leaving,
        transactionCount(),
        positions.values().stream()
            .map(position ->
                new VenueState.Holding(
                    position.listed.symbol(),
                    position.quantity,
                    position.costBasis,
                    position.realized))
            .toList(),
        taken.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(one ->
                new VenueState.Taken(one.getKey(), one.getValue().slot, one.getValue().quantity))
            .toList());
  }

  /** Of all transactions ever, those in the archive too. */
  long transactionCount() {
    return filedTransactions + transactions.size();
  }

  LiveAccount(String key, AccountTerms terms, Instant openedAt) {
    this.key = key;
    this.terms = terms;
    this.openedAt = openedAt;
  }

  LivePosition position(Listed listed) {
    return positions.computeIfAbsent(listed.symbol(), symbol -> new LivePosition(listed));
  }

  BigDecimal held(Listed listed) {
    var position = positions.get(listed.symbol());
    return position == null ? BigDecimal.ZERO : position.quantity;
  }

  boolean hasMargin() {
    return terms.multiplier().compareTo(BigDecimal.ONE) > 0;
  }

  /** What it took already of the size that one side displays in a slot. */
  BigDecimal taken(Listed listed, boolean buy, long slot) {
    var before = taken.get(side(listed, buy));
    return before == null || before.slot != slot ? BigDecimal.ZERO : before.quantity;
  }

  void take(Listed listed, boolean buy, long slot, BigDecimal quantity) {
    var already = taken(listed, buy, slot);
    taken.put(side(listed, buy), new Taken(slot, already.add(quantity)));
  }

  private static String side(Listed listed, boolean buy) {
    return (buy ? "ask " : "bid ") + listed.symbol();
  }
}
