package io.brokerway.server.rest.brokers;

import java.util.List;

/** Surface 2 as a whole. */
public final class BrokersSurface {
  private BrokersSurface() {}

  /** The classes that hold its routes. */
  public static List<Class<?>> routes() {
    return List.of(BrokerConnectionRoutes.class);
  }
}
