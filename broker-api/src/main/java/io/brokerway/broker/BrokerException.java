package io.brokerway.broker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a broker gave no answer to a question. Commands answer with outcomes instead. Closed, so that
 * every caller decides each case.
 */
public abstract sealed class BrokerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String brokerCode;

  private BrokerException(String message, String brokerCode, @Nullable Throwable cause) {
    super(message, cause);
    this.brokerCode = brokerCode;
  }

  /** The broker's own code; empty if it gave none. */
  public String brokerCode() {
    return brokerCode;
  }

  /** The login ended or was revoked: the user logs in again. */
  public static final class LoginNeeded extends BrokerException {
    private static final long serialVersionUID = 1L;

    public LoginNeeded(String message) {
      this(message, "");
    }

    public LoginNeeded(String message, String brokerCode) {
      super(message, brokerCode, null);
    }
  }

  /** The broker refused what the user brought to log in: the user corrects it. */
  public static final class LoginRefused extends BrokerException {
    private static final long serialVersionUID = 1L;

    public LoginRefused(String message) {
      this(message, "");
    }

    public LoginRefused(String message, String brokerCode) {
      super(message, brokerCode, null);
    }
  }

  /** The login is good but may not do this: the user or the operator widens its rights. */
  public static final class NotPermitted extends BrokerException {
    private static final long serialVersionUID = 1L;

    public NotPermitted(String message, String brokerCode) {
      super(message, brokerCode, null);
    }
  }

  /** Too many calls: wait at least {@link #retryAfter()}. */
  public static final class RateLimited extends BrokerException {
    private static final long serialVersionUID = 1L;
    private final Duration retryAfter;

    public RateLimited(String message, Duration retryAfter) {
      super(message, "", null);
      this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /** The broker did not answer or is out of order: the same question may be asked again. */
  public static final class Unavailable extends BrokerException {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message) {
      this(message, null);
    }

    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, "", cause);
    }
  }

  /** What was asked for is not there: an unknown instrument, a foreign account. */
  public static final class NotFound extends BrokerException {
    private static final long serialVersionUID = 1L;

    public NotFound(String message) {
      super(message, "", null);
    }
  }

  /** The broker does not offer this, or the adapter does not: nothing was sent. */
  public static final class Unsupported extends BrokerException {
    private static final long serialVersionUID = 1L;

    public Unsupported(String message) {
      super(message, "", null);
    }
  }

  /**
   * The broker answered something that its documentation does not allow: keep the last good figure.
   */
  public static final class UnexpectedReply extends BrokerException {
    private static final long serialVersionUID = 1L;

    public UnexpectedReply(String message) {
      this(message, null);
    }

    public UnexpectedReply(String message, @Nullable Throwable cause) {
      super(message, "", cause);
    }
  }
}
