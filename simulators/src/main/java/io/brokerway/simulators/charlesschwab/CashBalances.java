package io.brokerway.simulators.charlesschwab;

import io.brokerway.exchange.VenueBalance;
import java.math.BigDecimal;
import tools.jackson.databind.node.ObjectNode;

/** The balances of a cash account, as recorded. What was sold is spent at once: all is settled. */
final class CashBalances {
  private CashBalances() {}

  static void put(ObjectNode account, VenueBalance balance, BigDecimal options) {
    var equity = Numbers.cents(balance.lastEquity());
    available(account.putObject("initialBalances"), balance)
        .put("accruedInterest", BigDecimal.ZERO)
        .put("cashBalance", Numbers.cents(balance.cash()))
        .put("liquidationValue", equity)
        .put("accountValue", equity)
        .put("isInCall", false)
        .put("pendingDeposits", BigDecimal.ZERO);
    available(account.putObject("currentBalances"), balance)
        .put("accruedInterest", BigDecimal.ZERO)
        .put("cashBalance", Numbers.cents(balance.cash()))
        .put("totalCash", Numbers.cents(balance.cash()))
        .put("cashReceipts", BigDecimal.ZERO)
        .put("longOptionMarketValue", Numbers.cents(options))
        .put("liquidationValue", Numbers.cents(balance.equity()))
        .put("longMarketValue", Numbers.cents(balance.longMarketValue().subtract(options)))
        .put("moneyMarketFund", BigDecimal.ZERO)
        .put("pendingDeposits", BigDecimal.ZERO);
    available(account.putObject("projectedBalances"), balance);
  }

  private static ObjectNode available(ObjectNode node, VenueBalance balance) {
    var free = Numbers.cents(balance.buyingPower());
    return node.put("cashAvailableForTrading", free)
        .put("cashAvailableForWithdrawal", free)
        .put("cashCall", BigDecimal.ZERO)
        .put("longNonMarginableMarketValue", BigDecimal.ZERO)
        .put("cashDebitCallValue", BigDecimal.ZERO)
        .put("unsettledCash", BigDecimal.ZERO);
  }
}
