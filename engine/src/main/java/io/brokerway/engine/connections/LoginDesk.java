package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.engine.storage.Tx;
import io.brokerway.engine.vault.Vault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Walks users through the steps of a login. What must be remembered between two steps is in the
 * vault; a refused login leaves nothing behind.
 */
final class LoginDesk {
  // Longer than any step of a login is valid.
  private static final Duration ABANDONED_AFTER = Duration.ofDays(1);
  private static final String FIELD = "field.";
  private static final String STEP = "step";
  private static final String TOKEN = "token";
  private static final String BROWSER = "browser";

  private final Services services;
  private final DraftStore drafts;
  private final Vault vault;
  private final LoginKeeper keeper;
  private final boolean highExposure;
  private final LoginAttempts attempts;

  private record Begun(LoginRequest login, LoginStep step) {}

  LoginDesk(
      Services services, DraftStore drafts, Vault vault, LoginKeeper keeper, boolean highExposure) {
    this.services = services;
    this.attempts = new LoginAttempts(services.database(), vault);
    this.drafts = drafts;
    this.vault = vault;
    this.keeper = keeper;
    this.highExposure = highExposure;
  }

  void requireFits(ConnectRequest request) {
    var profile = services.brokers().profile(request.broker());
    var _ = LoginChoice.of(profile, request, highExposure);
  }

  /**
   * Starts a login.
   *
   * @param again the connection to renew; absent for a new one
   */
  LoginProgress begin(Owner owner, ConnectRequest request, @Nullable ConnectionRef again) {
    var profile = services.brokers().profile(request.broker());
    var choice = LoginChoice.of(profile, request, highExposure);
    var redirectUri =
        Redirects.of(
            services.brokers().settings(request.broker()),
            choice.option().kind(),
            request.redirectUri());
    var begun =
        attempts.count(
            owner,
            request.broker(),
            choice.option(),
            request.fields(),
            () -> begin(owner, request, choice, redirectUri));
    var ref =
        again != null
            ? again
            : new ConnectionRef(
                owner,
                services.database().ids().next(),
                request.broker(),
                begun.login().environment());
    return switch (begun.step()) {
      case LoginStep.LoggedIn done -> keeper.keep(ref, done, again != null);
      case LoginStep.OpenPage _, LoginStep.Ask _, LoginStep.AwaitApproval _ ->
          wait(ref, begun.login(), begun.step(), request.browser());
    };
  }

  private Begun begin(
      Owner owner, ConnectRequest request, LoginChoice choice, @Nullable URI redirectUri) {
    var token = redirectUri == null ? null : services.database().ids().nextText("");
    var broker =
        services
            .brokers()
            .factory(request.broker())
            .login(services.context(owner, request.broker()));
    var option = choice.option();
    var environment =
        choice.isEnvironmentOpen()
            ? broker
                .environmentOf(option.id(), request.fields())
                .filter(option.environments()::contains)
                .orElse(choice.environment())
            : choice.environment();
    var login =
        new LoginRequest(
            option.id(),
            environment,
            request.fields(),
            application(owner, request.broker()),
            redirectUri,
            token);
    return new Begun(login, broker.begin(login));
  }

  /** Goes on with the draft of a connection. */
  LoginProgress proceed(Owner owner, UUID connection, LoginAnswer answer) {
    return proceed(
        owner,
        answer,
        services
            .database()
            .inTenant(owner.tenant(), tx -> drafts.ofConnection(tx, owner.tenant(), connection)));
  }

  /** Goes on with the draft that a state token names, for the browser that began it. */
  LoginProgress returned(
      BrokerId broker, String stateToken, URI address, @Nullable Secret browser) {
    var mac = mac(stateToken);
    var draft =
        services
            .database()
            .readSystem(tx -> drafts.ofState(tx, mac))
            .filter(one -> one.connection().broker().equals(broker))
            .orElseThrow(() ->
                new ConnectionException.WrongState(
                    "no login waits for this address: it was used already, ran out of time or"
                        + " began elsewhere"));
    requireSameBrowser(draft, browser);
    return proceed(
        draft.connection().owner(), new LoginAnswer.Returned(address), Optional.of(draft));
  }

