package io.brokerway.server.http;

import io.brokerway.engine.Engine;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.events.EventLog;
import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.market.Market;
import io.brokerway.engine.orders.OrderDesk;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.engine.portfolio.Portfolio;
import io.brokerway.engine.portfolio.RequestedSyncs;
import io.brokerway.engine.portfolio.Sync;
import io.brokerway.server.json.JsonOutput;
import io.brokerway.server.ops.Health;
import io.brokerway.server.ops.OperationRoutes;
import io.brokerway.server.rest.IdempotencyKeys;
import io.brokerway.server.rest.ProblemWriter;
import io.brokerway.server.rest.integrations.IntegrationErrors;
import io.brokerway.server.rest.trading.OrderOwners;
import io.brokerway.server.rest.trading.PaperAccounts;
import io.brokerway.server.security.ActingUsers;
import io.brokerway.server.security.Door;
import io.brokerway.server.security.DoorConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Registers what the routes are given: the engine's parts and the door's own. */
final class Beans {
  private final GenericApplicationContext context;

  Beans(GenericApplicationContext context) {
    this.context = context;
  }

  void register(Engine engine, HttpConfig config, PrometheusMeterRegistry metrics) {
    registerEngine(engine);
    var clock = engine.database().clock();
    var json = JsonOutput.mapper();
    var problems = new ProblemWriter(json, List.of(new IntegrationErrors(clock)));
    add(JsonMapper.class, json);
    add(ProblemWriter.class, problems);
    add(HttpConfig.class, config);
    add(DoorConfig.class, config.door());
    add(RequestMeters.class, new RequestMeters(metrics));
    add(Door.class, new Door(engine.identity(), config.door(), problems));
    add(ActingUsers.class, new ActingUsers(engine.identity(), engine.eventFeed()));
    add(IdempotencyKeys.class, new IdempotencyKeys(engine.database().ids()));
    add(OrderOwners.class, new OrderOwners(engine.orders()));
    add(
        PaperAccounts.class,
        new PaperAccounts(
            engine.connections(), engine.accounts(), engine.portfolio(), engine.sync()));
    var health =
        new Health(engine.database(), engine.connections(), engine.plugins(), engine::queue);
    add(OperationRoutes.class, new OperationRoutes(health, engine::queue, metrics));
  }

  private void registerEngine(Engine engine) {
    add(Identity.class, engine.identity());
    add(Connections.class, engine.connections());
    add(Accounts.class, engine.accounts());
    add(Portfolio.class, engine.portfolio());
    add(Sync.class, engine.sync());
    add(RequestedSyncs.class, engine.requestedSyncs());
    add(Market.class, engine.market());
    add(OrderDesk.class, engine.orders());
    add(EventLog.class, engine.events());
    add(Clock.class, engine.database().clock());
  }

  /** Spring closes none of them: the engine ends its parts itself, in its own order. */
  private <T> void add(Class<T> type, T bean) {
    context.registerBean(type, () -> bean, definition -> definition.setDestroyMethodName(""));
  }
}
