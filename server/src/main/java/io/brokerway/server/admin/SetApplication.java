package io.brokerway.server.admin;

import io.brokerway.broker.login.Secret;
import io.brokerway.engine.Engine;
import java.io.PrintWriter;

/** Gives an application a registration of its own at a broker; it is never shown again. */
final class SetApplication implements AdminTask.Work {

  @Override
  public void run(Engine engine, Arguments arguments, PrintWriter out) {
    var tenant = BrokerApplications.tenant(engine, arguments);
    var broker = BrokerApplications.broker(engine, arguments);
    try (var clientId = Secret.of(arguments.required("client-id"));
        var clientSecret = Secret.of(arguments.required("client-secret"))) {
      BrokerApplications.told(() ->
          engine
              .connections()
              .applications()
              .set(tenant, broker, clientId, clientSecret, AdminTask.ACTOR));
    }
    out.printf("%s has its own application at %s.%n", tenant, broker);
  }
}
