package io.brokerway.engine.orders;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Where orders come in and are looked at. Everything is loaded through its owner: what is another's
 * is not found. Thread-safe; calls block until what they answer is durable.
 */
public interface OrderDesk {

  /**
   * Takes an order. Durable when this returns: as {@code PENDING_NEW}, or as {@code DENIED} with
   * every reason.
   *
   * @throws OrderException.IdempotencyConflict if the key was used with another body
   * @throws OrderException.InProgress if a twin is still running
   */
  Placed place(Caller caller, PlaceOrder request);

  /** Tells what {@link #place} would say now; stores nothing. */
  Preview preview(Caller caller, UUID account, OrderSpec spec);

  /**
   * Takes a change of a working order; a refusal by the checks is stored and told as a command that
   * is {@code DENIED}.
   *
   * @throws OrderException.NotOpen if the order takes no change any more
   */
  Commanded replace(Caller caller, ReplaceRequest request);

  /**
   * Takes a cancel. An order that was not sent yet is canceled at once, without its broker.
   *
   * @throws OrderException.NotOpen if the order is final
   */
  Commanded cancel(Caller caller, CancelRequest request);

  /** One order with its commands and fills. */
  OrderView find(Caller caller, UUID order);

  /** A user's orders, the newest first. */
  OrderPage list(Caller caller, OrderFilter filter);

  /** An order's history, oldest first, after a sequence number, at most 1,000. */
  List<OrderEvent> events(Caller caller, UUID order, long afterSequence);

  /**
   * Waits until the broker answered for an order ({@code PENDING_NEW} and {@code SUBMITTING} are
   * over), at most so long, and gives it as it then is.
   */
  OrderView await(Caller caller, UUID order, Duration atMost);
}
