package io.brokerway.server.rest.router;

import java.util.List;

/** Surface 1 as a whole. */
public final class RouterSurface {
  static final String ROOT = "/api/v1/broker";

  private RouterSurface() {}

  /** The classes that hold its routes. */
  public static List<Class<?>> routes() {
    return List.of(RouterAccountRoutes.class, RouterOrderRoutes.class);
  }
}
