package io.brokerway.engine.vault;

import io.brokerway.engine.storage.TenantId;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Whose secrets: those of one connection of one user.
 *
 * @param userId letters, digits, {@code _} and {@code -}, so that it cannot run into its neighbours
 *     in what ciphertexts are bound to
 */
public record VaultOwner(TenantId tenant, String userId, UUID connectionId) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  public VaultOwner {
    if (!FORM.matcher(userId).matches()) {
      throw new IllegalArgumentException("'%s' is not a user id".formatted(userId));
    }
  }
}
