package io.brokerway.server.rest.v1;

import io.brokerway.engine.connections.LoginProgress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a step of a login came to.
 *
 * @param next what the user does next; null when the login is done
 */
record LoginResource(ConnectionResource connection, @Nullable Next next) {

  /** What the user does next. */
  enum Kind {
    /** Open {@code page}; then send the address that the broker sent the user to. */
    OPEN_PAGE,
    /** Type {@code fields}. */
    ASK,
    /** Approve elsewhere; poll after {@code pollAfterSeconds}. */
    AWAIT_APPROVAL
  }

  /**
   * The next step.
   *
   * @param returnsByRedirect whether the broker redirects to us; else the user pastes the address
   * @param validUntil when the step runs out
   */
  record Next(
      Kind kind,
      String prompt,
      @Nullable URI page,
      boolean returnsByRedirect,
      List<BrokerResource.Field> fields,
      @Nullable Long pollAfterSeconds,
      Instant validUntil) {}

  static LoginResource of(LoginProgress progress) {
    return new LoginResource(
        ConnectionResource.of(progress.connection()),
        switch (progress) {
          case LoginProgress.Connected done -> null;
          case LoginProgress.OpenPage step ->
              new Next(
                  Kind.OPEN_PAGE,
                  "Open the broker's page and log in.",
                  step.page(),
                  step.returnsByRedirect(),
                  List.of(),
                  null,
                  step.validUntil());
          case LoginProgress.Ask step ->
              new Next(
                  Kind.ASK,
                  step.prompt(),
                  null,
                  false,
                  step.fields().stream().map(BrokerResource.Field::of).toList(),
                  null,
                  step.validUntil());
          case LoginProgress.AwaitApproval step ->
              new Next(
                  Kind.AWAIT_APPROVAL,
                  step.prompt(),
                  null,
                  false,
                  List.of(),
                  step.pollEvery().toSeconds(),
                  step.validUntil());
        });
  }
}
