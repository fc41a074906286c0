package io.brokerway.engine.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.Secret;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.engine.scripted.Rig;
import io.brokerway.engine.scripted.ScriptedBroker;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LoginAttemptsTest {
  private final Rig rig = Rig.open();

  @BeforeEach
  void openAnAccount() {
    rig.broker.account("A1", "1000");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void refused(Owner owner, String key) {
    assertThatThrownBy(() -> rig.connections().connect(owner, Rig.request(key)))
        .isInstanceOf(BrokerException.LoginRefused.class);
  }

  private void refusedFiveTimes(Owner owner, String key) {
    for (var i = 0; i < LoginAttempts.MOST; i++) {
      refused(owner, key);
    }
  }

  private void locked(Owner owner, String key, Duration retryAfter) {
    assertThatThrownBy(() -> rig.connections().connect(owner, Rig.request(key)))
        .isInstanceOfSatisfying(
            ConnectionException.TooManyFailedLogins.class,
            e -> assertThat(e.retryAfter()).isEqualTo(retryAfter));
  }

  @Test
  void theSixthAttemptWithinAnHourWaitsThoughTheKeyIsGoodByThen() {
    refusedFiveTimes(Rig.OWNER, "key-one");
    rig.broker.accept("key-one");
    rig.clock.advance(Duration.ofMinutes(20));

    locked(Rig.OWNER, "key-one", Duration.ofMinutes(40));

    assertThat(rig.count("connection")).isZero();
    rig.clock.advance(Duration.ofMinutes(40));
    assertThat(rig.connect("key-one").state()).isEqualTo(ConnectionState.CONNECTED);
  }

  @Test
  void theCountSurvivesARestart() {
    refusedFiveTimes(Rig.OWNER, "key-one");

    rig.restart();

    locked(Rig.OWNER, "key-one", Duration.ofHours(1));
  }

  @Test
  void aStrangerLocksOutHimselfAloneAndOneAccountNotTheOther() {
    refusedFiveTimes(Rig.STRANGER, "key-one");
    rig.broker.accept("key-one");
    rig.broker.accept("key-two");

    locked(Rig.STRANGER, "key-one", Duration.ofHours(1));

    assertThat(rig.connect("key-one").state()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(rig.connections().connect(Rig.STRANGER, Rig.request("key-two")))
        .isInstanceOf(LoginProgress.Connected.class);
  }

  @Test
  void whatIsNotRefusedDoesNotCount() {
    rig.broker.accept("key-one");
    rig.broker.away = true;
    for (var i = 0; i < 2 * LoginAttempts.MOST; i++) {
      assertThatThrownBy(() -> rig.connections().connect(Rig.OWNER, Rig.request("key-one")))
          .isInstanceOf(BrokerException.Unavailable.class);
    }
    rig.broker.away = false;

    for (var i = 0; i < 2 * LoginAttempts.MOST; i++) {
      rig.connections().connect(Rig.OWNER, Rig.request("key-one"));
    }

    assertThat(rig.count("login_attempt")).isZero();
  }

  @Test
  void attemptsAtOnceDoNotSlipThrough() throws Exception {
    var refused = 0;
    var attempts = new ArrayList<Future<Boolean>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 20; i++) {
        attempts.add(threads.submit(this::isAsked));
      }
    }
    for (var attempt : attempts) {
      refused += attempt.get() ? 1 : 0;
    }

    assertThat(refused).isEqualTo(LoginAttempts.MOST);
  }

  private boolean isAsked() {
    try {
      rig.connections().connect(Rig.OWNER, Rig.request("key-one"));
      throw new AssertionError("a wrong key was taken");
    } catch (BrokerException.LoginRefused e) {
      return true;
    } catch (ConnectionException.TooManyFailedLogins e) {
      return false;
    }
  }

  @Test
  void theLogTellsOfRefusalsWithoutTheKey() {
    refused(Rig.OWNER, "key-one");

    assertThat(rig.facts()).contains("login.refused");
    var kept =
        rig.database()
            .readSystem(tx ->
                tx.query(
                    "SELECT payload AS text FROM log UNION ALL SELECT a::TEXT FROM login_attempt a",
                    row -> row.getString("text")));
    assertThat(kept).isNotEmpty().noneMatch(text -> text.contains("key-one"));
  }

  @Test
  void whatAnHourHasPassedOverIsRemoved() {
    refusedFiveTimes(Rig.OWNER, "key-one");
    rig.clock.advance(Duration.ofHours(1));

    new LoginAttempts(rig.database(), rig.process().vault()).sweep();

    assertThat(rig.count("login_attempt")).isZero();
  }

  @Test
  void theEnvironmentIsTheOneInWhichTheKeyWorksUnlessOneIsNamed() {
    rig.broker.accept("key-one");
    rig.broker.worksIn = Environment.PAPER;
    var open =
        new ConnectRequest(
            ScriptedBroker.ID,
            "api-key",
            null,
            Map.of("api_key", Secret.of("key-one"), "api_secret", Secret.of("hush")),
            null);

    var connected = rig.connections().connect(Rig.OWNER, open);

    assertThat(connected.connection().environment()).isEqualTo(Environment.PAPER);
    rig.broker.worksIn = null;
    var other = rig.connections().connect(Rig.STRANGER, open);
    assertThat(other.connection().environment()).isEqualTo(Environment.LIVE);
  }

  @Test
  void theFirstAccountHasTheIdThatWasToldWhileItsLoginWaited() {
    var redirect =
        new ConnectRequest(
            ScriptedBroker.ID, "page", null, Map.of(), URI.create("https://us.test/callback"));
    var waiting = rig.connections().connect(Rig.OWNER, redirect).connection();
    var told = Accounts.firstId(waiting.id());
    rig.broker.account("B2", "5");

    rig.connections()
        .proceed(
            Rig.OWNER,
            waiting.id(),
            new LoginAnswer.Returned(URI.create("https://us.test/callback?code=good")));

    var accounts = rig.process().accounts().ofConnection(waiting.id());
    assertThat(accounts).hasSize(2);
    assertThat(accounts.getFirst().account()).isEqualTo(told);
    assertThat(accounts.getLast().account()).isNotEqualTo(told);
    assertThat(Accounts.firstId(told)).isEqualTo(waiting.id());
  }

  @Test
  void anAccountIsFoundByItsNumberAndItsKey() {
    var connection = rig.connect("key-one");
    var account = rig.account(connection.id()).account();
    var accounts = rig.process().accounts();

    var byKey = accounts.named(connection.ref(), "A1");
    var byNumber = accounts.named(connection.ref(), "99887766A1");

    assertThat(byKey.map(AccountRef::account)).contains(account);
    assertThat(byNumber.map(AccountRef::account)).contains(account);
    assertThat(accounts.named(connection.ref(), "66A1")).isEmpty();
  }
}
