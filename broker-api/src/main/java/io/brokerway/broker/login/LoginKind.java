package io.brokerway.broker.login;

/** The ways in which brokers let a user in. */
public enum LoginKind {
  /** OAuth 2 authorization code: the user consents on the broker's page. */
  OAUTH2_CODE,
  /** OAuth 1.0a: the user brings a verifier from the broker's page. */
  OAUTH1_VERIFIER,
  /** A key id and its secret. */
  API_KEY_PAIR,
  /** A key whose private half signs each request. */
  SIGNED_KEY,
  /** A request token from a redirect, exchanged with a checksum for a token of one day. */
  REQUEST_TOKEN,
  /** A password and a time-based one-time code. */
  PASSWORD_TOTP,
  /** A session of the broker's own web page. */
  SESSION_COOKIE,
  /** The user approves in the broker's app. */
  DEVICE_APPROVAL,
  /** A program of the broker's that runs beside us and holds the session. */
  LOCAL_GATEWAY,
  /** An aggregator's hosted page. */
  AGGREGATOR_LINK,
  /** No credential: a venue of our own. */
  NONE
}
