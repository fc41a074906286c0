package io.brokerway.engine;

import io.brokerway.broker.BrokerId;
import io.brokerway.engine.connections.ConnectionState;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.orders.QueueStatus;
import io.brokerway.engine.plugins.Plugins;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.portfolio.Sync;
import io.brokerway.engine.portfolio.SyncRunView;
import io.brokerway.engine.storage.Database;
import io.brokerway.engine.storage.StorageFailure;
import io.brokerway.engine.storage.StorageUnavailable;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What the engine as a whole tells of itself: the writer, syncs, connections and the queue. */
final class EngineMeters {
  private static final List<ConnectionState> LIVE =
      List.of(ConnectionState.CONNECTED, ConnectionState.DEGRADED, ConnectionState.NEEDS_LOGIN);
  private static final double MILLIS = 1_000.0;

  private final MeterRegistry metrics;

  EngineMeters(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  void watch(Database database) {
    var size =
        DistributionSummary.builder("brokerway.writer.batch.size")
            .description("Writes that were committed together")
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256)
            .register(metrics);
    var batches =
        Timer.builder("brokerway.writer.batches")
            .description("From taking a batch of writes to answering its last waiter")
            .serviceLevelObjectives(
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ofMillis(5),
                Duration.ofMillis(10),
                Duration.ofMillis(25),
                Duration.ofMillis(100),
                Duration.ofSeconds(1))
            .withRegistry(metrics);
    database
        .writer()
        .onBatch((writes, took, stored) -> {
          size.record(writes);
          batches.withTag("result", stored ? "stored" : "unavailable").record(took);
        });
    gauge(
        "brokerway.writer.waiting",
        "Writes that wait for the writer",
        database,
        own -> own.writer().waiting());
  }

  void watch(Plugins plugins) {
    plugins("loaded", plugins, own -> own.all().size() - own.refused());
    plugins("refused", plugins, Plugins::refused);
  }

  private void plugins(String state, Plugins plugins, ToDoubleFunction<Plugins> figure) {
    Gauge.builder("brokerway.plugins", plugins, figure)
        .description("Jars with adapters, by what became of them at the start")
        .tags("state", state)
        .strongReference(true)
        .register(metrics);
  }

  void watch(Sync sync) {
    var runs =
        Timer.builder("brokerway.sync.runs")
            .description("Reads of an account's figures at its broker, by result")
            .withRegistry(metrics);
    sync.addListener((account, run) -> record(runs, account, run));
  }

  private static void record(MeterProvider<Timer> runs, AccountRef account, SyncRunView run) {
    runs.withTags(
            "broker",
            account.broker().value(),
            "result",
            run.outcome().name().toLowerCase(Locale.ROOT))
        .record(Duration.between(run.startedAt(), run.finishedAt()));
  }

  void watch(Connections connections) {
    for (var profile : connections.brokers().profiles()) {
      for (var state : LIVE) {
        watch(connections, profile.id(), state);
      }
    }
  }

  private void watch(Connections connections, BrokerId broker, ConnectionState state) {
    Gauge.builder("brokerway.connections", connections, own -> own.count(broker, state))
        .description("Connections by their state")
        .tags("broker", broker.value(), "state", state.name().toLowerCase(Locale.ROOT))
        .strongReference(true)
        .register(metrics);
  }

  void watch(Supplier<QueueStatus> queue, LongSupplier nanos) {
    var recent = new RecentQueue(queue, nanos);
    queueGauge(
        recent, "brokerway.queue.depth", "Commands that wait to be sent", QueueStatus::depth);
    queueGauge(
        recent,
        "brokerway.queue.oldest.age.seconds",
        "How long the oldest of them has waited",
        now -> now.oldestAge().toMillis() / MILLIS);
    queueGauge(
        recent,
        "brokerway.queue.in.flight",
        "Commands with a running attempt",
        QueueStatus::inFlight);
    queueGauge(
        recent,
        "brokerway.queue.unresolved",
        "Commands of unknown outcome, or that a person must decide",
        QueueStatus::unresolved);
    queueGauge(
        recent,
        "brokerway.queue.workers",
        "Threads that send and reconcile",
        QueueStatus::workersAlive);
  }

  private void queueGauge(
      RecentQueue recent, String name, String description, ToDoubleFunction<QueueStatus> figure) {
    gauge(
        name,
        description,
        recent,
        own -> {
          var now = own.get();
          return now == null ? Double.NaN : figure.applyAsDouble(now);
        });
  }

  private <T> void gauge(String name, String description, T source, ToDoubleFunction<T> figure) {
    Gauge.builder(name, source, figure)
        .description(description)
        .strongReference(true)
        .register(metrics);
  }

  /** The queue's status, read once for all gauges of a scrape; null while the database is away. */
  private static final class RecentQueue {
    private static final long FRESH = Duration.ofSeconds(1).toNanos();

    private final Supplier<QueueStatus> queue;
    private final LongSupplier nanos;
    private @Nullable QueueStatus last;
    private boolean read;
    private long readAt;

    RecentQueue(Supplier<QueueStatus> queue, LongSupplier nanos) {
      this.queue = queue;
      this.nanos = nanos;
    }

    synchronized @Nullable QueueStatus get() {
      if (!read || nanos.getAsLong() - readAt > FRESH) {
        last = now();
        read = true;
        readAt = nanos.getAsLong();
      }
      return last;
    }

    private @Nullable QueueStatus now() {
      try {
        return queue.get();
      } catch (StorageUnavailable | StorageFailure e) {
        return null;
      }
    }
  }
}
