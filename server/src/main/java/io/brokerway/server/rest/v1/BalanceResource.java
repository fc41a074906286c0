package io.brokerway.server.rest.v1;

import io.brokerway.broker.account.Balance;
import io.brokerway.engine.portfolio.BalanceView;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an account is worth and may spend. A figure that the broker does not give is null, never
 * zero.
 *
 * @param further figures that only some brokers give, by the broker's own names
 */
record BalanceResource(
    UUID accountId,
    @Nullable String currency,
    @Nullable BigDecimal cash,
    @Nullable BigDecimal settledCash,
    @Nullable BigDecimal withdrawableCash,
    @Nullable BigDecimal totalValue,
    @Nullable BigDecimal longMarketValue,
    @Nullable BigDecimal shortMarketValue,
    @Nullable BigDecimal buyingPower,
    @Nullable BigDecimal nonMarginableBuyingPower,
    @Nullable BigDecimal optionsBuyingPower,
    @Nullable BigDecimal intradayBuyingPower,
    @Nullable Margin margin,
    @Nullable Integer dayTradeCount,
    List<CashAmount> byCurrency,
    Map<String, String> further,
    FreshnessResource freshness) {

  /** The margin figures. */
  record Margin(
      @Nullable BigDecimal initial,
      @Nullable BigDecimal maintenance,
      @Nullable BigDecimal excess,
      @Nullable BigDecimal loan,
      @Nullable BigDecimal multiplier,
      @Nullable BigDecimal call) {
    static Margin of(Balance.Margin margin) {
      return new Margin(
          margin.initial(),
          margin.maintenance(),
          margin.excess(),
          margin.loan(),
          margin.multiplier(),
          margin.call());
    }
  }

  /** Cash in one currency. */
  record CashAmount(String currency, BigDecimal amount) {}

  static BalanceResource of(BalanceView view) {
    var freshness = FreshnessResource.of(view.freshness());
    var balance = view.balance();
    return balance == null
        ? unread(view.account(), freshness)
        : read(view.account(), balance, freshness);
  }

  private static BalanceResource read(UUID account, Balance balance, FreshnessResource freshness) {
    return new BalanceResource(
        account,
        balance.currency().code(),
        balance.cash(),
        balance.settledCash(),
        balance.withdrawableCash(),
        balance.totalValue(),
        balance.longMarketValue(),
        balance.shortMarketValue(),
        balance.buyingPower(),
        balance.nonMarginableBuyingPower(),
        balance.optionsBuyingPower(),
        balance.intradayBuyingPower(),
        Margin.of(balance.margin()),
        balance.dayTradeCount(),
        balance.byCurrency().stream()
            .map(cash -> new CashAmount(cash.currency().code(), cash.amount()))
            .toList(),
        balance.further(),
        freshness);
  }

  private static BalanceResource unread(UUID account, FreshnessResource freshness) {
    return new BalanceResource(
        account, null, null, null, null, null, null, null, null, null, null, null, null, null,
        List.of(), Map.of(), freshness);
  }
}
