package io.brokerway.server.http;

import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.events.EventFeed;
import io.brokerway.engine.events.EventLog;
import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.market.Market;
import io.brokerway.engine.orders.OrderDesk;
import io.brokerway.engine.orders.QueueStatus;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.engine.portfolio.Portfolio;
import io.brokerway.engine.portfolio.Sync;
import io.brokerway.engine.storage.Database;
import java.util.function.Supplier;

/** What the routes use of the engine. */
public record Parts(
    Database database,
    EventLog events,
    EventFeed feed,
    Identity identity,
    Connections connections,
    Accounts accounts,
    Portfolio portfolio,
    Sync sync,
    Market market,
    OrderDesk orders,
    Supplier<QueueStatus> queue) {}
