package io.brokerway.engine.vault;

import io.brokerway.broker.login.Secret;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A vault over a database with some owners' secrets, and what stands in its tables. */
final class VaultRig {
  private final TestDatabase test;
  private final Path keys;

  VaultRig(TestDatabase test, Path keys) {
    this.test = test;
    this.keys = keys;
  }

  /** As another process would. */
  Vault open() {
    return Vault.open(test.database(), keys);
  }

  Path keyFile() {
    return keys.resolve("vault.json");
  }

  static VaultOwner owner(int number) {
    return new VaultOwner(new TenantId("one"), "user_1", new UUID(0x7000, number));
  }

  void store(Vault vault, VaultOwner owner, String value) {
    test.database()
        .inTenant(
            owner.tenant(),
            tx -> {
              vault.store(tx, owner, Map.of("key", Secret.of(value)));
              return true;
            });
  }

  static String read(Vault vault, VaultOwner owner) {
    var secret = vault.load(owner).get("key");
    return secret == null ? "" : secret.reveal();
  }

  /** Stores {@code secret-0} and so on for the first owners, in one transaction. */
  void storeMany(Vault vault, int owners) {
    test.database()
        .inTenant(
            owner(0).tenant(),
            tx -> {
              for (var i = 0; i < owners; i++) {
                vault.store(tx, owner(i), Map.of("key", Secret.of("secret-" + i)));
              }
              return true;
            });
  }

  /** What the first owners have, in one transaction. */
  List<String> readMany(Vault vault, int owners) {
    return test.database()
        .inTenant(
            owner(0).tenant(),
            tx -> {
              var read = new ArrayList<String>();
              for (var i = 0; i < owners; i++) {
                var secret = vault.load(tx, owner(i)).get("key");
                read.add(secret == null ? "" : secret.reveal());
              }
              return read;
            });
  }

  /** What {@link #storeMany} stored. */
  static List<String> expected(int owners) {
    return IntStream.range(0, owners).mapToObj(i -> "secret-" + i).toList();
  }

  /** The versions that wrapped the stored keys; null for those that do not say. */
  List<Integer> versionsInUse() {
    return test.database()
        .readSystem(tx ->
            tx.query(
                """
                SELECT wrapped_by FROM vault_key
                 UNION
                SELECT wrapped_by FROM vault_install
                 ORDER BY wrapped_by
                """,
                row -> row.getInt(1)));
  }

  /** The ids of the data keys, by connection. */
  List<String> dataKeys() {
    return test.database()
        .readSystem(tx ->
            tx.query(
                "SELECT key_id::TEXT FROM vault_key ORDER BY connection_id",
                row -> row.getString(1)));
  }
}
