package io.brokerway.engine.storage;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A write and its waiter, who is answered exactly once. */
final class PendingWrite<W, R> {
  private final WriteKind<W, R> kind;
  private final W write;
  private final TenantId tenant;
  private final long arrival;
  private final long arrivedNanos;
  private final CompletableFuture<R> future = new CompletableFuture<>();

  PendingWrite(WriteKind<W, R> kind, W write, TenantId tenant, long arrival, long arrivedNanos) {
    this.kind = kind;
    this.write = write;
    this.tenant = tenant;
    this.arrival = arrival;
    this.arrivedNanos = arrivedNanos;
  }

  WriteKind<W, R> kind() {
    return kind;
  }

  W write() {
    return write;
  }

  TenantId tenant() {
    return tenant;
  }

  long arrival() {
    return arrival;
  }

  long arrivedNanos() {
    return arrivedNanos;
  }

  CompletableFuture<R> future() {
    return future;
  }

  /** Answers with a result that the kind made for this write. */
  @SuppressWarnings("unchecked")
  void succeed(@Nullable Object result) {
    future.complete((R) result);
  }

  /** Answers with a failure; an earlier answer stands. */
  void fail(Throwable failure) {
    future.completeExceptionally(failure);
  }
}
