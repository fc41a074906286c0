package io.brokerway.conformance;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import java.math.BigDecimal;
import java.util.List;

/** One account of the simulator: its user, and what is true of it whatever the adapter says. */
public interface SimulatedAccount {

  /** The number that the user sees. */
  String number();

  /** What the user brings to begin a login. */
  LoginRequest request(LoginTry how);

  /** What the user does at a step of the login: opens the page and consents, types the code. */
  default LoginAnswer answer(LoginStep step, LoginTry how) {
    throw new CannotSimulate("a user at the step " + step.getClass().getSimpleName());
  }

  /** Texts that nobody may ever see: the secrets of the user, of the application, of tokens. */
  List<String> secrets();

  /** Ends the login at the broker. */
  default void endLogin(LoginEnd end) {
    throw new CannotSimulate("a login that ends by " + end);
  }

  /** The cash, as the simulator's own books have it. */
  BigDecimal cash();

  /** Every order command that the broker took on this account, oldest first. */
  List<TakenOrder> taken();

  /** Pays in; a transaction of the account. */
  default void deposit(BigDecimal amount) {
    throw new CannotSimulate("a deposit");
  }

  /** Has coins come into the account's wallet. */
  default void receive(CurrencyCode coin, BigDecimal amount) {
    throw new CannotSimulate("a wallet");
  }
}
