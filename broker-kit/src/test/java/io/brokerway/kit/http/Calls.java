package io.brokerway.kit.http;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.RateBudget;
import io.brokerway.kit.TestContext;
import io.brokerway.kit.egress.EgressPolicy;
import io.brokerway.kit.pacing.Pacing;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Clients for tests. */
final class Calls {
  static final BrokerId BROKER = new BrokerId("acme");

  private Calls() {}

  static BrokerHttp client(TestContext context, URI... allowed) {
    return client(context, HttpPolicy.DEFAULT.withRequestIdHeader("X-Request-ID"), allowed);
  }

  static BrokerHttp client(TestContext context, HttpPolicy policy, URI... allowed) {
    var egress = EgressPolicy.NOWHERE;
    for (var uri : allowed) {
      egress = egress.withConfigured(uri);
    }
    return client(context, policy, egress);
  }

  static BrokerHttp client(TestContext context, HttpPolicy policy, EgressPolicy egress) {
    var budget = RateBudget.of("trading", RateBudget.Scope.ACCOUNT, 1000, Duration.ofMinutes(1));
    return BrokerHttp.open(BROKER, policy, egress, Pacing.of(List.of(budget)), context);
  }
}
