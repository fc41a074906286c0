package io.brokerway.exchange;

import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
  final List<VenueExecution> executions = new ArrayList<>();

  /** What it took of the sizes on display, by symbol and side. */
  private final Map<String, Taken> taken = new HashMap<>();

  BigDecimal cash = BigDecimal.ZERO;

  /** What open orders bind of its equity. */
  BigDecimal bound = BigDecimal.ZERO;

  private record Taken(long slot, BigDecimal quantity) {}

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
