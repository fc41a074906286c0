package io.brokerway.server.rest.integrations;

import java.util.List;

/** Surface 3 as a whole. */
public final class IntegrationsSurface {
  static final String ROOT = "/brokerage_integrations";

  private IntegrationsSurface() {}

  /** The classes that hold its routes. */
  public static List<Class<?>> routes() {
    return List.of(BrokerageRoutes.class, BrokerageAccountRoutes.class);
  }
}
