package io.brokerway.simulators.tradestation;

import java.time.Duration;

/** What is counted for itself, with the usual quota of a user with a key. */
enum Quota {
  ACCOUNTS(250, 5),
  ORDERS(250, 5),
  BALANCES(250, 5),
  POSITIONS(250, 5),
  QUOTE_STREAMS(500, 5),
  BAR_STREAMS(500, 5),
  OPTION_EXPIRATIONS(90, 1),
  OPTION_STRIKES(90, 1),
  OPTION_SPREAD_TYPES(90, 1),
  QUOTES(30, 1);

  private final int calls;
  private final Duration window;

  Quota(int calls, int minutes) {
    this.calls = calls;
    this.window = Duration.ofMinutes(minutes);
  }

  int calls() {
    return calls;
  }

  Duration window() {
    return window;
  }
}
