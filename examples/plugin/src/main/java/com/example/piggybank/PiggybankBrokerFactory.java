package com.example.piggybank;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.BrokerProfile;
import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.RateBudget;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.login.Login;
import io.brokerway.broker.order.FillIdentity;
import io.brokerway.kit.egress.EgressPolicy;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.http.HttpPolicy;
import io.brokerway.kit.pacing.Pacing;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The door to Piggybank. */
public final class PiggybankBrokerFactory implements BrokerFactory, AutoCloseable {
  static final BrokerId ID = new BrokerId("piggybank");
  static final RateBudget BUDGET =
      RateBudget.of("calls", RateBudget.Scope.CONNECTION, 600, Duration.ofMinutes(1));

  private static final Duration OVERLAP = Duration.ofDays(1);
  private static final Capabilities CAPABILITIES =
      new Capabilities(
          Set.of(AssetClass.EQUITY),
          List.of(),
          Set.of(),
          Set.of(),
          null,
          FillIdentity.EXECUTION_ID,
          Capabilities.Lane.ACCOUNT,
          Capabilities.Ownership.SHARED,
          Set.of(),
          Capabilities.MarketData.NONE,
          new Capabilities.History(null, null, OVERLAP),
          List.of(BUDGET),
          Set.of());

  private final Map<BrokerSettings, PiggybankClient> shared = new ConcurrentHashMap<>();

  @Override
  public BrokerProfile profile() {
    return new BrokerProfile(
        ID,
        "Piggybank",
        URI.create("https://piggybank.example/developers"),
        List.of(PiggybankLogin.TOKEN),
        CAPABILITIES,
        PiggybankConfig.SETTINGS);
  }

  static Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Login login(BrokerContext context) {
    return new PiggybankLogin(client(context));
  }

  @Override
  public Broker connect(BrokerSession session, BrokerContext context) {
    return new PiggybankBroker(client(context), session);
  }

  private PiggybankClient client(BrokerContext context) {
    return shared.computeIfAbsent(context.settings(), settings -> open(settings, context));
  }

  private static PiggybankClient open(BrokerSettings settings, BrokerContext context) {
    var config = PiggybankConfig.from(settings);
    var egress =
        EgressPolicy.NOWHERE.withBase(
            settings, PiggybankConfig.BASE_URL, PiggybankConfig.DEFAULT_BASE_URL);
    var http = BrokerHttp.open(ID, HttpPolicy.DEFAULT, egress, Pacing.of(List.of(BUDGET)), context);
    return new PiggybankClient(http, config);
  }

  @Override
  public void close() {
    shared.values().forEach(PiggybankClient::close);
  }
}
