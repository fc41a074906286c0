package io.brokerway.broker.account;

import io.brokerway.broker.CurrencyCode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an account is worth and may spend. An absent figure is one that the broker does not give:
 * never zero, never guessed.
 *
 * @param currency the currency of every figure here
 * @param cash FIX-style settled and unsettled cash; negative for a margin loan
 * @param totalValue cash and positions together
 * @param buyingPower what orders may cost in all
 * @param nonMarginableBuyingPower what orders for instruments without margin may cost
 * @param dayTradeCount day trades in the broker's window, where it still counts them
 * @param byCurrency the cash in each currency, where the account holds several
 * @param further figures that only some brokers give, by the broker's own names
 */
public record Balance(
    CurrencyCode currency,
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
    Margin margin,
    @Nullable Integer dayTradeCount,
    List<CashAmount> byCurrency,
    Map<String, String> further) {

  public Balance {
    byCurrency = List.copyOf(byCurrency);
    further = Map.copyOf(further);
  }

  /** Cash in one currency. */
  public record CashAmount(CurrencyCode currency, BigDecimal amount) {}

  /**
   * The margin figures of an account.
   *
   * @param initial the initial margin that its positions and orders use
   * @param maintenance the maintenance margin that its positions need
   * @param multiplier how much the account may borrow: 1 is none, 2 is Regulation T
   * @param call the amount of an open margin call
   */
  public record Margin(
      @Nullable BigDecimal initial,
      @Nullable BigDecimal maintenance,
      @Nullable BigDecimal excess,
      @Nullable BigDecimal loan,
      @Nullable BigDecimal multiplier,
      @Nullable BigDecimal call) {
    /** None given. */
    public static final Margin NONE = new Margin(null, null, null, null, null, null);
  }

  /** A balance of which the broker gives no more than cash, total and buying power. */
  public static Balance basic(
      CurrencyCode currency,
      @Nullable BigDecimal cash,
      @Nullable BigDecimal totalValue,
      @Nullable BigDecimal buyingPower) {
    return new Balance(
        currency,
        cash,
        null,
        null,
        totalValue,
        null,
        null,
        buyingPower,
        null,
        null,
        null,
        Margin.NONE,
        null,
        List.of(),
        Map.of());
  }
}
