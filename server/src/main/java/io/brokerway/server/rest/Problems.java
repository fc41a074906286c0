package io.brokerway.server.rest;

import io.brokerway.broker.BrokerException;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.identity.DuplicateExternalId;
import io.brokerway.engine.identity.DuplicateUsername;
import io.brokerway.engine.identity.InvalidUser;
import io.brokerway.engine.orders.OrderException;
import io.brokerway.engine.portfolio.SyncTooSoon;
import io.brokerway.engine.storage.StorageOverloaded;
import io.brokerway.engine.storage.StorageUnavailable;
import io.brokerway.server.json.FieldError;
import io.brokerway.server.json.InvalidInput;
import java.time.Duration;
import java.util.List;

/** Says of every exception which problem the client is told. */
public final class Problems {
  private static final Duration STORAGE_RETRY = Duration.ofSeconds(1);
  private static final Duration BROKER_RETRY = Duration.ofSeconds(5);
  private static final int MAX_BROKER_TEXT = 300;

  private Problems() {}

  /**
   * The problem that an exception stands for; what nobody foresaw is an {@code INTERNAL_ERROR},
   * which the caller logs.
   */
  public static ProblemException of(Throwable failure) {
    return switch (failure) {
      case ProblemException problem -> problem;
      case InvalidInput invalid -> new ProblemException(Problem.invalid(invalid.errors()), null);
      case BrokerException broker -> ofBroker(broker);
      case ConnectionException connection -> ofConnection(connection);
      case OrderException order -> ofOrder(order);
      case InvalidUser user -> invalid(user.field(), String.valueOf(user.getMessage()));
      case DuplicateUsername user ->
          new ProblemException(ProblemType.USERNAME_TAKEN, String.valueOf(user.getMessage()));
      case DuplicateExternalId user ->
          new ProblemException(ProblemType.EXTERNAL_ID_TAKEN, String.valueOf(user.getMessage()));
      case SyncTooSoon early ->
          retry(ProblemType.SYNC_TOO_SOON, String.valueOf(early.getMessage()), early.retryAfter());
      case StorageUnavailable away ->
          retry(ProblemType.STORAGE_UNAVAILABLE, storageText(away), STORAGE_RETRY);
      case StorageOverloaded full ->
          retry(ProblemType.OVERLOADED, "Nothing was stored. Try again.", STORAGE_RETRY);
      default ->
          new ProblemException(
              ProblemType.INTERNAL_ERROR,
              "The request failed; the operator finds the cause in the log by the X-Request-Id.");
    };
  }

  private static ProblemException ofBroker(BrokerException failure) {
    var text = brokerText(failure);
    return switch (failure) {
      case BrokerException.LoginNeeded e -> new ProblemException(ProblemType.LOGIN_NEEDED, text);
      case BrokerException.LoginRefused e -> new ProblemException(ProblemType.LOGIN_REFUSED, text);
      case BrokerException.NotPermitted e ->
          new ProblemException(ProblemType.BROKER_NOT_PERMITTED, text);
      case BrokerException.RateLimited e ->
          retry(ProblemType.BROKER_RATE_LIMITED, text, e.retryAfter());
      case BrokerException.Unavailable e ->
          retry(ProblemType.BROKER_UNAVAILABLE, text, BROKER_RETRY);
      case BrokerException.NotFound e -> new ProblemException(ProblemType.NOT_FOUND, text);
      case BrokerException.Unsupported e ->
          new ProblemException(ProblemType.UNSUPPORTED_BY_BROKER, text);
      case BrokerException.UnexpectedReply e ->
          new ProblemException(ProblemType.BROKER_UNEXPECTED_REPLY, text);
    };
  }

  private static ProblemException ofOrder(OrderException failure) {
    var text = String.valueOf(failure.getMessage());
    return switch (failure) {
      case OrderException.NotFound e -> ProblemException.notFound("The order");
      case OrderException.IdempotencyConflict e ->
          new ProblemException(
              ProblemType.IDEMPOTENCY_KEY_REUSED,
              "The first request with this key had the fingerprint %s."
                  .formatted(e.firstFingerprint()));
      case OrderException.InProgress e ->
          retry(ProblemType.REQUEST_IN_PROGRESS, text, Duration.ofSeconds(1));
      case OrderException.NothingToClose e -> new ProblemException(ProblemType.WRONG_STATE, text);
      case OrderException.NotOpen e -> new ProblemException(ProblemType.WRONG_STATE, text);
    };
  }

  private static ProblemException ofConnection(ConnectionException failure) {
    var text = String.valueOf(failure.getMessage());
    return switch (failure) {
      case ConnectionException.UnknownBroker e -> invalid("brokerId", text);
      // One text for what is not there and what belongs to another.
      case ConnectionException.NotFound e -> ProblemException.notFound("The connection or account");
      case ConnectionException.BadRequest e -> invalid(e.field(), text);
      case ConnectionException.WrongState e -> new ProblemException(ProblemType.WRONG_STATE, text);
      case ConnectionException.OtherBrowser e ->
          new ProblemException(ProblemType.WRONG_STATE, text);
      case ConnectionException.OtherAccounts e ->
          new ProblemException(ProblemType.OTHER_ACCOUNTS, text);
      case ConnectionException.TooManyFailedLogins e ->
          retry(ProblemType.LOGIN_ATTEMPTS_EXCEEDED, text, e.retryAfter());
      case ConnectionException.WorkingOrders e ->
          new ProblemException(
              Problem.of(ProblemType.WORKING_ORDERS, text).withOrders(e.orders()), null);
    };
  }

  private static ProblemException invalid(String field, String message) {
    return new ProblemException(Problem.invalid(List.of(new FieldError(field, message))), null);
  }

  private static ProblemException retry(ProblemType type, String detail, Duration after) {
    return new ProblemException(Problem.of(type, detail), after);
  }

  private static String storageText(StorageUnavailable away) {
    return away.outcomeUnknown()
        ? "It is not known whether the request was stored: repeat it with the same Idempotency-Key."
        : "Nothing was stored. Try again.";
  }

  /** A broker's words are data from outside: shortened, without control characters. */
  private static String brokerText(BrokerException failure) {
    var clean = String.valueOf(failure.getMessage()).replaceAll("\\p{Cntrl}", " ");
    return clean.length() <= MAX_BROKER_TEXT ? clean : clean.substring(0, MAX_BROKER_TEXT) + "…";
  }
}
