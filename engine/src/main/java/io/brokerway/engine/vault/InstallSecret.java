package io.brokerway.engine.vault;

import com.google.crypto.tink.Aead;
import io.brokerway.broker.login.Secret;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.Tx;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret from which the install's MACs come: in the database, wrapped by the key file's key, so
 * that a restored copy derives the same and nodes need to share the key file only.
 */
final class InstallSecret {
  private static final byte[] BOUND_TO = "v1|install".getBytes(StandardCharsets.UTF_8);
  private static final int LENGTH = 32;
  private static final String UNWRAP = "unwrap the install's secret";

  private final Secret secret;

  private InstallSecret(Secret secret) {
    this.secret = secret;
  }

  /** Whether this database has one already. */
  static boolean exists(Database database) {
    return database.readSystem(InstallSecret::wrapped).isPresent();
  }

  /** Reads it; the first time, makes it. */
  static InstallSecret open(Database database, KeyFile keyFile) {
    var wrapped =
        database.inSystem(tx -> {
          insertIfNone(tx, keyFile, database.clock().instant());
          return wrapped(tx).orElseThrow();
        });
    try {
      byte[] plain = keyFile.use(UNWRAP, key -> key.decrypt(wrapped, BOUND_TO));
      try {
        return new InstallSecret(Secret.of(plain));
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    } catch (VaultException e) {
      throw new IllegalStateException(
          "the key file is not the one of this database: restore the right key file", e);
    }
  }

  byte[] mac(String purpose, byte[]... parts) {
    var keyOfPurpose =
        secret.use(key -> hmac(key, ("brokerway|" + purpose).getBytes(StandardCharsets.UTF_8)));
    return hmac(keyOfPurpose, joined(parts));
  }

  private static void insertIfNone(Tx tx, KeyFile keyFile, Instant now) throws SQLException {
    if (wrapped(tx).isPresent()) {
      return;
    }
    var fresh = new byte[LENGTH];
    new SecureRandom().nextBytes(fresh);
    KeyBarrier.enter(tx);
    var wrapped = wrap(keyFile, fresh);
    tx.update(
        """
        INSERT INTO vault_install (wrapped_secret, wrapped_by, created_at)
        VALUES (?, ?, ?)
        ON CONFLICT DO NOTHING
        """,
        wrapped.bytes(),
        wrapped.version(),
        now);
  }

  /** Wraps the stored secret with the version that wraps now. */
  static void rewrap(Tx tx, KeyFile keyFile) throws SQLException {
    var before =
        tx.first("SELECT wrapped_secret FROM vault_install FOR UPDATE", row -> row.getBytes(1))
            .orElseThrow();
    var plain = keyFile.use(UNWRAP, key -> key.decrypt(before, BOUND_TO));
    try {
      var after = wrap(keyFile, plain);
      tx.update(
          "UPDATE vault_install SET wrapped_secret = ?, wrapped_by = ?",
          after.bytes(),
          after.version());
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** Fails unless the key unwraps the stored secret. */
  static void check(Tx tx, Aead key) throws SQLException, GeneralSecurityException {
    Arrays.fill(key.decrypt(wrapped(tx).orElseThrow(), BOUND_TO), (byte) 0);
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole, never handed out.
  private record Wrapped(byte[] bytes, int version) {}

  private static Wrapped wrap(KeyFile keyFile, byte[] plain) {
    return keyFile.wrap(
        "wrap the install's secret",
        (key, version) -> new Wrapped(key.encrypt(plain, BOUND_TO), version));
  }

  private static Optional<byte[]> wrapped(Tx tx) throws SQLException {
    return tx.first("SELECT wrapped_secret FROM vault_install", row -> row.getBytes(1));
  }

  /** Each part after its length, so that two lists of parts never look the same. */
  private static byte[] joined(byte[]... parts) {
    var length = 0;
    for (var part : parts) {
      length += Integer.BYTES + part.length;
    }
    var joined = ByteBuffer.allocate(length);
    for (var part : parts) {
      joined.putInt(part.length).put(part);
    }
    return joined.array();
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA256", e);
    }
  }
}
