package io.brokerway.engine.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.brokerway.broker.login.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;

/**
 * The key of one connection. What it encrypts is bound to {@code
 * v1|tenant|user|connection|field|key id}; the key itself, wrapped by the key file's, to the same
 * with a field that no secret can have.
 */
final class DataKey {
  private static final String KEY_FIELD = "*key";

  private final VaultOwner owner;
  private final UUID id;
  private final KeysetHandle handle;
  private final Aead aead;

  private DataKey(VaultOwner owner, UUID id, KeysetHandle handle) throws GeneralSecurityException {
    this.owner = owner;
    this.id = id;
    this.handle = handle;
    aead = handle.getPrimitive(KeyVersions.CONFIGURATION, Aead.class);
  }

  /** A new key. */
  static DataKey fresh(VaultOwner owner, UUID id) {
    try {
      return new DataKey(
          owner,
          id,
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, KeyVersions.CONFIGURATION));
    } catch (GeneralSecurityException e) {
      throw new VaultException("cannot make a key", e);
    }
  }

  /**
   * Unwraps a key.
   *
   * @throws VaultException if the row is not this owner's, or of another key file
   */
  static DataKey unwrap(KeyFile keyFile, VaultOwner owner, UUID id, byte[] wrapped) {
    return keyFile.use(
        "unwrap the key of connection " + owner.connectionId(),
        key -> unwrap(key, owner, id, wrapped));
  }

  /** The same with a key at hand. */
  static DataKey unwrap(Aead key, VaultOwner owner, UUID id, byte[] wrapped)
      throws GeneralSecurityException {
    return new DataKey(
        owner,
        id,
        TinkProtoKeysetFormat.parseEncryptedKeyset(
            wrapped, key, boundTo(owner, KEY_FIELD, id), KeyVersions.CONFIGURATION));
  }

  /** Wraps it for its row with the version that wraps now. */
  WrappedKey wrapped(KeyFile keyFile) {
    return keyFile.wrap(
        "wrap the key of connection " + owner.connectionId(),
        (key, version) ->
            new WrappedKey(
                id,
                TinkProtoKeysetFormat.serializeEncryptedKeyset(
                    handle, key, boundTo(owner, KEY_FIELD, id), KeyVersions.CONFIGURATION),
                version));
  }

  UUID id() {
    return id;
  }

  byte[] encrypt(String field, Secret secret) {
    return secret.use(bytes -> {
      try {
        return aead.encrypt(bytes, boundTo(owner, field, id));
      } catch (GeneralSecurityException e) {
        throw new VaultException("cannot encrypt " + field, e);
      }
    });
  }

  Secret decrypt(String field, byte[] ciphertext) {
    try {
      var bytes = aead.decrypt(ciphertext, boundTo(owner, field, id));
      try {
        return Secret.of(bytes);
      } finally {
        Arrays.fill(bytes, (byte) 0);
      }
    } catch (GeneralSecurityException e) {
      throw new VaultException(
          "cannot decrypt %s of connection %s".formatted(field, owner.connectionId()), e);
    }
  }

  private static byte[] boundTo(VaultOwner owner, String field, UUID keyId) {
    return String.join(
            "|",
            "v1",
            owner.tenant().value(),
            owner.userId(),
            owner.connectionId().toString(),
            field,
            keyId.toString())
        .getBytes(StandardCharsets.UTF_8);
  }
}
