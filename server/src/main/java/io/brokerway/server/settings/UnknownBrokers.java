package io.brokerway.server.settings;

/** What becomes of settings of a broker that nobody knows. */
enum UnknownBrokers {
  /** They are told as wrong. */
  REFUSED,
  /** They are left out: they may be those of a plugin that is not there now. */
  LEFT_OUT
}
