package io.brokerway.brokers.etrade;

import io.brokerway.broker.BrokerException.LoginNeeded;
import io.brokerway.broker.BrokerSession;

/** Where a client gets its credentials from: a session, or a login that is just being made. */
interface EtradeAccess {

  /** Our id of the connection, for the record; empty before there is one. */
  String connection();

  EtradeCredentials credentials();

  /**
   * Wakes a token that sleeps, once for all who ask.
   *
   * @throws LoginNeeded if it does not wake
   */
  EtradeCredentials renew(EtradeCredentials refused);

  static EtradeAccess of(BrokerSession session) {
    return new EtradeAccess() {
      @Override
      public String connection() {
        return session.connection();
      }

      @Override
      public EtradeCredentials credentials() {
        return EtradeCredentials.of(session.credentials());
      }

      /** The very credentials that were refused: others may have been renewed meanwhile. */
      @Override
      public EtradeCredentials renew(EtradeCredentials refused) {
        var stored = refused.stored();
        return EtradeCredentials.of(session.renew(stored == null ? session.credentials() : stored));
      }
    };
  }

  /** A login that nobody renews yet. */
  static EtradeAccess of(EtradeCredentials credentials) {
    return new EtradeAccess() {
      @Override
      public String connection() {
        return "";
      }

      @Override
      public EtradeCredentials credentials() {
        return credentials;
      }

      @Override
      public EtradeCredentials renew(EtradeCredentials refused) {
        throw new LoginNeeded("E*TRADE does not take the new login");
      }
    };
  }
}
