package io.brokerway.engine.vault;

import io.brokerway.broker.login.Secret;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.Tx;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/**
 * Keeps secrets encrypted with a key per connection, wrapped by the install's key in a file outside
 * the database. Every ciphertext is bound to tenant, user, connection, field and key: moved
 * anywhere else it cannot be read. Thread-safe.
 */
public final class Vault {

  /**
   * Opens the vault; the first time, makes the key file (mode 0600).
   *
   * @param keys the folder of the key file, not the database's: {@code <home>/keys}
   * @throws IllegalStateException if the key file is missing, open to others, or of another
   *     database
   */
  public static Vault open(Database database, Path keys) {
    throw new UnsupportedOperationException();
  }

  /** Stores the fields; fields not named stay as they are. */
  public void store(Tx tx, VaultOwner owner, Map<String, Secret> fields) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /**
   * The owner's secrets by field; empty if there are none. The caller closes them.
   *
   * @throws VaultException if one cannot be read
   */
  public Map<String, Secret> load(Tx tx, VaultOwner owner) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /** The same in a transaction of its own. */
  public Map<String, Secret> load(VaultOwner owner) {
    throw new UnsupportedOperationException();
  }

  /** Destroys the owner's secrets and their key: copies of the rows are worthless without it. */
  public void destroy(Tx tx, VaultOwner owner) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /**
   * HMAC-SHA256 under a key of this install for the purpose; the parts are length-prefixed, so that
   * they cannot run into each other. The same for ever, also after a restore.
   */
  public byte[] mac(String purpose, byte[]... parts) {
    throw new UnsupportedOperationException();
  }

  /** Three base-36 characters of this install, for ids that a broker shows. */
  public String installPrefix() {
    throw new UnsupportedOperationException();
  }
}
