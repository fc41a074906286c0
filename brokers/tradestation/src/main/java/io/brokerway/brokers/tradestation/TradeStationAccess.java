package io.brokerway.brokers.tradestation;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.login.Credentials;
import io.brokerway.kit.oauth.BearerTokens;

/** By whose leave calls are made, and how it is renewed. */
interface TradeStationAccess {

  /** Our id of the connection, for records; empty before there is one. */
  String connection();

  /** Whom calls are counted for. */
  default String counted() {
    return connection();
  }

  Credentials credentials();

  /**
   * Those in force after some that TradeStation refused.
   *
   * @throws BrokerException.LoginNeeded if the user must log in again
   */
  Credentials renew(Credentials refused);

  static TradeStationAccess of(BrokerSession session) {
    return new TradeStationAccess() {
      @Override
      public String connection() {
        return session.connection();
      }

      @Override
      public Credentials credentials() {
        return session.credentials();
      }

      @Override
      public Credentials renew(Credentials refused) {
        return session.renew(refused);
      }
    };
  }

  /** Of a login that is just being proven. */
  static TradeStationAccess proving(Credentials credentials) {
    return new TradeStationAccess() {
      @Override
      public String connection() {
        return "";
      }

      @Override
      public String counted() {
        var token = BearerTokens.of(credentials).accessToken().reveal();
        return "login-" + Integer.toHexString(token.hashCode());
      }

      @Override
      public Credentials credentials() {
        return credentials;
      }

      @Override
      public Credentials renew(Credentials refused) {
        throw new BrokerException.LoginNeeded("TradeStation does not take its own new token");
      }
    };
  }
}
