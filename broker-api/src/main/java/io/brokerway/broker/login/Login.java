package io.brokerway.broker.login;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Environment;
import java.util.Map;
import java.util.Optional;

/**
 * The ways into one broker. Stateless and thread-safe: what a login must remember between its steps
 * travels in the step.
 *
 * <p>Every method throws {@link BrokerException.LoginRefused} if the broker refuses what the user
 * brought, and {@link BrokerException.Unavailable} if the broker did not answer; in both cases
 * nothing has to be stored.
 */
public interface Login {

  /** Starts a login. */
  LoginStep begin(LoginRequest request);

  /**
   * Finds the environment that what the user typed works in, where he did not say it and the broker
   * can be asked without harm; empty if none takes it, or nobody can tell.
   *
   * @param option the {@link LoginOption#id()} chosen
   */
  default Optional<Environment> environmentOf(String option, Map<String, Secret> fields) {
    return Optional.empty();
  }

  /** Goes on after a step that needed the user. */
  default LoginStep proceed(LoginRequest request, Secret state, LoginAnswer answer) {
    throw new BrokerException.Unsupported("this login has no further step");
  }

  /**
   * Renews credentials whose token ends. The caller stores the result before anything uses it.
   *
   * @throws BrokerException.LoginNeeded if only the user can renew them
   */
  default Credentials renew(Credentials credentials) {
    throw new BrokerException.LoginNeeded("this login cannot be renewed: log in again");
  }

  /** Revokes the credentials at the broker, where it offers that; else does nothing. */
  default void logout(Credentials credentials) {}
}
