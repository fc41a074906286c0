package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException.LoginNeeded;
import io.brokerway.broker.BrokerSession;

/** What calls are signed with, now and after a renewal. Thread-safe. */
interface CoinbaseAccess {

  /** The credentials in force: asked at every call. */
  CoinbaseCredentials present();

  /**
   * Renews what Coinbase refused, once for all who ask.
   *
   * @throws LoginNeeded if it cannot be renewed without the user
   */
  void renew();

  /** The access of a login that is being proven: there is nothing to renew yet. */
  static CoinbaseAccess of(CoinbaseCredentials credentials) {
    return new CoinbaseAccess() {
      @Override
      public CoinbaseCredentials present() {
        return credentials;
      }

      @Override
      public void renew() {
        throw new LoginNeeded("Coinbase does not take this login");
      }
    };
  }

  /** The access of a session at this moment; renewing it replaces what it has now. */
  static CoinbaseAccess of(BrokerSession session) {
    var held = session.credentials();
    var credentials = CoinbaseCredentials.of(held);
    return new CoinbaseAccess() {
      @Override
      public CoinbaseCredentials present() {
        return credentials;
      }

      @Override
      public void renew() {
        session.renew(held);
      }
    };
  }
}
