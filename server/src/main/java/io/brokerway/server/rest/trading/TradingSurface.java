package io.brokerway.server.rest.trading;

import java.util.List;

/** Surface 4 as a whole. */
public final class TradingSurface {
  private TradingSurface() {}

  /** The classes that hold its routes. */
  public static List<Class<?>> routes() {
    return List.of(TradingUserRoutes.class, TradingOrderRoutes.class);
  }
}
