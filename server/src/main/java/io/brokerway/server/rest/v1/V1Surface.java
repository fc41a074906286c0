package io.brokerway.server.rest.v1;

import java.util.List;

/** The canonical API as a whole. */
public final class V1Surface {
  private V1Surface() {}

  /** The classes that hold its routes. */
  public static List<Class<?>> routes() {
    return List.of(
        BrokerRoutes.class,
        ConnectionRoutes.class,
        AccountRoutes.class,
        OrderRoutes.class,
        CloseRoutes.class,
        MarketRoutes.class,
        UserRoutes.class,
        ApiKeyRoutes.class,
        MeRoutes.class,
        EventRoutes.class,
        BrokerApplicationRoutes.class);
  }
}
