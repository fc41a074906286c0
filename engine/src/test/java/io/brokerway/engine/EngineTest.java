package io.brokerway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.engine.audit.Verification;
import io.brokerway.engine.connections.ConnectionState;
import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.portfolio.FigureStatus;
import io.brokerway.engine.scripted.Rig;
import io.brokerway.engine.scripted.ScriptedBroker;
import io.brokerway.engine.storage.Await;
import io.brokerway.engine.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EngineTest {
  private final TestDatabase test = TestDatabase.open();
  private final ScriptedBroker broker = new ScriptedBroker(Clock.systemUTC(), true);

  @AfterEach
  void close() {
    test.close();
  }

  private EngineConfig config(Path keys) {
    var usual = EngineConfig.of(test.config(), Clock.systemUTC()).withBrokers(List.of(broker));
    return new EngineConfig(
        usual.storage(),
        keys,
        usual.plugins(),
        usual.brokerSettings(),
        Duration.ofSeconds(1),
        false,
        usual.limits(),
        usual.orders(),
        usual.clock(),
        usual.metrics());
  }

  @Test
  void aConnectionSyncsByItselfAndGoesOnAfterARestart(@TempDir Path keys) {
    var account = broker.account("A1", "1000");
    broker.accept("key-one");
    try (var engine = Engine.open(config(keys))) {
      engine.start();
      var user = engine.identity().seedDemo();
      var owner = new Owner(user.tenant(), user.id());
      var id = engine.connections().connect(owner, Rig.request("key-one")).connection().id();
      Await.until(() -> status(engine, owner) == FigureStatus.FRESH);
      Await.until(() -> engine.connections().isStreamUp(id));
    }

    account.cash("2000");
    try (var engine = Engine.open(config(keys))) {
      engine.start();
      var user = engine.identity().seedDemo();
      var owner = new Owner(user.tenant(), user.id());
      var view = engine.accounts().views(owner).getFirst();
      assertThat(view.connection().state()).isEqualTo(ConnectionState.CONNECTED);
      Await.until(() -> {
        var balance = engine.accounts().views(owner).getFirst().balance().balance();
        return balance != null && "2000".equals(String.valueOf(balance.cash()));
      });
      assertThat(engine.audit().verify(owner.tenant())).isInstanceOf(Verification.Intact.class);
    }
  }

  private static FigureStatus status(Engine engine, Owner owner) {
    return engine.accounts().views(owner).getFirst().balance().freshness().status();
  }

  @Test
  void anUnknownSettingStopsTheStartAndIsNamed(@TempDir Path keys) {
    var config = config(keys).withBrokerSettings(Map.of("scripted", Map.of("bass-url", "x")));

    assertThatThrownBy(() -> Engine.open(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scripted.bass-url");
  }

  @Test
  void aBrokerThatIsGoneSaysWhereItWent(@TempDir Path keys) {
    try (var engine = Engine.open(config(keys))) {
      assertThatThrownBy(() -> engine.connections().brokers().parse("TD-Ameritrade"))
          .hasMessageContaining("charles_schwab");
    }
  }
}
