package io.brokerway.server.rest.v1;

import io.brokerway.server.json.InvalidInput;

/** Holds the length of lists within bounds. */
final class Limits {
  private Limits() {}

  /**
   * The limit if it is one.
   *
   * @throws InvalidInput if it is not 1 to {@code max}
   */
  static int check(int limit, int max) {
    if (limit < 1 || limit > max) {
      throw new InvalidInput("limit", "must be 1 to " + max);
    }
    return limit;
  }
}
