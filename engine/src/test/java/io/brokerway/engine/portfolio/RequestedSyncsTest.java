package io.brokerway.engine.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.scripted.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RequestedSyncsTest {
  private final Rig rig = Rig.open();
  private AccountRef account;

  @BeforeEach
  void connect() {
    rig.broker.account("A1", "1000.00");
    account = rig.account(rig.connect("key-one").id());
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private RequestedSyncs syncs() {
    var process = rig.process();
    return new RequestedSyncs(
        process.database(), process.connections(), process.accounts(), process.sync());
  }

  private void tooSoon(Duration retryAfter) {
    assertThatThrownBy(() -> syncs().sync(account, false))
        .isInstanceOfSatisfying(
            SyncTooSoon.class, e -> assertThat(e.retryAfter()).isEqualTo(retryAfter));
  }

  @Test
  void aSecondOneWithinTheHourWaitsAlsoAfterARestart() {
    assertThat(syncs().sync(account, false).outcome()).isEqualTo(SyncRunView.Outcome.OK);
    rig.clock.advance(Duration.ofMinutes(10));

    tooSoon(Duration.ofMinutes(50));
    rig.restart();
    tooSoon(Duration.ofMinutes(50));

    rig.clock.advance(Duration.ofMinutes(50));
    assertThat(syncs().sync(account, false).outcome()).isEqualTo(SyncRunView.Outcome.OK);
  }

  @Test
  void aForcedOneIsNeverHeldBackAndCounts() {
    syncs().sync(account, false);
    rig.clock.advance(Duration.ofMinutes(30));

    assertThat(syncs().sync(account, true).outcome()).isEqualTo(SyncRunView.Outcome.OK);

    tooSoon(Duration.ofHours(1));
  }

  @Test
  void theRegularSyncsDoNotCount() {
    rig.process().sync().sync(account.connection());

    assertThat(syncs().sync(account, false).outcome()).isEqualTo(SyncRunView.Outcome.OK);
  }

  @Test
  void oneThatFailedDoesNotCount() {
    rig.broker.away = true;
    assertThatThrownBy(() -> syncs().sync(account, false))
        .isInstanceOf(BrokerException.Unavailable.class);
    rig.broker.away = false;

    syncs().sync(account, false);
    rig.clock.advance(Duration.ofMinutes(1));
    rig.broker.away = true;
    assertThatThrownBy(() -> syncs().sync(account, true))
        .isInstanceOf(BrokerException.Unavailable.class);

    tooSoon(Duration.ofMinutes(59));
  }

  @Test
  void anEndedLoginIsToldAsSuch() {
    rig.broker.revoke("key-one");

    assertThatThrownBy(() -> syncs().sync(account, false))
        .isInstanceOf(BrokerException.LoginNeeded.class);

    assertThat(rig.count("requested_sync")).isZero();
  }

  @Test
  void ofManyAtOnceOneIsLetThrough() throws Exception {
    var done = 0;
    var requests = new ArrayList<Future<Boolean>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 10; i++) {
        requests.add(threads.submit(this::isDone));
      }
    }
    for (var request : requests) {
      done += request.get() ? 1 : 0;
    }

    assertThat(done).isEqualTo(1);
  }

  private boolean isDone() {
    try {
      return syncs().sync(account, false).outcome() == SyncRunView.Outcome.OK;
    } catch (SyncTooSoon e) {
      return false;
    }
  }

  @Test
  void whatIsKeptOfItGoesWithTheAccount() {
    syncs().sync(account, false);

    rig.process().accounts().remove(Rig.OWNER, account.account(), true);

    assertThat(rig.count("requested_sync")).isZero();
    assertThatThrownBy(() -> syncs().sync(account, true))
        .isInstanceOf(ConnectionException.NotFound.class);
  }
}
