package io.brokerway.engine.connections;

import io.brokerway.broker.login.CredentialField;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a step of a login came to. */
public sealed interface LoginProgress {

  ConnectionView connection();

  /**
   * Logged in; credentials, connection and accounts are stored.
   *
   * @param isNew false if it renewed a connection that was there
   */
  record Connected(ConnectionView connection, boolean isNew) implements LoginProgress {}

  /**
   * The user opens a page of the broker's and comes back with an address.
   *
   * @param redirectUri where the broker sends him; absent if it shows him something to copy
   */
  record OpenPage(
      ConnectionView connection,
      URI page,
      boolean returnsByRedirect,
      @Nullable URI redirectUri,
      Instant validUntil)
      implements LoginProgress {}

  /** The user types something more. */
  record Ask(
      ConnectionView connection, String prompt, List<CredentialField> fields, Instant validUntil)
      implements LoginProgress {
    public Ask {
      fields = List.copyOf(fields);
    }
  }

  /** The user approves elsewhere; ask again with a poll. */
  record AwaitApproval(
      ConnectionView connection, String prompt, Duration pollEvery, Instant validUntil)
      implements LoginProgress {}
}
