package io.brokerway.engine.portfolio;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.account.Balance;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves a balance by fills: pure. */
final class BalanceFold {
  private BalanceFold() {}

  /**
   * The balance after the effects. Cash follows every fill; what may be spent follows what was
   * paid, but what a sale brought only when the broker says so: it knows when it settles.
   */
  static Balance apply(Balance balance, List<Effect> effects) {
    var cash = BigDecimal.ZERO;
    var paid = BigDecimal.ZERO;
    for (var effect : effects) {
      if (effect.instrument().currency().equals(balance.currency())) {
        cash = cash.add(effect.cash());
        paid = paid.add(effect.cash().min(BigDecimal.ZERO));
      }
    }
    return new Balance(
        balance.currency(),
        plus(balance.cash(), cash),
        plus(balance.settledCash(), paid),
        plus(balance.withdrawableCash(), paid),
        balance.totalValue(),
        balance.longMarketValue(),
        balance.shortMarketValue(),
        plus(balance.buyingPower(), paid),
        plus(balance.nonMarginableBuyingPower(), paid),
        plus(balance.optionsBuyingPower(), paid),
        plus(balance.intradayBuyingPower(), paid),
        balance.margin(),
        balance.dayTradeCount(),
        byCurrency(balance, effects),
        balance.further());
  }

  /** Whether a fill moved cash in a currency that the balance has no figure for. */
  static boolean leavesOut(Balance balance, List<Effect> effects) {
    return effects.stream()
        .map(effect -> effect.instrument().currency())
        .anyMatch(currency -> !currency.equals(balance.currency()) && !lists(balance, currency));
  }

  private static boolean lists(Balance balance, CurrencyCode currency) {
    return balance.byCurrency().stream().anyMatch(held -> held.currency().equals(currency));
  }

  private static List<Balance.CashAmount> byCurrency(Balance balance, List<Effect> effects) {
    var moved = new ArrayList<Balance.CashAmount>();
    for (var held : balance.byCurrency()) {
      var amount = held.amount();
      for (var effect : effects) {
        if (effect.instrument().currency().equals(held.currency())) {
          amount = amount.add(effect.cash());
        }
      }
      moved.add(new Balance.CashAmount(held.currency(), amount));
    }
    return moved;
  }

  private static @Nullable BigDecimal plus(@Nullable BigDecimal figure, BigDecimal change) {
    return figure == null ? null : figure.add(change);
  }
}
