package io.brokerway.engine.orders;

import io.brokerway.engine.orders.core.OrderState;
import java.util.UUID;

/** Why a request on an order was not taken; nothing was stored. */
public abstract sealed class OrderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private OrderException(String message) {
    super(message);
  }

  /** There is no such order for this caller (HTTP 404). */
  public static final class NotFound extends OrderException {
    private static final long serialVersionUID = 1L;

    public NotFound(UUID order) {
      super("there is no order " + order);
    }
  }

  /** The key was used with another body (HTTP 422). */
  public static final class IdempotencyConflict extends OrderException {
    private static final long serialVersionUID = 1L;
    private final String firstFingerprint;

    public IdempotencyConflict(String firstFingerprint) {
      super("this idempotency key was used before with another body");
      this.firstFingerprint = firstFingerprint;
    }

    /** The first body's fingerprint in hexadecimal: a hash, never the body. */
    public String firstFingerprint() {
      return firstFingerprint;
    }
  }

  /** A request with the same key is being handled (HTTP 409, try again after a second). */
  public static final class InProgress extends OrderException {
    private static final long serialVersionUID = 1L;

    public InProgress() {
      super("a request with this idempotency key is still running");
    }
  }

  /** Nothing is held that could be closed, less than was asked for, or it is not known. */
  public static final class NothingToClose extends OrderException {
    private static final long serialVersionUID = 1L;

    public NothingToClose(String message) {
      super(message);
    }
  }

  /** The order is final, or in a state that takes no such change (HTTP 409). */
  public static final class NotOpen extends OrderException {
    private static final long serialVersionUID = 1L;
    private final OrderState state;

    public NotOpen(UUID order, OrderState state) {
      super("order %s is %s and takes no such change".formatted(order, state));
      this.state = state;
    }

    public OrderState state() {
      return state;
    }
  }
}
