package io.brokerway.server.admin;

import io.brokerway.broker.BrokerId;
import io.brokerway.engine.Engine;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.storage.TenantId;
import java.io.PrintWriter;
import java.util.function.Supplier;

/** Lists by whose application each broker knows an application's users. */
final class BrokerApplications implements AdminTask.Work {

  @Override
  public void run(Engine engine, Arguments arguments, PrintWriter out) {
    var tenant = tenant(engine, arguments);
    out.printf("%-16s  %s%n", "BROKER", "APPLICATION");
    engine
        .connections()
        .applications()
        .list(tenant)
        .forEach(one -> out.printf("%-16s  %s%n", one.broker(), one.source()));
  }

  static TenantId tenant(Engine engine, Arguments arguments) {
    var tenant = new TenantId(arguments.required("tenant"));
    if (engine.identity().findTenant(tenant).isEmpty()) {
      throw new IllegalArgumentException("there is no application %s".formatted(tenant));
    }
    return tenant;
  }

  static BrokerId broker(Engine engine, Arguments arguments) {
    return told(() -> engine.connections().brokers().parse(arguments.required("broker")));
  }

  /** What is wrong with a request is wrong with an argument here. */
  static <T> T told(Supplier<T> work) {
    try {
      return work.get();
    } catch (ConnectionException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
