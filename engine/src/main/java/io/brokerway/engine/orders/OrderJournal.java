package io.brokerway.engine.orders;

import io.brokerway.engine.orders.OrderResult.Applied;
import io.brokerway.engine.orders.OrderWrite.Locator;
import io.brokerway.engine.orders.core.Input;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.storage.StorageOverloaded;
import io.brokerway.engine.storage.StorageUnavailable;
import io.brokerway.engine.storage.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes what happens to orders, and tells the rest of the package once it is committed. */
final class OrderJournal {
  private static final Duration STORAGE_RETRY = Duration.ofMillis(200);

  private final Writer writer;
  private final OrderKind kind;
  private final List<Consumer<Applied>> listeners = new CopyOnWriteArrayList<>();

  OrderJournal(Writer writer, OrderKind kind) {
    this.writer = writer;
    this.kind = kind;
  }

  /** Adds who hears of what was committed; called on the thread that wrote it. */
  void onApplied(Consumer<Applied> listener) {
    listeners.add(listener);
  }

  OrderResult write(OrderWrite write) {
    var result = writer.write(kind, write);
    if (result instanceof Applied applied) {
      listeners.forEach(listener -> listener.accept(applied));
    }
    return result;
  }

  /** Inputs for an order by its id; empty if there is none or the lane was fenced off. */
  Optional<Applied> step(
      AccountRef account, UUID order, OrderWrite.@Nullable Lease lease, Input... inputs) {
    return applied(
        write(new OrderWrite.Steps(account, new Locator.ById(order), List.of(inputs), lease)));
  }

  /**
   * The same for what must not be lost: kept in memory and tried again while the database is away.
   *
   * @param ending whether to give up; what is then lost is found again by recovery
   */
  Optional<Applied> stepSurely(
      AccountRef account,
      UUID order,
      OrderWrite.@Nullable Lease lease,
      BooleanSupplier ending,
      Input input) {
    while (true) {
      try {
        return step(account, order, lease, input);
      } catch (StorageUnavailable | StorageOverloaded e) {
        if (ending.getAsBoolean()) {
          throw e;
        }
        LockSupport.parkNanos(STORAGE_RETRY.toNanos());
      }
    }
  }

  private static Optional<Applied> applied(OrderResult result) {
    return result instanceof Applied applied ? Optional.of(applied) : Optional.empty();
  }
}
