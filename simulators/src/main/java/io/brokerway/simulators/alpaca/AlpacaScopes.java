package io.brokerway.simulators.alpaca;

import io.brokerway.simulators.oauth.Scope;
import java.util.List;

/** What a user lets an application do at Alpaca besides reading his account. */
public final class AlpacaScopes {
  public static final Scope ACCOUNT_WRITE =
      new Scope("account:write", "Change the settings of your account and your watchlists");
  public static final Scope TRADING =
      new Scope("trading", "Place, replace and cancel orders, and close positions, in your name");
  public static final Scope DATA = new Scope("data", "Read market data with your subscription");

  public static final List<Scope> ALL = List.of(ACCOUNT_WRITE, TRADING, DATA);

  private AlpacaScopes() {}
}
