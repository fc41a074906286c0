package io.brokerway.examples;

import static io.brokerway.broker.order.OrderQuantity.units;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.login.Secret;
import io.brokerway.broker.order.*;
import io.brokerway.engine.Engine;
import io.brokerway.engine.EngineConfig;
import io.brokerway.engine.connections.ConnectRequest;
import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.orders.*;
import java.nio.file.Path;
import java.time.*;
import java.util.Map;

/** Opens a paper account and buys ten shares of Apple. */
public final class PlacePaperOrder {
  public static void main(String[] args) {
    try (var engine = Engine.open(EngineConfig.embedded(Path.of(args[0]), Clock.systemUTC()))) {
      engine.start();
      var user = engine.identity().seedDemo();
      var owner = new Owner(user.tenant(), user.id());
      var login = Map.of("initial_balance", Secret.of("25000"));
      var paper = new ConnectRequest(new BrokerId("paper"), null, null, login, null);
      var connection = engine.connections().connect(owner, paper).connection();
      engine.sync().sync(connection.id());
      var account = engine.accounts().ofConnection(connection.id()).getFirst();
      var caller = new Caller(user.tenant(), user.id(), "user:" + user.id(), "example");
      var market = OrderTerms.market(TimeInForce.DAY);
      var spec = OrderSpec.simple(Instrument.Equity.us("AAPL"), Side.BUY, units("10"), market);
      var request = new PlaceOrder("my-first-order", account.account(), spec, null);
      var placed = engine.orders().place(caller, request).order();
      var order = engine.orders().await(caller, placed.id(), Duration.ofSeconds(10));
      System.out.println(order.state() + " " + order.cumulativeQuantity() + " AAPL");
    }
  }
}
