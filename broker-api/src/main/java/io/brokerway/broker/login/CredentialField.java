package io.brokerway.broker.login;

/**
 * A field of a login form.
 *
 * @param name the JSON name, snake_case: {@code api_key}
 * @param label what the page calls it
 * @param required whether the login cannot do without
 * @param secret whether it is hidden while typed and kept only in the vault
 * @param help one sentence on where the user finds it; empty if clear
 */
public record CredentialField(
    String name, String label, boolean required, boolean secret, String help) {

  public static CredentialField secret(String name, String label, String help) {
    return new CredentialField(name, label, true, true, help);
  }

  public static CredentialField text(String name, String label, String help) {
    return new CredentialField(name, label, true, false, help);
  }

  public CredentialField optional() {
    return new CredentialField(name, label, false, secret, help);
  }
}
