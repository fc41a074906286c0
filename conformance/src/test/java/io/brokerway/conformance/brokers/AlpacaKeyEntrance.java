package io.brokerway.conformance.brokers;

import io.brokerway.broker.Environment;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.conformance.CannotSimulate;
import io.brokerway.conformance.LoginTry;
import io.brokerway.simulators.alpaca.AlpacaSimulator;
import io.brokerway.simulators.alpaca.KeyPair;
import java.util.List;
import java.util.Map;

/** By key pair, in one step. */
record AlpacaKeyEntrance(
    AlpacaSimulator alpaca, LoginOption option, Environment environment, KeyPair keys)
    implements AlpacaEntrance {

  @Override
  public LoginRequest request(LoginTry how) {
    var secret = how == LoginTry.WRONG_SECRET ? "notTheSecretOfThisKey" : keys.secret();
    return new LoginRequest(
        option.id(),
        how == LoginTry.WRONG_ENVIRONMENT ? other(environment) : environment,
        Map.of("api_key", Secret.of(keys.keyId()), "api_secret", Secret.of(secret)),
        Map.of(),
        null,
        null);
  }

  static Environment other(Environment environment) {
    return environment == Environment.PAPER ? Environment.LIVE : Environment.PAPER;
  }

  @Override
  public LoginAnswer answer(LoginStep step, LoginTry how) {
    throw new CannotSimulate("a second step of a login by key pair");
  }

  @Override
  public List<String> secrets() {
    return List.of(keys.secret());
  }

  @Override
  public void revoke() {
    alpaca.revoke(keys);
  }
}
