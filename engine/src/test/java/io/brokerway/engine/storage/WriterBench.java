package io.brokerway.engine.storage;

import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures the writer: waiting clients on virtual threads, each write one row with a unique key
 * (the vault's table of keys serves, since it is there) and one fact. Not a test: {@code java …
 * WriterBench <clients> <seconds>}.
 */
final class WriterBench {
  private static final TenantId TENANT = new TenantId("bench");

  private WriterBench() {}

  public static void main(String[] arguments) throws Exception {
    var home = Files.createTempDirectory("brokerway-bench");
    try (var database = Database.open(StorageConfig.embedded(home), Clock.systemUTC())) {
      for (var clients : arguments[0].split(",", -1)) {
        run(database, Integer.parseInt(clients), 3);
        run(database, Integer.parseInt(clients), Integer.parseInt(arguments[1]));
      }
    } finally {
      Folders.deleteTree(home);
    }
  }

  private static void run(Database database, int clients, int seconds) throws InterruptedException {
    var kind = new Notes();
    var end = System.nanoTime() + seconds * 1_000_000_000L;
    var count = new AtomicLong();
    var times = new long[4_000_000];
    var done = new CountDownLatch(clients);
    for (var i = 0; i < clients; i++) {
      Thread.startVirtualThread(() -> {
        while (System.nanoTime() < end) {
          var start = System.nanoTime();
          database.writer().write(kind, database.ids().next());
          times[(int) count.getAndIncrement()] = System.nanoTime() - start;
        }
        done.countDown();
      });
    }
    done.await();
    var total = (int) count.get();
    Arrays.sort(times, 0, total);
    System.out.printf(
        "%d clients: %d/s, p50 %.2f ms, p99 %.2f ms%n",
        clients, total / seconds, times[total / 2] / 1e6, times[total * 99 / 100] / 1e6);
  }

  private static final class Notes implements WriteKind<UUID, Boolean> {
    @Override
    public String name() {
      return "bench";
    }

    @Override
    public TenantId tenantOf(UUID write) {
      return TENANT;
    }

    @Override
    public List<Boolean> apply(Tx tx, List<UUID> writes) throws SQLException {
      tx.update(
          """
          INSERT INTO vault_key (tenant_id, user_id, connection_id, key_id, wrapped_key, created_at)
          SELECT 'bench', 'user_1', k.id, k.id, '', now()
            FROM unnest(?) AS k (id)
          ON CONFLICT DO NOTHING
          """,
          (Object) writes.toArray(UUID[]::new));
      for (var id : writes) {
        tx.append(
            new Fact(
                TENANT, "user_1", id, "order.accepted", id.toString(), 1, "key:bench", 1, JSON));
      }
      return writes.stream().map(any -> true).toList();
    }
  }

  private static final String JSON =
      "{\"limitPrice\":\"101.25\",\"quantity\":\"100\",\"side\":\"BUY\",\"symbol\":\"AAPL\","
          + "\"timeInForce\":\"DAY\",\"type\":\"LIMIT\"}";
}
