package io.brokerway.engine.connections;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.Secret;
import io.brokerway.broker.order.Execution;
import io.brokerway.engine.portfolio.FigureStatus;
import io.brokerway.engine.portfolio.Fills;
import io.brokerway.engine.scripted.Rig;
import io.brokerway.engine.scripted.ScriptedBroker;
import io.brokerway.engine.storage.Await;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConnectionsTest {
  private static final URI CALLBACK = URI.create("https://us.test/callback");
  private static final URI BACK = URI.create("https://us.test/callback?code=good");
  private static final String BROWSER = "what the browser holds";

  private final Rig rig = Rig.streaming();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aWrongKeyIsAClearErrorAndNothingIsStored() {
    rig.broker.account("A1", "1000");

    assertThatThrownBy(() -> rig.connections().connect(Rig.OWNER, Rig.request("wrong")))
        .isInstanceOf(BrokerException.LoginRefused.class)
        .hasMessageContaining("not valid");

    assertThat(rig.count("connection")).isZero();
    assertThat(rig.count("account")).isZero();
    assertThat(rig.count("vault_secret")).isZero();
    assertThat(rig.connections().list(Rig.OWNER)).isEmpty();
  }

  @Test
  void aGoodLoginStoresConnectionAccountsAndEncryptedCredentialsTogether() {
    rig.broker.account("A1", "1000");

    var connection = rig.connect("key-one");

    assertThat(connection.state()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(rig.account(connection.id()).brokerKey().value()).isEqualTo("A1");
    assertThat(rig.facts()).contains("connection.connected", "account.added");
    assertThat(rig.process().accounts().views(Rig.OWNER).getFirst().numberEnd()).isEqualTo("66A1");
    var plain =
        rig.database()
            .readSystem(tx ->
                tx.query(
                    "SELECT payload AS text FROM log UNION ALL SELECT facts::TEXT FROM connection",
                    row -> row.getString("text")));
    assertThat(plain)
        .isNotEmpty()
        .noneMatch(text -> text.contains("hush") || text.contains("9988"));
  }

  @Test
  void aRequestThatDoesNotFitTheLoginNamesTheField() {
    var unknown =
        new ConnectRequest(ScriptedBroker.ID, "api-key", null, Map.of("pin", Secret.of("1")), null);
    var missing =
        new ConnectRequest(
            ScriptedBroker.ID, "api-key", null, Map.of("api_key", Secret.of("k")), null);
    var paper = new ConnectRequest(ScriptedBroker.ID, "page", Environment.PAPER, Map.of(), null);
    var exposed =
        new ConnectRequest(
            ScriptedBroker.ID, "password", null, Map.of("password", Secret.of("p")), null);

    assertThat(fieldOf(unknown)).isEqualTo("fields.pin");
    assertThat(fieldOf(missing)).isEqualTo("fields.api_secret");
    assertThat(fieldOf(paper)).isEqualTo("environment");
    assertThat(fieldOf(exposed)).isEqualTo("option");
  }

  private String fieldOf(ConnectRequest request) {
    try {
      rig.connections().connect(Rig.OWNER, request);
    } catch (ConnectionException.BadRequest e) {
      return e.field();
    }
    throw new AssertionError("the request was taken");
  }

  @Test
  void aRedirectLoginIsAnsweredOnceByTheBrowserThatBeganIt() {
    rig.broker.account("A1", "1000");
    var page = page(redirect());
    var token = token(page);

    assertThat(page.connection().state()).isEqualTo(ConnectionState.PENDING);
    assertThat(page.redirectUri()).isEqualTo(CALLBACK);
    var done = rig.connections().returned(ScriptedBroker.ID, token, BACK, Secret.of(BROWSER));
    assertThat(done.connection().id()).isEqualTo(page.connection().id());
    assertThat(done.connection().state()).isEqualTo(ConnectionState.CONNECTED);
    assertThatThrownBy(
            () -> rig.connections().returned(ScriptedBroker.ID, token, BACK, Secret.of(BROWSER)))
        .isInstanceOf(ConnectionException.WrongState.class);
    assertThatThrownBy(() ->
            rig.connections()
                .proceed(Rig.OWNER, done.connection().id(), new LoginAnswer.Returned(BACK)))
        .isInstanceOf(ConnectionException.WrongState.class);
  }

  @Test
  void anotherBrowserAndAnotherBrokersPageAreRefusedAndTheLoginWaits() {
    rig.broker.account("A1", "1000");
    var page = page(redirect());
    var token = token(page);

    for (var other : Arrays.asList(null, Secret.of("another browser"))) {
      assertThatThrownBy(() -> rig.connections().returned(ScriptedBroker.ID, token, BACK, other))
          .isInstanceOf(ConnectionException.OtherBrowser.class);
    }
    assertThatThrownBy(() ->
            rig.connections().returned(new BrokerId("other"), token, BACK, Secret.of(BROWSER)))
        .isInstanceOf(ConnectionException.WrongState.class);
    assertThatThrownBy(() ->
            rig.connections().returned(ScriptedBroker.ID, "foreign", BACK, Secret.of(BROWSER)))
        .isInstanceOf(ConnectionException.WrongState.class);

    assertThat(rig.count("account")).isZero();
    assertThat(rig.facts().stream().filter("connection.login_refused"::equals)).hasSize(2);
    var done = rig.connections().returned(ScriptedBroker.ID, token, BACK, Secret.of(BROWSER));
    assertThat(done.connection().state()).isEqualTo(ConnectionState.CONNECTED);
  }

  @Test
  void aLoginThatAProgramBeganIsFinishedByItsOwnerAlone() {
    rig.broker.account("A1", "1000");
    var page = page(new ConnectRequest(ScriptedBroker.ID, "page", null, Map.of(), null));
    var id = page.connection().id();

    assertThatThrownBy(() ->
            rig.connections().returned(ScriptedBroker.ID, token(page), BACK, Secret.of(BROWSER)))
        .isInstanceOf(ConnectionException.OtherBrowser.class);
    assertThatThrownBy(
            () -> rig.connections().proceed(Rig.STRANGER, id, new LoginAnswer.Returned(BACK)))
        .isInstanceOf(ConnectionException.WrongState.class);

    var done = rig.connections().proceed(Rig.OWNER, id, new LoginAnswer.Returned(BACK));
    assertThat(done.connection().state()).isEqualTo(ConnectionState.CONNECTED);
  }

  @Test
  void aLoginThatWaitedTooLongIsOver() {
    rig.broker.account("A1", "1000");
    var token = token(page(redirect()));
    rig.clock.advance(Duration.ofMinutes(11));

    assertThatThrownBy(
            () -> rig.connections().returned(ScriptedBroker.ID, token, BACK, Secret.of(BROWSER)))
        .isInstanceOf(ConnectionException.WrongState.class);
    assertThat(rig.count("connection")).isZero();
    assertThat(rig.count("vault_secret")).isZero();
  }

  @Test
  void aPageThatTheOperatorDidNotRegisterIsRefused() {
    var foreign =
        new ConnectRequest(
            ScriptedBroker.ID, "page", null, Map.of(), URI.create("https://evil.test/callback"));

    assertThat(fieldOf(foreign)).isEqualTo("redirectUri");
    assertThat(rig.count("connection")).isZero();
  }

  private LoginProgress.OpenPage page(ConnectRequest request) {
    return (LoginProgress.OpenPage) rig.connections().connect(Rig.OWNER, request);
  }

  private static String token(LoginProgress.OpenPage page) {
    return page.page().getQuery().substring("state=".length());
  }

  private static ConnectRequest redirect() {
    return new ConnectRequest(
        ScriptedBroker.ID, "page", null, Map.of(), CALLBACK, Secret.of(BROWSER));
  }

  @Test
  void aRefusedStepLeavesNothingBehindAndAnAbsentBrokerKeepsTheDraft() {
    rig.broker.account("A1", "1000");
    var id = rig.connections().connect(Rig.OWNER, redirect()).connection().id();
    var wrong = new LoginAnswer.Returned(URI.create("https://us.test/callback?code=bad"));

    rig.broker.away = true;
    assertThatThrownBy(() -> rig.connections().proceed(Rig.OWNER, id, wrong))
        .isInstanceOf(BrokerException.Unavailable.class);
    rig.broker.away = false;
    assertThatThrownBy(() -> rig.connections().proceed(Rig.OWNER, id, wrong))
        .isInstanceOf(BrokerException.LoginRefused.class);

    assertThat(rig.count("connection")).isZero();
    assertThat(rig.count("login_draft")).isZero();
    assertThat(rig.count("vault_secret")).isZero();
  }

  @Test
  void aRevokedKeyKeepsTheFiguresStaleUntilTheSameConnectionLogsInAgain() {
    rig.broker.account("A1", "1000");
    var id = rig.connect("key-one").id();
    rig.process().sync().sync(id);
    var account = rig.account(id);
    rig.broker.revoke("key-one");

    rig.process().sync().sync(id);

    assertThat(rig.connections().state(id)).isEqualTo(ConnectionState.NEEDS_LOGIN);
    assertThat(rig.connections().connection(Rig.OWNER, id).reason()).contains("revoked");
    var stale = rig.portfolio().balance(account);
    assertThat(rig.cash(account)).isEqualByComparingTo("1000");
    assertThat(stale.freshness().status()).isEqualTo(FigureStatus.STALE);
    assertThat(stale.freshness().asOf()).isEqualTo(rig.clock.instant());
    assertThatThrownBy(() -> rig.connections().broker(id))
        .isInstanceOf(BrokerException.LoginNeeded.class);
    Await.until(() -> rig.broker.listeners.isEmpty());

    rig.broker.accept("key-two");
    rig.connections().reconnect(Rig.OWNER, id, Rig.request("key-two"));
    rig.process().sync().sync(id);

    assertThat(rig.connections().list(Rig.OWNER)).hasSize(1);
    assertThat(rig.account(id).account()).isEqualTo(account.account());
    assertThat(rig.portfolio().balance(account).freshness().status()).isEqualTo(FigureStatus.FRESH);
    Await.until(() -> rig.connections().isStreamUp(id));
  }

  @Test
  void aLoginForOtherAccountsCannotTakeTheConnectionOver() {
    rig.broker.account("A1", "1000");
    var id = rig.connect("key-one").id();
    rig.broker.hide("A1");
    rig.broker.account("B1", "5");

    assertThatThrownBy(() -> rig.connections().reconnect(Rig.OWNER, id, Rig.request("key-one")))
        .isInstanceOf(ConnectionException.OtherAccounts.class);

    assertThat(rig.account(id).brokerKey().value()).isEqualTo("A1");
  }

  @Test
  void connectingTheSameAccountsTwiceRenewsTheFirstConnection() {
    rig.broker.account("A1", "1000");
    var first = rig.connect("key-one").id();

    var second = rig.connect("key-two").id();

    assertThat(second).isEqualTo(first);
    assertThat(rig.count("account")).isEqualTo(1);
  }

  @Test
  void anAbsentBrokerDegradesAConnectionAfterSeveralTriesAndAnAnswerHealsIt() {
    rig.broker.account("A1", "1000");
    var id = rig.connect("key-one").id();
    Await.until(() -> rig.connections().isStreamUp(id));
    rig.broker.away = true;

    rig.process().sync().sync(id);
    rig.process().sync().sync(id);
    assertThat(rig.connections().state(id)).isEqualTo(ConnectionState.CONNECTED);
    rig.process().sync().sync(id);
    assertThat(rig.connections().state(id)).isEqualTo(ConnectionState.DEGRADED);
    rig.broker.away = false;
    rig.process().sync().sync(id);

    assertThat(rig.connections().state(id)).isEqualTo(ConnectionState.CONNECTED);
    assertThat(rig.facts().stream().filter("connection.state_changed"::equals)).hasSize(2);
  }

  @Test
  void disconnectingIsHeldBackByWorkingOrdersUnlessForced() {
    rig.broker.account("A1", "1000");
    var id = rig.connect("key-one").id();
    var account = rig.account(id);
    rig.process().sync().sync(id);
    rig.connections().addGuard((connection, accounts) -> List.of("order-1"));

    assertThatThrownBy(() -> rig.connections().disconnect(Rig.OWNER, id, false))
        .isInstanceOfSatisfying(
            ConnectionException.WorkingOrders.class,
            e -> assertThat(e.orders()).containsExactly("order-1"));
    var ended = rig.connections().disconnect(Rig.OWNER, id, true);

    assertThat(ended.state()).isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(rig.count("vault_secret")).isZero();
    assertThat(rig.count("balance")).isZero();
    assertThat(rig.broker.logouts).hasValue(1);
    assertThat(rig.process().accounts().find(account.account())).isEmpty();
    assertThatThrownBy(() -> rig.connections().broker(id))
        .isInstanceOf(ConnectionException.NotFound.class);
    assertThat(rig.connections().list(Rig.OWNER)).isEmpty();
  }

  @Test
  void anotherUsersConnectionIsNotThere() {
    rig.broker.account("A1", "1000");
    var id = rig.connect("key-one").id();
    var account = rig.account(id).account();

    assertThatThrownBy(() -> rig.connections().connection(Rig.STRANGER, id))
        .isInstanceOf(ConnectionException.NotFound.class);
    assertThatThrownBy(() -> rig.connections().disconnect(Rig.STRANGER, id, true))
        .isInstanceOf(ConnectionException.NotFound.class);
    assertThatThrownBy(
            () -> rig.process().accounts().account(Rig.TENANT, Rig.STRANGER.user(), account))
        .isInstanceOf(ConnectionException.NotFound.class);
    assertThatThrownBy(() -> rig.connections().connection(Rig.OWNER, new UUID(1, 2)))
        .isInstanceOf(ConnectionException.NotFound.class);
  }

  @Test
  void twoHundredCallsOfTwoProcessesRenewTheTokenOnce() throws Exception {
    rig.broker.account("A1", "1000");
    var id = rig.connect("key-one").id();
    var second = rig.start();
    rig.connections().broker(id);
    second.connections().broker(id);
    rig.broker.goodTokens.clear();

    var calls = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 200; i++) {
        var connections = i % 2 == 0 ? rig.connections() : second.connections();
        calls.add(threads.submit(() -> connections.broker(id).fetchAccounts()));
      }
    }

    for (var call : calls) {
      call.get();
    }
    assertThat(rig.broker.renewals).hasValue(1);
    second.delays().close();
  }

  @Test
  void aRenewedTokenIsStoredAndSurvivesARestart() {
    rig.broker.account("A1", "1000");
    var id = rig.connect("key-one").id();
    rig.broker.goodTokens.clear();
    rig.connections().broker(id).fetchAccounts();

    rig.restart();
    rig.connections().broker(id).fetchAccounts();

    assertThat(rig.broker.renewals).hasValue(1);
    assertThat(rig.facts()).contains("connection.renewed");
  }

  @Test
  void aRefusedRenewalNeedsTheUserAndIsNotTriedAgain() {
    rig.broker.account("A1", "1000");
    var id = rig.connect("key-one").id();
    rig.broker.renewalRefused = true;
    rig.broker.goodTokens.clear();

    assertThatThrownBy(() -> rig.connections().broker(id).fetchAccounts())
        .isInstanceOf(BrokerException.LoginNeeded.class);
    assertThatThrownBy(() -> rig.connections().broker(id))
        .isInstanceOf(BrokerException.LoginNeeded.class);

    assertThat(rig.broker.renewals).hasValue(1);
    assertThat(rig.connections().state(id)).isEqualTo(ConnectionState.NEEDS_LOGIN);
  }

  @Test
  void aTenantsOwnApplicationGoesBeforeTheInstalls() {
    rig.broker.account("A1", "1000");
    var id = rig.connect("key-one").id();
    assertThat(rig.broker.clientId).isEqualTo("install");
    var applications = rig.connections().applications();
    var broker = rig.broker.profile().id();

    assertThat(applications.list(Rig.TENANT))
        .containsExactly(new Applications.InForce(broker, Applications.Source.INSTALL));
    applications.set(
        Rig.TENANT, broker, Secret.of("own"), Secret.of("own-secret-canary"), "key:one");
    assertThat(applications.inForce(Rig.TENANT, broker).source())
        .isEqualTo(Applications.Source.TENANT);
    rig.broker.goodTokens.clear();
    rig.connections().broker(id).fetchAccounts();
    var renewedAs = rig.broker.clientId;
    rig.restart();
    rig.connect("key-one");
    var afterRestart = rig.broker.clientId;
    assertThat(rig.connections().applications().remove(Rig.TENANT, broker, "key:one"))
        .contains(new Applications.InForce(broker, Applications.Source.INSTALL));
    assertThat(rig.connections().applications().remove(Rig.TENANT, broker, "key:one")).isEmpty();
    rig.connect("key-one");

    assertThat(renewedAs).isEqualTo("own");
    assertThat(afterRestart).isEqualTo("own");
    assertThat(rig.broker.clientId).isEqualTo("install");
    assertThat(rig.facts())
        .contains("credentials.stored", "credentials.destroyed")
        .containsOnlyOnce("broker_application.set", "broker_application.removed");
    List<byte[]> stored =
        rig.database()
            .readSystem(
                tx -> tx.query("SELECT ciphertext FROM vault_secret", row -> row.getBytes(1)));
    assertThat(stored).noneMatch(bytes -> new String(bytes, ISO_8859_1).contains("canary"));
    assertThatThrownBy(() ->
            rig.connections()
                .applications()
                .set(Rig.TENANT, broker, Secret.of(""), Secret.of("x"), "key:one"))
        .isInstanceOf(ConnectionException.BadRequest.class)
        .hasMessageContaining("clientId");
    assertThatThrownBy(() ->
            rig.connections()
                .applications()
                .set(Rig.TENANT, broker, Secret.of("x"), Secret.of("two\nlines"), "key:one"))
        .isInstanceOf(ConnectionException.BadRequest.class)
        .hasMessageContaining("clientSecret")
        .hasMessageNotContaining("two");
  }

  @Test
  void noOtherProcessAsksForARenewalThatWasRefused() {
    rig.broker.account("A1", "1000");
    var id = rig.connect("key-one").id();
    var second = rig.start();
    second.connections().broker(id);
    rig.broker.renewalRefused = true;
    rig.broker.goodTokens.clear();
    assertThatThrownBy(() -> rig.connections().broker(id).fetchAccounts())
        .isInstanceOf(BrokerException.LoginNeeded.class);

    assertThatThrownBy(() -> second.connections().broker(id).fetchAccounts())
        .isInstanceOf(BrokerException.LoginNeeded.class)
        .hasMessageContaining("could not be renewed");

    assertThat(rig.broker.renewals).hasValue(1);
    assertThat(second.connections().state(id)).isEqualTo(ConnectionState.NEEDS_LOGIN);
    rig.broker.renewalRefused = false;
    rig.connections().reconnect(Rig.OWNER, id, Rig.request("key-one"));
    rig.broker.goodTokens.clear();
    rig.connections().broker(id).fetchAccounts();
    assertThat(rig.broker.renewals).hasValue(2);
    second.delays().close();
  }

  @Test
  void aTokenThatEndsSoonIsRenewedBeforeItIsRefused() {
    rig.broker.account("A1", "1000");
    var id = rig.connect("key-one").id();
    rig.connections().broker(id);
    rig.connections().renewEarly(id);
    assertThat(rig.broker.renewals).hasValue(0);
    rig.clock.advance(Duration.ofMinutes(29));

    rig.connections().renewEarly(id);

    assertThat(rig.broker.renewals).hasValue(1);
  }

  @Test
  void aListenerThatFailsIsToldOfAGapUntilItTakesIt() {
    rig.broker.account("A1", "1000");
    var gaps = new ArrayList<Instant>();
    rig.connections()
        .addFeed(
            new BrokerFeed() {
              @Override
              public void onExecution(ConnectionRef connection, Execution execution) {
                throw new IllegalStateException("the database is away");
              }

              @Override
              public void onGap(ConnectionRef connection, Instant since) {
                synchronized (gaps) {
                  gaps.add(since);
                }
              }
            });
    var id = rig.connect("key-one").id();
    Await.until(() -> rig.connections().isStreamUp(id));
    var fill = Fills.buy("A1", "AAPL", "1", "10", rig.clock.instant());

    rig.broker.listeners.getFirst().onExecution(fill);

    Await.until(() -> {
      synchronized (gaps) {
        return !gaps.isEmpty();
      }
    });
    assertThat(gaps.getFirst()).isBefore(rig.clock.instant());
  }
}
