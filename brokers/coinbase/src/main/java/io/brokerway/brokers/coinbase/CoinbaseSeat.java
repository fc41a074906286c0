package io.brokerway.brokers.coinbase;

import io.brokerway.broker.account.AccountKey;
import java.util.HashMap;
import java.util.Map;

/**
 * What a login was proven to reach: one portfolio, which is the account.
 *
 * @param mayTrade whether the login's rights include orders
 */
record CoinbaseSeat(String portfolio, boolean mayTrade) {
  static final CoinbaseSeat UNKNOWN = new CoinbaseSeat("", false);

  private static final String PORTFOLIO_FACT = "portfolio_uuid";
  private static final String TRADE_FACT = "can_trade";

  static CoinbaseSeat of(Map<String, String> facts) {
    return new CoinbaseSeat(
        facts.getOrDefault(PORTFOLIO_FACT, ""),
        Boolean.parseBoolean(facts.getOrDefault(TRADE_FACT, "false")));
  }

  Map<String, String> facts(Map<String, String> others) {
    var facts = new HashMap<>(others);
    facts.put(PORTFOLIO_FACT, portfolio);
    facts.put(TRADE_FACT, String.valueOf(mayTrade));
    return facts;
  }

  AccountKey account() {
    return new AccountKey(portfolio);
  }
}
