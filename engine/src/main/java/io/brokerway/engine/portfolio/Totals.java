package io.brokerway.engine.portfolio;

import io.brokerway.broker.CurrencyCode;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up balances of one currency each. */
final class Totals {
  private Totals() {}

  static List<CurrencyTotal> of(List<BalanceView> balances) {
    var totals = new TreeMap<CurrencyCode, CurrencyTotal>();
    for (var view : balances) {
      var balance = view.balance();
      if (balance != null) {
        var one =
            new CurrencyTotal(
                balance.currency(),
                orZero(balance.cash()),
                orZero(balance.totalValue()),
                orZero(balance.buyingPower()),
                1,
                view.freshness().status());
        totals.merge(balance.currency(), one, Totals::plus);
      }
    }
    return List.copyOf(totals.values());
  }

  private static CurrencyTotal plus(CurrencyTotal one, CurrencyTotal other) {
    return new CurrencyTotal(
        one.currency(),
        one.cash().add(other.cash()),
        one.totalValue().add(other.totalValue()),
        one.buyingPower().add(other.buyingPower()),
        one.accounts() + other.accounts(),
        one.status().compareTo(other.status()) >= 0 ? one.status() : other.status());
  }

  private static BigDecimal orZero(@Nullable BigDecimal figure) {
    return figure == null ? BigDecimal.ZERO : figure;
  }
}
