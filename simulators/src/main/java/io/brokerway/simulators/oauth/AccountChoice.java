package io.brokerway.simulators.oauth;

/** Which of his accounts a user opens to an application. */
public enum AccountChoice {
  /**
   * At most one live and one paper account; the parameter {@code env} narrows it to one of them.
   */
  ONE_OF_EACH_ENVIRONMENT,
  /** Those that he ticks. */
  TICKED,
  /** All, without being asked. */
  ALL
}
