package io.brokerway.engine.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.login.Secret;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VaultTest {
  private static final String CANARY = "canary-8f3b1c";
  private static final VaultOwner OWNER =
      new VaultOwner(new TenantId("one"), "user_1", new UUID(0x7000, 1));
  private static final VaultOwner OTHER_USER =
      new VaultOwner(new TenantId("one"), "user_2", new UUID(0x7000, 1));
  private static final VaultOwner OTHER_CONNECTION =
      new VaultOwner(new TenantId("one"), "user_1", new UUID(0x7000, 2));
  private static final VaultOwner OTHER_TENANT =
      new VaultOwner(new TenantId("two"), "user_1", new UUID(0x7000, 1));

  @TempDir Path keys;
  private static TestDatabase test;
  private Vault vault;

  @BeforeAll
  static void openDatabase() {
    test = TestDatabase.open();
  }

  @BeforeEach
  void open() {
    test.reset();
    vault = Vault.open(test.database(), keys);
    store(OWNER, Map.of("key", Secret.of(CANARY), "secret", Secret.of("second")));
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  void whatWasStoredIsLoadedAlsoByAVaultOpenedAnew() {
    var again = Vault.open(test.database(), keys);

    var loaded = again.load(OWNER);

    assertThat(loaded).containsOnlyKeys("key", "secret");
    assertThat(loaded).extractingByKey("key").extracting(Secret::reveal).isEqualTo(CANARY);
    assertThat(loaded).extractingByKey("secret").extracting(Secret::reveal).isEqualTo("second");
    assertThat(again.load(OTHER_USER)).isEmpty();
  }

  @Test
  void storingAFieldAgainKeepsTheOthers() {
    store(OWNER, Map.of("key", Secret.of("renewed")));

    var loaded = vault.load(OWNER);

    assertThat(loaded).extractingByKey("key").extracting(Secret::reveal).isEqualTo("renewed");
    assertThat(loaded).extractingByKey("secret").extracting(Secret::reveal).isEqualTo("second");
  }

  @Test
  void noTableHoldsThePlainText() {
    var rows =
        test.database()
            .readSystem(tx ->
                tx.query(
                    """
                    SELECT s::TEXT || encode(ciphertext, 'escape') FROM vault_secret AS s
                     UNION ALL SELECT k::TEXT || encode(wrapped_key, 'escape') FROM vault_key AS k
                     UNION ALL SELECT l::TEXT FROM log AS l
                    """,
                    row -> row.getString(1)));

    assertThat(rows).hasSize(4).noneMatch(row -> row.contains(CANARY));
  }

  /** S1: with all rights of the server's superuser. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE vault_secret SET field = 'other' WHERE field = 'key'",
        "UPDATE vault_secret SET ciphertext = set_byte(ciphertext, 20, get_byte(ciphertext, 20) # 1)"
            + " WHERE field = 'key'",
        "UPDATE vault_secret SET ciphertext = 'canary' WHERE field = 'key'",
        "UPDATE vault_secret SET ciphertext = (SELECT ciphertext FROM vault_secret"
            + " WHERE field = 'secret') WHERE field = 'key'",
        "UPDATE vault_key SET key_id = gen_random_uuid()",
        "UPDATE vault_key SET wrapped_key = (SELECT wrapped_secret FROM vault_install)",
      })
  void aChangedRowIsRefusedAndNeverReadAsPlainText(String tampering) {
    test.asSuperuser(tampering);

    assertThatThrownBy(() -> vault.load(OWNER)).isInstanceOf(VaultException.class);
  }

  @Test
  void rowsMovedToAnotherOwnerAreRefused() {
    for (var thief : new VaultOwner[] {OTHER_USER, OTHER_CONNECTION, OTHER_TENANT}) {
      moveAllTo(OWNER, thief);

      assertThatThrownBy(() -> vault.load(thief))
          .as("%s", thief)
          .isInstanceOf(VaultException.class);

      moveAllTo(thief, OWNER);
    }
    assertThat(vault.load(OWNER)).hasSize(2);
  }

  @Test
  void aCiphertextUnderTheThiefsOwnKeyIsRefusedToo() {
    store(OTHER_USER, Map.of("key", Secret.of("of the thief")));

    test.asSuperuser(
        """
        UPDATE vault_secret AS t SET ciphertext = v.ciphertext
          FROM vault_secret AS v
         WHERE t.user_id = 'user_2' AND t.field = 'key' AND v.user_id = 'user_1' AND v.field = 'key'
        """);

    assertThatThrownBy(() -> vault.load(OTHER_USER)).isInstanceOf(VaultException.class);
  }

  @Test
  void whatWasDestroyedIsGone() {
    test.database()
        .inTenant(
            OWNER.tenant(),
            tx -> {
              vault.destroy(tx, OWNER);
              return true;
            });

    assertThat(vault.load(OWNER)).isEmpty();
    boolean any =
        test.database()
            .readSystem(tx -> tx.first("SELECT 1 FROM vault_secret", row -> true).isPresent());
    assertThat(any).isFalse();
  }

  @Test
  void everyUseIsAFactWithTheNamesOfTheFieldsOnly() {
    vault.load(OWNER);

    var facts =
        test.database()
            .readSystem(tx ->
                tx.query(
                    "SELECT type || payload FROM log ORDER BY position", row -> row.getString(1)));

    assertThat(facts)
        .containsExactly(
            "credentials.stored{\"fields\":[\"key\",\"secret\"]}",
            "credentials.used{\"fields\":[\"key\",\"secret\"]}");
  }

  @Test
  void theKeyFileIsPrivateAndOneThatIsNotIsRefused() throws Exception {
    var file = keys.resolve("vault.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> Vault.open(test.database(), keys))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("open to others");
  }

  @Test
  void aMissingKeyFileIsNotReplacedByANewOne() throws Exception {
    Files.delete(keys.resolve("vault.json"));

    assertThatThrownBy(() -> Vault.open(test.database(), keys))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("missing");

    assertThat(keys.resolve("vault.json")).doesNotExist();
  }

  @Test
  void theKeyFileOfAnotherInstallIsRefused() throws Exception {
    try (var other = TestDatabase.open()) {
      var otherKeys = Files.createDirectory(keys.resolve("other"));
      Vault.open(other.database(), otherKeys);

      assertThatThrownBy(() -> Vault.open(test.database(), otherKeys))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("not the one of this database");
    }
  }

  @Test
  void macsAreTheSameForEverAndDifferByPurposeAndByTheCutOfTheParts() {
    var again = Vault.open(test.database(), keys);

    assertThat(again.mac("id", bytes("ab"), bytes("c")))
        .isEqualTo(vault.mac("id", bytes("ab"), bytes("c")))
        .hasSize(32)
        .isNotEqualTo(vault.mac("id", bytes("a"), bytes("bc")))
        .isNotEqualTo(vault.mac("other", bytes("ab"), bytes("c")));
    assertThat(again.installPrefix()).isEqualTo(vault.installPrefix()).matches("[0-9a-z]{3}");
  }

  private void store(VaultOwner owner, Map<String, Secret> fields) {
    test.database()
        .inTenant(
            owner.tenant(),
            tx -> {
              vault.store(tx, owner, fields);
              return true;
            });
  }

  private void moveAllTo(VaultOwner from, VaultOwner to) {
    var sql =
        """
        UPDATE %s SET tenant_id = '%s', user_id = '%s', connection_id = '%s'
         WHERE tenant_id = '%s' AND user_id = '%s' AND connection_id = '%s'
        """;
    test.asSuperuser("ALTER TABLE vault_secret DISABLE TRIGGER ALL");
    test.asSuperuser("ALTER TABLE vault_key DISABLE TRIGGER ALL");
    for (var table : new String[] {"vault_key", "vault_secret"}) {
      test.asSuperuser(
          sql.formatted(
              table,
              to.tenant(),
              to.userId(),
              to.connectionId(),
              from.tenant(),
              from.userId(),
              from.connectionId()));
    }
    test.asSuperuser("ALTER TABLE vault_secret ENABLE TRIGGER ALL");
    test.asSuperuser("ALTER TABLE vault_key ENABLE TRIGGER ALL");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
