package io.brokerway.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WriterTest {
  private static final TenantId ONE = new TenantId("one");
  private static final TenantId TWO = new TenantId("two");

  private static TestDatabase test;
  private static Database database;

  private final Lines lines = new Lines("line.add");

  @BeforeAll
  static void open() {
    test = TestDatabase.open();
    database = test.database();
    test.asSuperuser(
        """
        CREATE TABLE line (tenant_id TEXT, number BIGINT GENERATED ALWAYS AS IDENTITY, text TEXT,
                           PRIMARY KEY (tenant_id, number), UNIQUE (tenant_id, text));
        ALTER TABLE line OWNER TO brokerway_owner;
        SET ROLE brokerway_owner;
        SELECT protect_tenant_table('line')
        """);
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @BeforeEach
  void empty() {
    database.inSystem(tx -> tx.update("DELETE FROM line"));
  }

  @Test
  void everyWriterOfManyGetsItsOwnResultAndAllIsInTheLogOnce() throws Exception {
    var before = head();
    var futures = new ArrayList<CompletableFuture<String>>();

    for (var i = 0; i < 500; i++) {
      futures.add(database.writer().submit(lines, new Line(i % 2 == 0 ? ONE : TWO, "t" + i)));
    }

    for (var i = 0; i < 500; i++) {
      assertThat(futures.get(i).get(20, TimeUnit.SECONDS)).isEqualTo("wrote t" + i);
    }
    assertThat(count()).isEqualTo(500);
    assertThat(head()).isEqualTo(before + 500);
    assertThat(lines.largest).isLessThanOrEqualTo(256);
  }

  @Test
  void aBadWriteFailsAloneAndTheOthersOfItsBatchAreWritten() throws Exception {
    var futures = new ArrayList<CompletableFuture<String>>();
    try (var ignored = holdWriter()) {
      for (var i = 0; i < 20; i++) {
        futures.add(database.writer().submit(lines, new Line(ONE, i == 13 ? "BAD" : "g" + i)));
      }
    }

    for (var i = 0; i < 20; i++) {
      if (i == 13) {
        assertThatThrownBy(futures.get(i)::join)
            .isInstanceOf(CompletionException.class)
            .hasCauseInstanceOf(StorageFailure.class);
      } else {
        assertThat(futures.get(i).get(20, TimeUnit.SECONDS)).isEqualTo("wrote g" + i);
      }
    }
    assertThat(count()).isEqualTo(19);
  }

  @Test
  void anExceptionOfTheKindReachesTheWaiterAsItWas() {
    assertThatThrownBy(() -> database.writer().write(lines, new Line(ONE, "THROW")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("thrown by the kind");
  }

  @Test
  void anErrorKillsTheWriterButNotItsWaitersNorItsSuccessor() {
    assertThatThrownBy(() -> database.writer().write(lines, new Line(ONE, "DIE")))
        .isInstanceOf(StorageUnavailable.class);

    assertThat(database.writer().write(lines, new Line(ONE, "after"))).isEqualTo("wrote after");
  }

  @Test
  void kindsOfOneBatchShareOneTransactionInTheOrderOfTheirFirstWrites() throws Exception {
    var other = new Lines("other.add");
    var applied = new ArrayList<String>();
    lines.applied = applied;
    other.applied = applied;
    CompletableFuture<String> last;
    try (var ignored = holdWriter()) {
      database.writer().submit(other, new Line(ONE, "o1"));
      database.writer().submit(lines, new Line(ONE, "l1"));
      last = database.writer().submit(other, new Line(TWO, "o2"));
    }
    last.get(20, TimeUnit.SECONDS);

    assertThat(applied).containsExactly("o1", "o2", "l1");
  }

  @Test
  void aBusyTenantLeavesRoomForTheOthers() throws Exception {
    CompletableFuture<String> quiet;
    try (var ignored = holdWriter()) {
      for (var i = 0; i < 300; i++) {
        database.writer().submit(lines, new Line(ONE, "busy" + i));
      }
      quiet = database.writer().submit(lines, new Line(TWO, "quiet"));
    }

    quiet.get(20, TimeUnit.SECONDS);

    assertThat(lines.batchOf("quiet")).isEqualTo(1);
    Await.until(() -> count() == 301);
    assertThat(lines.largest).isLessThanOrEqualTo(64 + 1);
  }

  @Test
  void aFullQueueRefusesWithoutWriting() throws Exception {
    var queue = new WriteQueue(2);
    queue.add(lines, new Line(ONE, "a"));
    queue.add(lines, new Line(ONE, "b"));

    assertThatThrownBy(() -> queue.add(lines, new Line(ONE, "c")))
        .isInstanceOf(StorageOverloaded.class);

    assertThat(queue.take()).hasSize(2);
  }

  @Test
  void anInterruptedCallerStillLearnsTheOutcome() throws Exception {
    var result = new CompletableFuture<String>();
    var interrupted = new AtomicBoolean();
    Thread caller;
    try (var ignored = holdWriter()) {
      caller =
          Thread.startVirtualThread(() -> {
            result.complete(database.writer().write(lines, new Line(ONE, "patient")));
            interrupted.set(Thread.currentThread().isInterrupted());
          });
      Await.until(() -> database.writer().waiting() == 1);
      caller.interrupt();
    }
    caller.join();

    assertThat(result.get()).isEqualTo("wrote patient");
    assertThat(interrupted).isTrue();
  }

  @Test
  void aLostConnectionIsReplacedBetweenBatches() {
    database.writer().write(lines, new Line(ONE, "before"));
    test.cutConnections();

    assertThat(database.writer().write(lines, new Line(ONE, "after"))).isEqualTo("wrote after");
  }

  @Test
  void whileTheDatabaseIsAwayWaitersAreToldWithinTwoSeconds() {
    test.allowConnections(false);
    try {
      test.cutConnections();
      var start = System.nanoTime();

      assertThatThrownBy(() -> database.writer().write(lines, new Line(ONE, "away")))
          .isInstanceOfSatisfying(
              StorageUnavailable.class, e -> assertThat(e.outcomeUnknown()).isFalse());

      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(2));
    } finally {
      test.allowConnections(true);
    }
    assertThat(database.writer().write(lines, new Line(ONE, "back"))).isEqualTo("wrote back");
    Await.until(database::isAvailable);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void aConnectionLostRightBeforeCommitIsSettledByAskingTheDatabase() {
    var cutting = new Lines("line.cut");
    cutting.cutBeforeCommit = true;

    assertThatThrownBy(() -> database.writer().write(cutting, new Line(ONE, "cut")))
        .isInstanceOf(StorageUnavailable.class);

    assertThat(count()).isZero();
  }

  @Test
  void theOutcomeOfALostCommitIsReadFromTheLog() throws Exception {
    var server = test.server();
    var tails = new ArrayList<Tail>();
    database.inSystem(tx -> {
      tx.append(fact(ONE, "settled"));
      tails.add(Tail.end(tx, database.clock()));
      tx.facts().clear();
      return true;
    });
    var committed = tails.getFirst();
    var never =
        new Tail(
            committed.firstPosition(),
            committed.recordedAt(),
            committed.facts(),
            new byte[32],
            committed.transactionId());

    assertThat(CommitOutcome.settle(server, committed, java.time.Duration.ofSeconds(2)))
        .isEqualTo(CommitOutcome.COMMITTED);
    assertThat(CommitOutcome.settle(server, never, java.time.Duration.ofSeconds(2)))
        .isEqualTo(CommitOutcome.ROLLED_BACK);
  }

  @Test
  void whatHangsOnAFutureCannotHoldTheWriterUp() throws Exception {
    var hold = new CountDownLatch(1);
    var hanging =
        database
            .writer()
            .submit(lines, new Line(ONE, "first"))
            .thenAccept(any -> {
              try {
                hold.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });

    assertThat(database.writer().write(lines, new Line(ONE, "second"))).isEqualTo("wrote second");

    hold.countDown();
    hanging.get(20, TimeUnit.SECONDS);
  }

  @Test
  void closingWritesWhatWaitsAndRefusesTheRest() throws Exception {
    var config = test.config();
    var second = Database.open(config, database.clock());
    var waiting = new ArrayList<CompletableFuture<String>>();
    for (var i = 0; i < 100; i++) {
      waiting.add(second.writer().submit(lines, new Line(ONE, "w" + i)));
    }

    second.close();

    for (var each : waiting) {
      assertThat(each.get(1, TimeUnit.SECONDS)).startsWith("wrote");
    }
    assertThatThrownBy(() -> second.writer().write(lines, new Line(ONE, "late")))
        .isInstanceOf(StorageUnavailable.class);
  }

  private static AutoCloseable holdWriter() {
    var hold = new CountDownLatch(1);
    var held = new CountDownLatch(1);
    var holder = new Holder(held, hold);
    var done = database.writer().submit(holder, ONE);
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return () -> {
      hold.countDown();
      try {
        done.get(20, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static long count() {
    return database.readSystem(
        tx -> tx.first("SELECT count(*) FROM line", row -> row.getLong(1)).orElseThrow());
  }

  private static long head() {
    return database.readSystem(
        tx -> tx.first("SELECT position FROM log_head", row -> row.getLong(1)).orElseThrow());
  }

  private static Fact fact(TenantId tenant, String subject) {
    return new Fact(tenant, null, null, "line.added", subject, 0, "test", 1, "{}");
  }

  private record Line(TenantId tenant, String text) {}

  /** Occupies the writer until it is let go. */
  private record Holder(CountDownLatch held, CountDownLatch hold)
      implements WriteKind<TenantId, Boolean> {
    @Override
    public String name() {
      return "hold";
    }

    @Override
    public TenantId tenantOf(TenantId write) {
      return write;
    }

    @Override
    public List<Boolean> apply(Tx tx, List<TenantId> writes) {
      held.countDown();
      try {
        hold.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return List.of(true);
    }
  }

  /** Writes lines and one fact for each. */
  private static final class Lines implements WriteKind<Line, String> {
    private final String name;
    private final List<List<String>> batches = new ArrayList<>();
    private final AtomicInteger applies = new AtomicInteger();
    private volatile int largest;
    private volatile boolean cutBeforeCommit;
    private volatile List<String> applied = new ArrayList<>();

    Lines(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public TenantId tenantOf(Line write) {
      return write.tenant();
    }

    @Override
    public List<String> apply(Tx tx, List<Line> writes) throws SQLException {
      applies.incrementAndGet();
      var texts = writes.stream().map(Line::text).toList();
      largest = Math.max(largest, texts.size());
      synchronized (batches) {
        batches.add(texts);
      }
      applied.addAll(texts);
      if (texts.contains("THROW")) {
        throw new IllegalArgumentException("thrown by the kind");
      }
      if (texts.contains("DIE")) {
        throw new StackOverflowError("thrown by the kind");
      }
      tx.update(
          "INSERT INTO line (tenant_id, text) SELECT * FROM unnest(?, ?)",
          writes.stream().map(line -> line.tenant().value()).toArray(String[]::new),
          writes.stream()
              .map(line -> line.text().equals("BAD") ? "bad\0" : line.text())
              .toArray(String[]::new));
      writes.forEach(line -> tx.append(fact(line.tenant(), line.text())));
      if (cutBeforeCommit) {
        test.cutConnections();
      }
      return texts.stream().map(text -> "wrote " + text).toList();
    }

    int batchOf(String text) {
      synchronized (batches) {
        for (var i = 0; i < batches.size(); i++) {
          if (batches.get(i).contains(text)) {
            return i + 1;
          }
        }
        return 0;
      }
    }
  }
}
