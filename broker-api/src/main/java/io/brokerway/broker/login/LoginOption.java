package io.brokerway.broker.login;

import io.brokerway.broker.Environment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One way into a broker.
 *
 * @param id stable, kebab-case: {@code api-key}
 * @param fields what the user must type first; empty if nothing
 * @param lifetime how long a login lasts at most; absent if it does not end by itself
 * @param renewal whether it can be kept alive without the user
 * @param official whether the broker offers this way to third parties
 * @param highExposure whether it holds a password or the like: off unless the operator allows it
 */
public record LoginOption(
    String id,
    LoginKind kind,
    String title,
    Set<Environment> environments,
    List<CredentialField> fields,
    @Nullable Duration lifetime,
    LoginLife.Renewal renewal,
    boolean official,
    boolean highExposure) {

  public LoginOption {
    environments = Set.copyOf(environments);
    fields = List.copyOf(fields);
  }
}
