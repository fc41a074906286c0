package io.brokerway.broker.login;

import io.brokerway.broker.account.Account;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Where a login stands. The unfinished steps carry a state of the adapter's own, which the caller
 * keeps in the vault and hands back with the answer; a step may be answered in another process.
 */
public sealed interface LoginStep {

  /**
   * The user opens a page of the broker's and comes back by redirect, or brings the address or the
   * code that he was shown.
   *
   * @param returnsByRedirect whether the broker redirects to us; else the user pastes
   */
  record OpenPage(URI page, boolean returnsByRedirect, Secret state, Instant validUntil)
      implements LoginStep {}

  /** The user types something more: a verifier, a code from a message. */
  record Ask(String prompt, List<CredentialField> fields, Secret state, Instant validUntil)
      implements LoginStep {
    public Ask {
      fields = List.copyOf(fields);
    }
  }

  /**
   * The user approves elsewhere; ask again by {@link Login#proceed} with {@link LoginAnswer.Poll}.
   */
  record AwaitApproval(String prompt, Duration pollEvery, Secret state, Instant validUntil)
      implements LoginStep {}

  /**
   * Logged in, and proven by a call that needs the login.
   *
   * @param accounts those that the login reaches
   */
  record LoggedIn(Credentials credentials, List<Account> accounts) implements LoginStep {
    public LoggedIn {
      accounts = List.copyOf(accounts);
    }
  }
}
