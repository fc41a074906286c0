package io.brokerway.engine.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.engine.storage.Await;
import io.brokerway.engine.storage.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** S3: keys are replaced while everything goes on, and a cut never loses a secret. */
@Tag("security")
final class KeyRotationTest {
  // More than one batch.
  private static final int OWNERS = 110;
  private static final RotationProgress SILENT = (stage, done, total) -> {};

  @TempDir Path keys;
  private static TestDatabase test;
  private VaultRig rig;
  private Vault vault;

  @BeforeAll
  static void openDatabase() {
    test = TestDatabase.open();
  }

  @AfterAll
  static void closeDatabase() {
    test.close();
  }

  @BeforeEach
  void store() {
    test.reset();
    rig = new VaultRig(test, keys);
    vault = rig.open();
    rig.storeMany(vault, OWNERS);
  }

  @ParameterizedTest
  @EnumSource
  void afterwardsEverythingIsUnderTheNewVersionAlone(RotationDepth depth) throws Exception {
    var oldFile = keys.resolve("old.json");
    Files.copy(rig.keyFile(), oldFile, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    var before = rig.dataKeys();

    var report = vault.rotateKeys(depth, "test", SILENT);

    assertThat(report.takenUp()).isFalse();
    assertThat(report.keys()).isEqualTo(OWNERS);
    assertThat(report.secrets()).isEqualTo(OWNERS);
    assertThat(report.retired()).hasSize(1).doesNotContain(report.version());
    assertThat(rig.versionsInUse()).containsExactly(report.version());
    assertThat(KeyFile.read(rig.keyFile()).current().versions()).containsExactly(report.version());
    assertThat(vault.hasUnfinishedRotation()).isFalse();
    assertAllReadable(vault);
    assertAllReadable(rig.open());
    if (depth == RotationDepth.ALL_KEYS) {
      assertThat(rig.dataKeys()).doesNotContainAnyElementsOf(before);
    } else {
      assertThat(rig.dataKeys()).isEqualTo(before);
    }
    assertTheOldKeyReadsNothing(oldFile);
  }

  @Test
  void theKeyFileStaysPrivateAndALinkToItStaysALink() throws Exception {
    var mounted = Files.createDirectory(keys.resolve("mounted")).resolve("key.json");
    Files.move(rig.keyFile(), mounted);
    Files.createSymbolicLink(rig.keyFile(), mounted);

    rig.open().rotateKeys(RotationDepth.INSTALL_KEY, "test", SILENT);

    assertThat(rig.keyFile()).isSymbolicLink();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mounted)))
        .isEqualTo("rw-------");
    try (var beside = Files.list(mounted.getParent())) {
      assertThat(beside.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("key.json", "rotation.lock");
    }
    assertAllReadable(rig.open());
  }

  @ParameterizedTest
  @EnumSource
  void readersAndWritersNoticeNothing(RotationDepth depth) throws Exception {
    var otherProcess = rig.open();
    var stop = new AtomicBoolean();
    var reads = new AtomicInteger();
    var writes = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var working = new ArrayList<Callable<Void>>();
      working.add(() -> readUntil(stop, vault, reads));
      working.add(() -> readUntil(stop, otherProcess, reads));
      working.add(() -> writeUntil(stop, vault, 1_000, writes));
      working.add(() -> writeUntil(stop, otherProcess, 2_000, writes));
      var futures = working.stream().map(threads::submit).toList();
      Await.until(() -> reads.get() > 10 && writes.get() > 10);

      RotationReport report;
      try {
        vault.rotateKeys(depth, "test", SILENT);
        report = vault.rotateKeys(depth, "test", SILENT);
        var soFar = writes.get();
        Await.until(() -> writes.get() > soFar + 10);
      } finally {
        stop.set(true);
      }

      for (var future : futures) {
        future.get();
      }
      assertThat(rig.versionsInUse()).containsExactly(report.version());
      assertAllReadable(vault);
      assertThat(VaultRig.read(rig.open(), VaultRig.owner(2_001))).isEqualTo("written-2001");
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENDED")
  void aRotationCutOffAtAnyStepLeavesAllReadableAndIsTakenUp(RotationStage stage) {
    for (var passage = 1; passage <= (stage == RotationStage.MOVING ? 3 : 1); passage++) {
      cutAt(stage, passage);
      assertThat(vault.hasUnfinishedRotation()).isTrue();
      assertAllReadable(vault);
      assertAllReadable(rig.open());
      rig.store(vault, VaultRig.owner(500), "stored in between");

      var report = rig.open().rotateKeys(RotationDepth.INSTALL_KEY, "test", SILENT);

      assertThat(report.takenUp()).isTrue();
      assertThat(report.depth()).isEqualTo(RotationDepth.ALL_KEYS);
      assertThat(rig.versionsInUse()).containsExactly(report.version());
      assertThat(KeyFile.read(rig.keyFile()).current().versions())
          .containsExactly(report.version());
      assertAllReadable(vault);
      assertThat(VaultRig.read(vault, VaultRig.owner(500))).isEqualTo("stored in between");
    }
  }

  @Test
  void whoBeganToStoreWithTheOldVersionIsWaitedFor() throws Exception {
    var stored = new CountDownLatch(1);
    var mayCommit = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var slow =
          threads.submit(() ->
              test.database()
                  .inTenant(
                      VaultRig.owner(900).tenant(),
                      tx -> {
                        vault.store(
                            tx,
                            VaultRig.owner(900),
                            java.util.Map.of("key", io.brokerway.broker.login.Secret.of("slow")));
                        stored.countDown();
                        awaitQuietly(mayCommit);
                        return true;
                      }));
      stored.await();
      var stages = new ArrayList<RotationStage>();
      var rotation =
          threads.submit(() ->
              rig.open()
                  .rotateKeys(
                      RotationDepth.INSTALL_KEY,
                      "test",
                      (stage, done, total) -> stages.add(stage)));
      Await.until(this::someoneWaitsAtTheBarrier);

      mayCommit.countDown();
      slow.get();
      var report = rotation.get();

      assertThat(report.keys()).isEqualTo(OWNERS + 1);
      assertThat(stages)
          .containsSubsequence(
              RotationStage.VERSION_IN_USE, RotationStage.WRITERS_PASSED, RotationStage.CHECKED);
      assertThat(VaultRig.read(rig.open(), VaultRig.owner(900))).isEqualTo("slow");
    }
  }

  @Test
  void aKeyThatCannotBeReadKeepsTheOldVersionInPlaceAndIsNamed() {
    test.asSuperuser(
        "UPDATE vault_key SET wrapped_key = 'broken' WHERE connection_id = '%s'"
            .formatted(VaultRig.owner(7).connectionId()));

    assertThatThrownBy(() -> vault.rotateKeys(RotationDepth.ALL_KEYS, "test", SILENT))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining(VaultRig.owner(7).connectionId().toString());

    assertThat(KeyFile.read(rig.keyFile()).current().versions()).hasSize(2);
    assertThat(VaultRig.read(vault, VaultRig.owner(8))).isEqualTo("secret-8");
    test.asSuperuser(
        "DELETE FROM vault_key WHERE connection_id = '%s'"
            .formatted(VaultRig.owner(7).connectionId()));
    assertThat(vault.rotateKeys(RotationDepth.ALL_KEYS, "test", SILENT).takenUp()).isTrue();
    assertThat(KeyFile.read(rig.keyFile()).current().versions()).hasSize(1);
  }

  /** A row that says it is moved and is not: the last check does not believe it. */
  @Test
  void theLastCheckReadsInsteadOfBelieving() {
    var lied = new AtomicBoolean();

    assertThatThrownBy(() ->
            vault.rotateKeys(
                RotationDepth.INSTALL_KEY,
                "test",
                (stage, done, total) -> {
                  if (stage == RotationStage.WRITERS_PASSED && lied.compareAndSet(false, true)) {
                    test.asSuperuser(
                        """
                        UPDATE vault_key SET wrapped_by = (SELECT to_version FROM vault_rotation)
                         WHERE connection_id = '%s'
                        """
                            .formatted(VaultRig.owner(3).connectionId()));
                  }
                }))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining(VaultRig.owner(3).connectionId().toString());

    assertThat(KeyFile.read(rig.keyFile()).current().versions()).hasSize(2);
    assertAllReadable(rig.open());
  }

  @Test
  void rowsOfAnEarlierBrokerwayAreMovedToo() {
    test.asSuperuser("UPDATE vault_key SET wrapped_by = NULL");
    test.asSuperuser("UPDATE vault_install SET wrapped_by = NULL");

    var report = vault.rotateKeys(RotationDepth.INSTALL_KEY, "test", SILENT);

    assertThat(rig.versionsInUse()).containsExactly(report.version());
    assertAllReadable(rig.open());
  }

  @Test
  void twoRotationsDoNotRunAtOnce() {
    vault.rotateKeys(
        RotationDepth.INSTALL_KEY,
        "test",
        (stage, done, total) -> {
          if (stage == RotationStage.BEGUN) {
            assertThatThrownBy(
                    () -> rig.open().rotateKeys(RotationDepth.INSTALL_KEY, "test", SILENT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("runs already");
          }
        });

    assertAllReadable(vault);
  }

  @Test
  void aKeyFileWithoutTheVersionThatWrappedIsNotGivenAnotherOfItsName() throws Exception {
    var oldFile = keys.resolve("old.json");
    Files.copy(rig.keyFile(), oldFile, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
    cutAt(RotationStage.MOVING, 2);
    // The install's secret is put back too, or the vault would not open at all.
    Files.move(oldFile, rig.keyFile(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> vault.rotateKeys(RotationDepth.ALL_KEYS, "test", SILENT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("restore the right key file");
  }

  @Test
  void beginningAndEndAreFacts() {
    vault.rotateKeys(RotationDepth.ALL_KEYS, "operator", SILENT);

    var facts =
        test.database()
            .readSystem(tx ->
                tx.query(
                    """
                    SELECT type || ' ' || actor || ' ' || payload
                      FROM log WHERE type LIKE 'vault.%' ORDER BY position
                    """,
                    row -> row.getString(1)));

    assertThat(facts).hasSize(2);
    assertThat(facts.getFirst())
        .startsWith("vault.rotation_begun operator {\"depth\":\"ALL_KEYS\"");
    assertThat(facts.getLast())
        .isEqualTo("vault.rotation_ended operator {\"keys\":110,\"secrets\":110}");
  }

  private void cutAt(RotationStage stage, int passage) {
    var left = new AtomicInteger(passage);
    assertThatThrownBy(() ->
            vault.rotateKeys(
                RotationDepth.ALL_KEYS,
                "test",
                (reached, done, total) -> {
                  if (reached == stage && left.decrementAndGet() == 0) {
                    throw new IllegalStateException("cut off");
                  }
                }))
        .hasMessage("cut off");
  }

  private void assertAllReadable(Vault vault) {
    assertThat(rig.readMany(vault, OWNERS)).isEqualTo(VaultRig.expected(OWNERS));
  }

  private void assertTheOldKeyReadsNothing(Path oldFile) throws Exception {
    var folder = Files.createDirectory(keys.resolve("old"));
    Files.move(oldFile, folder.resolve("vault.json"));
    assertThatThrownBy(() -> Vault.open(test.database(), folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not the one of this database");
  }

  private boolean someoneWaitsAtTheBarrier() {
    List<Integer> waiting =
        test.database()
            .readSystem(tx ->
                tx.query(
                    "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
                    row -> row.getInt(1)));
    return !waiting.isEmpty();
  }

  private static Void readUntil(AtomicBoolean stop, Vault vault, AtomicInteger reads) {
    for (var i = 0; !stop.get(); i = (i + 1) % OWNERS) {
      assertThat(VaultRig.read(vault, VaultRig.owner(i))).isEqualTo("secret-" + i);
      reads.incrementAndGet();
    }
    return null;
  }

  private Void writeUntil(AtomicBoolean stop, Vault vault, int from, AtomicInteger writes) {
    for (var i = 0; !stop.get(); i = (i + 1) % 20) {
      var owner = VaultRig.owner(from + i);
      rig.store(vault, owner, "written-" + (from + i));
      assertThat(VaultRig.read(vault, owner)).isEqualTo("written-" + (from + i));
      writes.incrementAndGet();
    }
    return null;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
