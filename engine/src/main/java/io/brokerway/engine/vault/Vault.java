package io.brokerway.engine.vault;

import io.brokerway.broker.login.Secret;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.Fact;
import io.brokerway.engine.storage.Tx;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps secrets encrypted with a key per connection, wrapped by the install's key in a file outside
 * the database. Every ciphertext is bound to tenant, user, connection, field and key: moved
 * anywhere else it cannot be read. Storing, using and destroying are facts in the log. Thread-safe.
 */
public final class Vault {
  private static final Logger LOG = LoggerFactory.getLogger(Vault.class);
  private static final String KEY_FILE = "vault.json";
  private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,99}");
  private static final int PREFIX_LENGTH = 3;
  private static final int BASE = 36;

  private final Database database;
  private final KeyFile keyFile;
  private final InstallSecret install;
  private final String prefix;

  @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole, never handed out.
  private record StoredKey(UUID id, byte[] bytes) {}

  private Vault(Database database, KeyFile keyFile, InstallSecret install) {
    this.database = database;
    this.keyFile = keyFile;
    this.install = install;
    prefix = prefixOf(install.mac("install-prefix"));
  }

  /**
   * Opens the vault; the first time, makes the key file (mode 0600).
   *
   * @param keys the folder of the key file, not the database's: {@code <home>/keys}
   * @throws IllegalStateException if the key file is missing, open to others, or of another
   *     database
   */
  public static Vault open(Database database, Path keys) {
    var file = keys.resolve(KEY_FILE);
    KeyFile keyFile;
    if (Files.exists(file)) {
      keyFile = KeyFile.read(file);
    } else if (InstallSecret.exists(database)) {
      throw new IllegalStateException(
          "the key file %s is missing: without it the stored credentials cannot be read; restore it"
              .formatted(file));
    } else {
      keyFile = KeyFile.create(file);
    }
    var vault = new Vault(database, keyFile, InstallSecret.open(database, keyFile));
    if (vault.hasUnfinishedRotation()) {
      LOG.warn("a rotation of keys was cut off: run admin rotate-keys to take it up");
    }
    return vault;
  }

  /**
   * Stores the fields; fields not named stay as they are.
   *
   * @throws IllegalArgumentException if a field's name is not letters, digits, {@code _ . -}
   */
  public void store(Tx tx, VaultOwner owner, Map<String, Secret> fields) throws SQLException {
    fields.keySet().forEach(Vault::requireField);
    var key = keyForWriting(tx, owner);
    for (var field : new TreeMap<>(fields).entrySet()) {
      tx.update(
          """
          INSERT INTO vault_secret (tenant_id, user_id, connection_id, field, key_id, ciphertext,
                                    updated_at)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (tenant_id, user_id, connection_id, field) DO UPDATE
            SET key_id = excluded.key_id, ciphertext = excluded.ciphertext,
                updated_at = excluded.updated_at
          """,
          owner.tenant(),
          owner.userId(),
          owner.connectionId(),
          field.getKey(),
          key.id(),
          key.encrypt(field.getKey(), field.getValue()),
          database.clock().instant());
    }
    tx.append(fact(owner, "credentials.stored", fields.keySet()));
  }

  /**
   * The owner's secrets by field; empty if there are none. The caller closes them.
   *
   * @param tx not a read-only one: the use is recorded
   * @throws VaultException if one cannot be read
   */
  public Map<String, Secret> load(Tx tx, VaultOwner owner) throws SQLException {
    var wrapped = wrappedKey(tx, owner);
    if (wrapped.isEmpty()) {
      return Map.of();
    }
    var key = DataKey.unwrap(keyFile, owner, wrapped.get().id(), wrapped.get().bytes());
    var secrets = new LinkedHashMap<String, Secret>();
    try {
      for (var row : Ciphertext.of(tx, owner)) {
        secrets.put(row.field(), key.decrypt(row.field(), row.bytes()));
      }
    } catch (SQLException | RuntimeException e) {
      secrets.values().forEach(Secret::close);
      throw e;
    }
    tx.append(fact(owner, "credentials.used", secrets.keySet()));
    return secrets;
  }

  /** The same in a transaction of its own. */
  public Map<String, Secret> load(VaultOwner owner) {
    return database.inTenant(owner.tenant(), tx -> load(tx, owner));
  }

  /** Whether the owner has secrets; reads none of them. */
  public boolean holds(Tx tx, VaultOwner owner) throws SQLException {
    return tx.first(
            """
            SELECT key_id
              FROM vault_key
             WHERE tenant_id = ? AND user_id = ? AND connection_id = ?
            """,
            row -> row.getObject(1),
            owner.tenant(),
            owner.userId(),
            owner.connectionId())
        .isPresent();
  }

  /** Destroys the owner's secrets and their key: copies of the rows are worthless without it. */
  public void destroy(Tx tx, VaultOwner owner) throws SQLException {
    var destroyed =
        tx.update(
            "DELETE FROM vault_key WHERE tenant_id = ? AND user_id = ? AND connection_id = ?",
            owner.tenant(),
            owner.userId(),
            owner.connectionId());
    if (destroyed > 0) {
      tx.append(fact(owner, "credentials.destroyed", List.of()));
    }
  }

  /**
   * HMAC-SHA256 under a key of this install for the purpose; the parts are length-prefixed, so that
   * they cannot run into each other. The same for ever, also after a restore.
   */
  public byte[] mac(String purpose, byte[]... parts) {
    return install.mac(purpose, parts);
  }

  /** Three base-36 characters of this install, for ids that a broker shows. */
  public String installPrefix() {
    return prefix;
  }

  /**
   * Replaces the install's key, and with {@link RotationDepth#ALL_KEYS} also each connection's,
   * while everything goes on; a rotation that was cut off is taken up where it stopped. The old
   * version leaves the key file last, once every secret was read without it.
   *
   * @param depth that of a rotation that is taken up stays what it was
   * @param actor who wants it, as the log names him
   * @throws IllegalStateException if another rotation runs, or the key file cannot be written
   * @throws VaultException if something cannot be read: the old version stays
   */
  public RotationReport rotateKeys(RotationDepth depth, String actor, RotationProgress progress) {
    return new KeyRotation(database, keyFile, progress).run(depth, actor);
  }

  /** Whether a rotation was begun and did not come to its end. */
  public boolean hasUnfinishedRotation() {
    return database.readSystem(Rotations::unfinished).isPresent();
  }

  /** Locks the key's row, so that nobody destroys it meanwhile. */
  private DataKey keyForWriting(Tx tx, VaultOwner owner) throws SQLException {
    KeyBarrier.enter(tx);
    var fresh = DataKey.fresh(owner, database.ids().next()).wrapped(keyFile);
    tx.update(
        """
        INSERT INTO vault_key (tenant_id, user_id, connection_id, key_id, wrapped_key, wrapped_by,
                               created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """,
        owner.tenant(),
        owner.userId(),
        owner.connectionId(),
        fresh.id(),
        fresh.bytes(),
        fresh.version(),
        database.clock().instant());
    var stored = wrappedKey(tx, owner).orElseThrow();
    return DataKey.unwrap(keyFile, owner, stored.id(), stored.bytes());
  }

  private static Optional<StoredKey> wrappedKey(Tx tx, VaultOwner owner) throws SQLException {
    return tx.first(
        """
        SELECT key_id, wrapped_key
          FROM vault_key
         WHERE tenant_id = ? AND user_id = ? AND connection_id = ?
           FOR SHARE
        """,
        row -> new StoredKey(Columns.uuid(row, "key_id"), row.getBytes("wrapped_key")),
        owner.tenant(),
        owner.userId(),
        owner.connectionId());
  }

  private static void requireField(String field) {
    if (!FIELD.matcher(field).matches()) {
      throw new IllegalArgumentException("'%s' cannot name a secret".formatted(field));
    }
  }

  // Field names need no escape in JSON, see FIELD.
  private static Fact fact(VaultOwner owner, String type, Collection<String> fields) {
    var names = fields.stream().sorted().map("\"%s\""::formatted).collect(Collectors.joining(","));
    return new Fact(
        owner.tenant(),
        owner.userId(),
        null,
        type,
        owner.connectionId().toString(),
        0,
        "system",
        1,
        "{\"fields\":[%s]}".formatted(names));
  }

  private static String prefixOf(byte[] mac) {
    var number = Math.floorMod(ByteBuffer.wrap(mac).getInt(), BASE * BASE * BASE);
    var text = Integer.toString(number, BASE);
    return "0".repeat(PREFIX_LENGTH - text.length()) + text;
  }
}
