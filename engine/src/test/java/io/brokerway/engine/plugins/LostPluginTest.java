package io.brokerway.engine.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.login.Secret;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.engine.Engine;
import io.brokerway.engine.EngineConfig;
import io.brokerway.engine.connections.ConnectRequest;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.connections.ConnectionState;
import io.brokerway.engine.connections.ConnectionView;
import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.orders.Caller;
import io.brokerway.engine.orders.OrderSpec;
import io.brokerway.engine.orders.PlaceOrder;
import io.brokerway.engine.storage.Await;
import io.brokerway.engine.storage.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that is refused at a later start takes none of what its users have with it. */
final class LostPluginTest {
  private static final BrokerId TINY = new BrokerId("tiny");

  private final TestDatabase test = TestDatabase.open();
  @TempDir private Path folder = Path.of(".");

  @AfterEach
  void close() {
    test.close();
  }

  private Engine engine(Set<Sha256> listed) {
    var usual = EngineConfig.of(test.config(), Clock.systemUTC());
    var plugins = Plugins.load(new PluginSource(folder, listed), List.of());
    var engine =
        Engine.open(
            new EngineConfig(
                usual.storage(),
                folder.resolve("keys"),
                plugins,
                Map.of(),
                Duration.ofSeconds(1),
                false,
                usual.limits(),
                usual.orders(),
                usual.clock(),
                usual.metrics()));
    engine.start();
    return engine;
  }

  @Test
  void theConnectionsOfALostPluginWaitForItAndNothingReadsAsEmpty() {
    var listed = Set.of(JarForge.tiny().write(folder.resolve("tiny.jar")));
    var request = new ConnectRequest(TINY, null, null, Map.of("word", Secret.of("open")), null);

    ConnectionView connection;
    Owner owner;
    try (var engine = engine(listed)) {
      var user = engine.identity().seedDemo();
      owner = new Owner(user.tenant(), user.id());
      connection = engine.connections().connect(owner, request).connection();
      Await.until(() -> "42".equals(cash(engine, owner)));
    }

    try (var engine = engine(Set.of())) {
      Await.until(() -> state(engine, connection) == ConnectionState.DEGRADED);
      assertThat(engine.connections().connection(owner, connection.id()).reason())
          .contains("adapter of tiny is not loaded");
      assertThat(cash(engine, owner)).isEqualTo("42");
      assertThat(
              engine
                  .orders()
                  .place(caller(owner), order(engine, connection))
                  .order()
                  .state()
                  .name())
          .isEqualTo("DENIED");
      assertThatThrownBy(() -> engine.connections().connect(owner, request))
          .isInstanceOf(ConnectionException.UnknownBroker.class);
    }

    try (var engine = engine(listed)) {
      Await.until(() -> state(engine, connection) == ConnectionState.CONNECTED);
      assertThat(cash(engine, owner)).isEqualTo("42");
    }
  }

  @Test
  void aConnectionOfALostPluginCanBeEnded() {
    var listed = Set.of(JarForge.tiny().write(folder.resolve("tiny.jar")));
    var request = new ConnectRequest(TINY, null, null, Map.of("word", Secret.of("open")), null);

    ConnectionView connection;
    Owner owner;
    try (var engine = engine(listed)) {
      var user = engine.identity().seedDemo();
      owner = new Owner(user.tenant(), user.id());
      connection = engine.connections().connect(owner, request).connection();
    }
    try (var engine = engine(Set.of())) {
      engine.connections().disconnect(owner, connection.id(), false);

      assertThat(engine.connections().list(owner)).isEmpty();
    }
  }

  private static Caller caller(Owner owner) {
    return new Caller(owner.tenant(), owner.user(), "user:" + owner.user(), "test");
  }

  private static PlaceOrder order(Engine engine, ConnectionView connection) {
    var account = engine.accounts().ofConnection(connection.id()).getFirst().account();
    var spec =
        OrderSpec.simple(
            Instrument.Equity.us("AAPL"),
            Side.BUY,
            OrderQuantity.units("1"),
            OrderTerms.limit("1", TimeInForce.DAY));
    return new PlaceOrder("lost", account, spec, null);
  }

  private static ConnectionState state(Engine engine, ConnectionView connection) {
    return engine.connections().state(connection.id());
  }

  private static String cash(Engine engine, Owner owner) {
    var balance = engine.accounts().views(owner).getFirst().balance().balance();
    BigDecimal cash = balance == null ? null : balance.cash();
    return cash == null ? "" : Objects.requireNonNull(cash).toPlainString();
  }
}
