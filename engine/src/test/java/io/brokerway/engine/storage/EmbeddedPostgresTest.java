package io.brokerway.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The server of our own: made, stopped, started again, adopted after a kill. */
final class EmbeddedPostgresTest {
  private static final TenantId ONE = new TenantId("one");

  // One for all tests but one: a server takes seconds to be made, and little to be started again.
  private static Path home;

  @BeforeAll
  static void makeHome() throws IOException {
    home = newHome("rwxr-xr-x");
  }

  @AfterAll
  static void removeHome() throws IOException {
    Folders.deleteTree(home);
  }

  @Test
  void dataSurvivesAStopInAFolderThatNobodyElseMayEnter() throws IOException {
    var closed = newHome("rwx------");
    try (var first = open(closed)) {
      append(first, "kept");
    }
    try (var second = open(closed)) {
      assertThat(subjects(second)).containsExactly("kept");
      assertThat(setting(second, "fsync")).isEqualTo("on");
      assertThat(setting(second, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(second, "data_checksums")).isEqualTo("on");
      assertThat(setting(second, "listen_addresses")).isEqualTo("127.0.0.1");
    }
    Folders.deleteTree(closed);
  }

  @Test
  void theFilesOfTheServerAreClosedToOthers() throws IOException {

    open().close();

    assertThat(permissions("postgres/data")).isEqualTo("rwx------");
    assertThat(permissions("postgres/cluster.properties")).isEqualTo("rw-------");
    assertThat(Files.readString(home.resolve("postgres/data/pg_hba.conf")))
        .isEqualTo("host all all 127.0.0.1/32 scram-sha-256\n");
  }

  @Test
  void twoOfOneFolderAreRefused() {
    try (var first = open()) {
      assertThatThrownBy(EmbeddedPostgresTest::open)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another Brokerway uses");

      assertThat(first.isAvailable()).isTrue();
    }
  }

  @Test
  void everythingAnsweredIsThereAfterAKillAndTheServerIsAdopted() throws Exception {
    var process = startWritingProcess();
    var answered = 0L;
    try (var output = process.inputReader()) {
      while (answered < 200) {
        answered = Long.parseLong(output.readLine());
      }
      // By the handle: Process.destroyForcibly() would close the stream before it is read.
      process.toHandle().destroyForcibly();
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        answered = Long.parseLong(line);
      }
    }
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    var orphan = PidFile.of(home.resolve("postgres/data")).orElseThrow();

    try (var database = open()) {
      var adopted = PidFile.of(home.resolve("postgres/data")).orElseThrow();
      assertThat(adopted.pid()).isEqualTo(orphan.pid());
      var stored = subjects(database).stream().filter(subject -> subject.startsWith("n")).toList();
      assertThat(stored.size()).isGreaterThanOrEqualTo((int) answered);
      assertThat(database.partitions().fence(7)).isGreaterThanOrEqualTo(2);
    }
    Await.until(() -> !orphan.isAlive());
  }

  @Test
  void aServerThatWasKilledIsStartedAgainUnderItsDatabase() throws Exception {
    try (var database = open()) {
      append(database, "kept");
      var pid = PidFile.of(home.resolve("postgres/data")).orElseThrow().pid();

      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      Await.until(() -> ProcessHandle.of(pid).isEmpty());

      Await.until(database::isAvailable);
      assertThat(PidFile.of(home.resolve("postgres/data")).orElseThrow().pid()).isNotEqualTo(pid);
      append(database, "written after");
      assertThat(subjects(database)).contains("kept", "written after");
    }
  }

  private static Database open() {
    return open(home);
  }

  private static Database open(Path folder) {
    return Database.open(new StorageConfig(folder, null, 2, 3, 100), Clock.systemUTC());
  }

  /** With the programs of the shared server, to spare the time to unpack them. */
  private static Path newHome(String permissions) throws IOException {
    var folder = Files.createTempDirectory("brokerway-embedded");
    var binaries = TestDatabase.binaries();
    Files.createDirectory(folder.resolve("postgres"));
    Files.createSymbolicLink(folder.resolve("postgres").resolve(binaries.getFileName()), binaries);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    return folder;
  }

  private Process startWritingProcess() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            WritingProcess.class.getName(),
            home.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String permissions(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(path)));
  }

  private static void append(Database database, String subject) {
    database.inTenant(
        ONE,
        tx -> {
          tx.append(new Fact(ONE, null, null, "test.done", subject, 0, "test", 1, "{}"));
          return true;
        });
  }

  private static List<String> subjects(Database database) {
    return database.readTenant(
        ONE, tx -> tx.query("SELECT subject FROM log ORDER BY position", row -> row.getString(1)));
  }

  private static String setting(Database database, String name) {
    return database.readSystem(
        tx -> tx.first("SELECT current_setting(?)", row -> row.getString(1), name).orElseThrow());
  }
}
