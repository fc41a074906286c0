package io.brokerway.engine.vault;

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
      byte[] plain =
          keyFile.use("unwrap the install's secret", key -> key.decrypt(wrapped, BOUND_TO));
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
    tx.update(
        """
        INSERT INTO vault_install (wrapped_secret, created_at)
        VALUES (?, ?)
        ON CONFLICT DO NOTHING
        """,
        keyFile.use("wrap the install's secret", key -> key.encrypt(fresh, BOUND_TO)),
        now);
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
