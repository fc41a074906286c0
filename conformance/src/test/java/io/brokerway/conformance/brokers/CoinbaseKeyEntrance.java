package io.brokerway.conformance.brokers;

import io.brokerway.broker.Environment;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.conformance.CannotSimulate;
import io.brokerway.conformance.LoginEnd;
import io.brokerway.conformance.LoginTry;
import io.brokerway.simulators.coinbase.CoinbaseSimulator;
import io.brokerway.simulators.coinbase.KeyFile;
import java.util.List;
import java.util.Map;

/** By a secret key, in one step. */
record CoinbaseKeyEntrance(CoinbaseSimulator coinbase, LoginOption option, KeyFile key)
    implements CoinbaseEntrance {

  @Override
  public LoginRequest request(LoginTry how) {
    // Of the right form and name, and of nobody.
    var used = how == LoginTry.WRONG_SECRET ? KeyFile.ecdsa(key.name()) : key;
    return new LoginRequest(
        option.id(),
        Environment.LIVE,
        Map.of(
            "key_name", Secret.of(key.name()),
            "private_key", Secret.of(used.secret())),
        Map.of(),
        null,
        null);
  }

  @Override
  public LoginAnswer answer(LoginStep step, LoginTry how) {
    throw new CannotSimulate("a second step of a login by key");
  }

  @Override
  public List<String> secrets() {
    return List.of(key.secret(), key.pkcs8());
  }

  @Override
  public void end(LoginEnd end) {
    switch (end) {
      case REVOKED -> coinbase.revoke(key);
      case TOKEN_EXPIRED -> throw new CannotSimulate("a key at Coinbase that expires");
    }
  }
}