  /** Otherwise a user could be led to give his account to somebody else's login. */
  private void requireSameBrowser(LoginDraft draft, @Nullable Secret browser) {
    var owner = draft.connection().owner();
    var began =
        services.database().inTenant(owner.tenant(), tx -> drafts.secrets(tx, draft)).get(BROWSER);
    if (began != null && browser != null && began.equals(browser)) {
      return;
    }
    services
        .database()
        .inTenant(
            owner.tenant(),
            tx -> {
              tx.append(
                  new Payload()
                      .with("broker", draft.connection().broker())
                      .with("reason", "another browser came back")
                      .fact(
                          owner,
                          null,
                          "connection.login_refused",
                          draft.connection().connection().toString(),
                          "anonymous"));
              return true;
            });
    throw new ConnectionException.OtherBrowser(
        "another browser, or a program, began this login: bring it the whole address");
  }

  private LoginProgress proceed(Owner owner, LoginAnswer answer, Optional<LoginDraft> found) {
    var draft =
        found
            .filter(one -> one.connection().owner().equals(owner))
            .orElseThrow(() ->
                new ConnectionException.WrongState("no login of this connection is under way"));
    var secrets = take(draft);
    if (draft.validUntil().isBefore(services.now())) {
      discard(draft);
      throw new ConnectionException.WrongState("the login ran out of time: start it again");
    }
    var login = request(draft, secrets);
    var step = ask(draft, login, secrets, answer);
    return switch (step) {
      case LoginStep.LoggedIn done -> keeper.keep(draft.connection(), done, isRelogin(draft));
      case LoginStep.OpenPage _, LoginStep.Ask _, LoginStep.AwaitApproval _ ->
          wait(draft.connection(), login, step, secrets.get(BROWSER));
    };
  }

  /** The next step; what the broker refuses ends the login, what it leaves open keeps the draft. */
  private LoginStep ask(
      LoginDraft draft, LoginRequest login, Map<String, Secret> secrets, LoginAnswer answer) {
    var ref = draft.connection();
    try {
      var broker =
          services
              .brokers()
              .factory(ref.broker())
              .login(services.context(ref.owner(), ref.broker()));
      return attempts.count(
          ref.owner(),
          ref.broker(),
          option(ref.broker(), login.option()),
          login.fields(),
          () -> broker.proceed(login, secret(secrets, STEP), answer));
    } catch (BrokerException.Unavailable
        | BrokerException.RateLimited
        | ConnectionException.TooManyFailedLogins e) {
      putBack(draft, secrets);
      throw e;
    } catch (RuntimeException e) {
      discard(draft);
      throw e;
    }
  }

  private LoginOption option(BrokerId broker, String id) {
    return services.brokers().profile(broker).logins().stream()
        .filter(option -> option.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new ConnectionException.WrongState("this way to log in is gone: start it again"));
  }

  /** Takes the draft, so that a second answer to the same step finds none. */
  private Map<String, Secret> take(LoginDraft draft) {
    var secrets =
        services
            .database()
            .inTenant(
                draft.connection().owner().tenant(),
                tx -> {
                  var held = drafts.secrets(tx, draft);
                  return drafts.delete(tx, draft) ? held : Map.<String, Secret>of();
                });
    if (secrets.isEmpty()) {
      throw new ConnectionException.WrongState("this step of the login was answered already");
    }
    return secrets;
  }

  private void putBack(LoginDraft draft, Map<String, Secret> secrets) {
    services
        .database()
        .inTenant(
            draft.connection().owner().tenant(),
            tx -> {
              drafts.insert(tx, draft, secrets);
              return true;
            });
  }

  /** Removes what a login that failed left: a connection that never was logged in. */
  private void discard(LoginDraft draft) {
    services
        .database()
        .inTenant(
            draft.connection().owner().tenant(),
            tx -> {
              services.store().delete(tx, draft.connection());
              return true;
            });
  }

  /** Removes the draft of a connection that ends. */
  void forget(Tx tx, ConnectionRef ref) throws SQLException {
    var draft = drafts.ofConnection(tx, ref.owner().tenant(), ref.connection());
    if (draft.isPresent()) {
      drafts.delete(tx, draft.get());
    }
  }

