package io.brokerway.simulators.charlesschwab;

import io.brokerway.exchange.VenueBalance;
import java.math.BigDecimal;
import tools.jackson.databind.node.ObjectNode;

/** The balances of a margin account, as recorded: what is borrowed stands apart from the cash. */
final class MarginBalances {
  private MarginBalances() {}

  static void put(ObjectNode account, VenueBalance balance, BigDecimal options) {
    initial(account.putObject("initialBalances"), balance);
    current(account.putObject("currentBalances"), balance, options);
    projected(account.putObject("projectedBalances"), balance);
  }

  private static void initial(ObjectNode node, VenueBalance balance) {
    var equity = Numbers.cents(balance.lastEquity());
    node.put("accruedInterest", BigDecimal.ZERO)
        .put("cashBalance", AccountApi.owned(balance))
        .put("equity", equity)
        .put("liquidationValue", equity)
        .put("accountValue", equity)
        .put("buyingPower", Numbers.cents(balance.buyingPower()))
        .put("marginBalance", borrowed(balance))
        .put("isInCall", balance.marginCall().signum() > 0);
  }

  private static void current(ObjectNode node, VenueBalance balance, BigDecimal options) {
    var equity = Numbers.cents(balance.equity());
    node.put("accruedInterest", BigDecimal.ZERO)
        .put("cashBalance", AccountApi.owned(balance))
        .put("cashReceipts", BigDecimal.ZERO)
        .put("longOptionMarketValue", Numbers.cents(options))
        .put("liquidationValue", equity)
        .put("longMarketValue", Numbers.cents(balance.longMarketValue().subtract(options)))
        .put("moneyMarketFund", BigDecimal.ZERO)
        .put("availableFunds", Numbers.cents(available(balance)))
        .put("availableFundsNonMarginableTrade", Numbers.cents(balance.nonMarginableBuyingPower()))
        .put("buyingPower", Numbers.cents(balance.buyingPower()))
        .put("buyingPowerNonMarginableTrade", Numbers.cents(balance.nonMarginableBuyingPower()))
        .put("dayTradingBuyingPower", Numbers.cents(balance.buyingPower()))
        .put("equity", equity)
        .put("equityPercentage", 100)
        .put("longMarginValue", Numbers.cents(balance.longMarketValue()))
        .put("maintenanceCall", Numbers.cents(balance.marginCall()))
        .put("maintenanceRequirement", Numbers.cents(balance.maintenanceMargin()))
        .put("marginBalance", borrowed(balance))
        .put("regTCall", BigDecimal.ZERO)
        .put("shortBalance", BigDecimal.ZERO)
        .put("shortMarginValue", Numbers.cents(balance.shortMarketValue().abs()))
        .put("sma", Numbers.cents(available(balance)));
  }

  private static void projected(ObjectNode node, VenueBalance balance) {
    node.put("availableFunds", Numbers.cents(available(balance)))
        .put("buyingPower", Numbers.cents(balance.buyingPower()))
        .put("isInCall", balance.marginCall().signum() > 0)
        .put("stockBuyingPower", Numbers.cents(balance.buyingPower()))
        .put("optionBuyingPower", Numbers.cents(balance.nonMarginableBuyingPower()));
  }

  private static BigDecimal available(VenueBalance balance) {
    return balance.equity().subtract(balance.initialMargin()).max(BigDecimal.ZERO);
  }

  private static BigDecimal borrowed(VenueBalance balance) {
    return Numbers.cents(balance.cash().min(BigDecimal.ZERO));
  }
}
