package io.brokerway.server.rest.v1;

import io.brokerway.engine.identity.UserId;
import java.util.Optional;

/** Reads our ids of users. */
final class UserIds {
  private UserIds() {}

  /** Empty if the text is no such id: then there is no such user either. */
  static Optional<UserId> parse(String text) {
    try {
      return Optional.of(new UserId(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
