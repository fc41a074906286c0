package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.account.Account;
import io.brokerway.kit.http.BrokerHttp;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Proves credentials by asking what they may do, and by reading the account that they open. */
final class CoinbaseProof {
  private final BrokerHttp http;
  private final CoinbaseConfig config;
  private final Clock clock;
  private final RandomGenerator random;

  CoinbaseProof(BrokerHttp http, CoinbaseConfig config, Clock clock, RandomGenerator random) {
    this.http = http;
    this.config = config;
    this.clock = clock;
    this.random = random;
  }

  /** What was proven. */
  record Proven(CoinbaseSeat seat, Account account) {}

  Proven of(CoinbaseCredentials credentials) {
    var client =
        new CoinbaseClient(http, config, "", () -> CoinbaseAccess.of(credentials), clock, random);
    var seat = seat(client);
    var portfolios = client.getPortfolios().body().portfolios();
    if (portfolios == null) {
      throw CoinbaseFigures.missing("portfolios");
    }
    return new Proven(seat, CoinbaseMapping.account(seat, portfolios));
  }

  private static CoinbaseSeat seat(CoinbaseClient client) {
    CoinbaseWire.KeyPermissions rights;
    try {
      rights = client.getKeyPermissions().body();
    } catch (BrokerException.LoginNeeded e) {
      throw new LoginRefused(
          "Coinbase does not accept this: check both parts of the key, and this machine's clock",
          e.brokerCode());
    } catch (BrokerException.NotPermitted e) {
      throw new LoginRefused("Coinbase does not let this login in from here", e.brokerCode());
    }
    if (!Boolean.TRUE.equals(rights.canView())) {
      throw new LoginRefused("this login may not read its portfolio: make one with the right to");
    }
    var portfolio = rights.portfolioUuid();
    if (portfolio == null || portfolio.isBlank()) {
      throw new UnexpectedReply("Coinbase did not say which portfolio the login opens");
    }
    return new CoinbaseSeat(portfolio, Boolean.TRUE.equals(rights.canTrade()));
  }
}
