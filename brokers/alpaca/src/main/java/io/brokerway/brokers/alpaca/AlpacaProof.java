package io.brokerway.brokers.alpaca;

import io.brokerway.broker.CallPriority;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.kit.http.BrokerHttp;

/** Proves credentials by reading the account that they open. */
final class AlpacaProof {
  private final BrokerHttp http;
  private final AlpacaConfig config;

  AlpacaProof(BrokerHttp http, AlpacaConfig config) {
    this.http = http;
    this.config = config;
  }

  Account account(AlpacaCredentials credentials, Environment environment) {
    var client =
        new AlpacaClient(
            http, config, environment, "", credentials.budgetScope(), () -> credentials);
    return AlpacaMapping.account(client.getAccount(CallPriority.INTERACTIVE).body(), environment);
  }
}