  /** Removes drafts and counted attempts whose time is over. */
  void sweep() {
    attempts.sweep();
    services
        .database()
        .inSystem(tx -> {
          for (var draft : drafts.expired(tx, services.now())) {
            drafts.delete(tx, draft);
            services.store().delete(tx, draft.connection());
          }
          services.store().deleteAbandoned(tx, services.now().minus(ABANDONED_AFTER));
          return true;
        });
  }

  private LoginProgress wait(
      ConnectionRef ref, LoginRequest login, LoginStep step, @Nullable Secret browser) {
    var secrets = new HashMap<String, Secret>();
    login.fields().forEach((name, value) -> secrets.put(FIELD + name, value));
    secrets.put(STEP, state(step));
    var token = login.stateToken();
    if (token != null) {
      secrets.put(TOKEN, Secret.of(token));
    }
    if (browser != null) {
      secrets.put(BROWSER, browser);
    }
    var draft =
        new LoginDraft(
            services.database().ids().next(),
            ref,
            login.option(),
            login.redirectUri(),
            token == null ? null : mac(token),
            List.copyOf(secrets.keySet()),
            validUntil(step));
    return progress(step, login, keeper.keepWaiting(drafts, draft, secrets));
  }

  private static LoginProgress progress(LoginStep step, LoginRequest login, ConnectionView view) {
    return switch (step) {
      case LoginStep.OpenPage page ->
          new LoginProgress.OpenPage(
              view, page.page(), page.returnsByRedirect(), login.redirectUri(), page.validUntil());
      case LoginStep.Ask ask ->
          new LoginProgress.Ask(view, ask.prompt(), ask.fields(), ask.validUntil());
      case LoginStep.AwaitApproval await ->
          new LoginProgress.AwaitApproval(
              view, await.prompt(), await.pollEvery(), await.validUntil());
      case LoginStep.LoggedIn _ -> new LoginProgress.Connected(view, false);
    };
  }

  private static Secret state(LoginStep step) {
    return switch (step) {
      case LoginStep.OpenPage page -> page.state();
      case LoginStep.Ask ask -> ask.state();
      case LoginStep.AwaitApproval await -> await.state();
      case LoginStep.LoggedIn _ -> throw new IllegalStateException("logged in: nothing to keep");
    };
  }

  private static Instant validUntil(LoginStep step) {
    return switch (step) {
      case LoginStep.OpenPage page -> page.validUntil();
      case LoginStep.Ask ask -> ask.validUntil();
      case LoginStep.AwaitApproval await -> await.validUntil();
      case LoginStep.LoggedIn _ -> throw new IllegalStateException("logged in: nothing to keep");
    };
  }

  private LoginRequest request(LoginDraft draft, Map<String, Secret> secrets) {
    var fields = new HashMap<String, Secret>();
    secrets.forEach((name, value) -> {
      if (name.startsWith(FIELD)) {
        fields.put(name.substring(FIELD.length()), value);
      }
    });
    var token = secrets.get(TOKEN);
    return new LoginRequest(
        draft.option(),
        draft.connection().environment(),
        fields,
        application(draft.connection().owner(), draft.connection().broker()),
        draft.redirectUri(),
        token == null ? null : token.reveal());
  }

  /** What the broker knows the application by: the tenant's own, else the install's. */
  private Map<String, Secret> application(Owner owner, BrokerId broker) {
    var settings = services.applications().settings(owner.tenant(), broker);
    var application = new HashMap<String, Secret>();
    settings.text("client-id").ifPresent(id -> application.put("client_id", Secret.of(id)));
    settings
        .text("client-secret")
        .ifPresent(secret -> application.put("client_secret", Secret.of(secret)));
    return application;
  }

  private boolean isRelogin(LoginDraft draft) {
    var ref = draft.connection();
    return services
        .database()
        .readSystem(tx -> services.store().find(tx, ref.owner().tenant(), ref.connection()))
        .map(stored -> stored.standing().state() != ConnectionState.PENDING)
        .orElse(false);
  }

  private byte[] mac(String stateToken) {
    return vault.mac("login-state", stateToken.getBytes(StandardCharsets.UTF_8));
  }

  private static Secret secret(Map<String, Secret> secrets, String name) {
    var secret = secrets.get(name);
    if (secret == null) {
      throw new ConnectionException.WrongState("the login lost its state: start it again");
    }
    return secret;
  }
}
