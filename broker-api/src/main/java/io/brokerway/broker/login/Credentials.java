package io.brokerway.broker.login;

import java.util.Map;

/**
 * What a login leaves behind: the secrets that go to the vault and the facts that do not need it.
 *
 * @param option the {@link LoginOption#id()} that it came from
 * @param secrets by name, such as {@code refresh_token}; replaced as a whole on renewal
 * @param facts what is needed and not secret, such as a user name or a server's address
 */
public record Credentials(
    String option, Map<String, Secret> secrets, Map<String, String> facts, LoginLife life) {

  public Credentials {
    secrets = Map.copyOf(secrets);
    facts = Map.copyOf(facts);
  }

  /**
   * A secret by name.
   *
   * @throws IllegalStateException if the login left none of that name
   */
  public Secret secret(String name) {
    var secret = secrets.get(name);
    if (secret == null) {
      throw new IllegalStateException("the login '" + option + "' left no secret '" + name + "'");
    }
    return secret;
  }

  /** Names only: what the secrets hold is never shown. */
  @Override
  public String toString() {
    return "Credentials[option=%s, secrets=%s, life=%s]".formatted(option, secrets.keySet(), life);
  }
}
