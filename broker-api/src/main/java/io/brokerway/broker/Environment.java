package io.brokerway.broker;

/** Whether an account trades real money. */
public enum Environment {
  /** Real money. */
  LIVE,
  /** Simulated money: the broker's own paper or sandbox environment, or our paper broker. */
  PAPER
}
