package io.brokerway.server.rest;

import java.util.Locale;

/**
 * Everything that can go wrong, by a stable code. The {@code type} of a problem is {@code
 * urn:brokerway:problem:} with the code in lower case and hyphens; docs/errors.md says for each
 * what to do.
 */
public enum ProblemType {
  INVALID_INPUT(400, "The request says something wrong"),
  KEY_IN_WRONG_PLACE(400, "An API key belongs into a header"),
  IDEMPOTENCY_KEY_REQUIRED(400, "An order write needs an Idempotency-Key"),
  NOT_AUTHENTICATED(401, "No valid API key"),
  NOT_PERMITTED(403, "The API key may not do this"),
  FOREIGN_ORIGIN(403, "The demo serves this machine only"),
  NOT_FOUND(404, "There is no such thing"),
  METHOD_NOT_ALLOWED(405, "The path does not take this method"),
  NOT_ACCEPTABLE(406, "Answers are JSON"),
  REQUEST_IN_PROGRESS(409, "A request with this Idempotency-Key is still running"),
  USERNAME_TAKEN(409, "Another user has this username"),
  EXTERNAL_ID_TAKEN(409, "Another user has this external id"),
  WORKING_ORDERS(409, "Orders are working or unknown"),
  WRONG_STATE(409, "The state does not allow this"),
  OTHER_ACCOUNTS(409, "The login reaches other accounts"),
  LOGIN_NEEDED(409, "The connection needs a new login"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "Bodies are application/json"),
  IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key was used for another request"),
  ORDER_DENIED(422, "The order failed its checks"),
  LOGIN_REFUSED(422, "The broker refused the login"),
  UNSUPPORTED_BY_BROKER(422, "The broker does not offer this"),
  BROKER_NOT_PERMITTED(422, "The broker does not permit this to the login"),
  UNSUPPORTED_ORDER_TYPE(422, "Neither the broker nor the gateway runs this order type"),
  QUOTA_EXCEEDED(429, "Too many requests"),
  LOGIN_ATTEMPTS_EXCEEDED(429, "The broker refused this login too often"),
  SYNC_TOO_SOON(429, "The account was synced within the hour"),
  INTERNAL_ERROR(500, "Something broke on our side"),
  BROKER_UNEXPECTED_REPLY(502, "The broker's answer could not be read"),
  BROKER_UNAVAILABLE(503, "The broker does not answer"),
  BROKER_RATE_LIMITED(503, "The broker's own limit is used up"),
  OVERLOADED(503, "Too much work at once"),
  STORAGE_UNAVAILABLE(503, "The database does not answer");

  private final int status;
  private final String title;
  private final String uri;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
    this.uri = "urn:brokerway:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** The stable {@code type}. */
  public String uri() {
    return uri;
  }
}
