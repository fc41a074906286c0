package io.brokerway.server.admin;

import io.brokerway.engine.Engine;
import java.io.PrintWriter;

/** Destroys an application's own registration at a broker. */
final class RemoveApplication implements AdminTask.Work {

  @Override
  public void run(Engine engine, Arguments arguments, PrintWriter out) {
    var tenant = BrokerApplications.tenant(engine, arguments);
    var broker = BrokerApplications.broker(engine, arguments);
    var now =
        engine
            .connections()
            .applications()
            .remove(tenant, broker, AdminTask.ACTOR)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "%s has no application of its own at %s".formatted(tenant, broker)));
    out.printf("It is destroyed; at %s there is now: %s.%n", broker, now.source());
  }
}
