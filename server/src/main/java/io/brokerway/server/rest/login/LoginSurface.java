package io.brokerway.server.rest.login;

import java.util.List;

/** The way back from brokers' login pages as a whole. */
public final class LoginSurface {
  private LoginSurface() {}

  /** The classes that hold its routes. */
  public static List<Class<?>> routes() {
    return List.of(CallbackRoutes.class);
  }
}
