package io.brokerway.engine.connections;

import java.time.Duration;
import java.util.List;

/** Why something asked of connections was not done; nothing was stored. Closed. */
public abstract sealed class ConnectionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private ConnectionException(String message) {
    super(message);
  }

  /** No broker of that id, or it became another; the message says what to do. */
  public static final class UnknownBroker extends ConnectionException {
    private static final long serialVersionUID = 1L;

    public UnknownBroker(String message) {
      super(message);
    }
  }

  /** A connection or account of that id is not there, or belongs to another. */
  public static final class NotFound extends ConnectionException {
    private static final long serialVersionUID = 1L;

    public NotFound(String message) {
      super(message);
    }
  }

  /** A field of the request is missing, unknown or has a value that is not taken. */
  public static final class BadRequest extends ConnectionException {
    private static final long serialVersionUID = 1L;
    private final String field;

    public BadRequest(String field, String message) {
      super(message);
      this.field = field;
    }

    /** The field's name: {@code broker}, {@code option}, {@code fields.api_key} … */
    public String field() {
      return field;
    }
  }

  /** The state of the connection does not allow it: no login is under way, the draft ran out. */
  public static final class WrongState extends ConnectionException {
    private static final long serialVersionUID = 1L;

    public WrongState(String message) {
      super(message);
    }
  }

  /** The user came back in another browser than the one that began the login. */
  public static final class OtherBrowser extends ConnectionException {
    private static final long serialVersionUID = 1L;

    public OtherBrowser(String message) {
      super(message);
    }
  }

  /** The new login does not reach the accounts of the connection it should renew. */
  public static final class OtherAccounts extends ConnectionException {
    private static final long serialVersionUID = 1L;

    public OtherAccounts(String message) {
      super(message);
    }
  }

  /** The broker refused this login too often: it is asked again only after a while. */
  public static final class TooManyFailedLogins extends ConnectionException {
    private static final long serialVersionUID = 1L;
    private final Duration retryAfter;

    public TooManyFailedLogins(Duration retryAfter) {
      super(
          "the broker refused this login %d times within an hour; it is not asked again before that"
                  .formatted(LoginAttempts.MOST)
              + " hour is over, so that it does not lock the account");
      this.retryAfter = retryAfter;
    }

    /** How long until one more attempt is let through. */
    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /** Orders are working or unknown: they would be left behind. */
  public static final class WorkingOrders extends ConnectionException {
    private static final long serialVersionUID = 1L;
    private final List<String> orders;

    public WorkingOrders(List<String> orders) {
      super("%d orders are working or unknown".formatted(orders.size()));
      this.orders = List.copyOf(orders);
    }

    /** The ids of the orders. */
    public List<String> orders() {
      return orders;
    }
  }
}
