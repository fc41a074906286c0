package io.brokerway.server.rest.v1;

import io.brokerway.engine.connections.Applications.InForce;
import io.brokerway.engine.connections.Applications.Source;

/**
 * The application by which a broker knows the users of the caller's application.
 *
 * @param source {@code TENANT} for one of its own, {@code INSTALL} for that of this gateway, {@code
 *     NONE} if there is none: logins that need one are refused
 */
record BrokerApplicationResource(String brokerId, Source source) {
  static BrokerApplicationResource of(InForce inForce) {
    return new BrokerApplicationResource(inForce.broker().value(), inForce.source());
  }
}
