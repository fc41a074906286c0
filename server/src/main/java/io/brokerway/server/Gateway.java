package io.brokerway.server;

import io.brokerway.engine.Engine;
import io.brokerway.engine.connections.Brokers;
import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.identity.KeyKind;
import io.brokerway.engine.identity.Principal;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.plugins.Plugins;
import io.brokerway.server.admin.ControlSocket;
import io.brokerway.server.admin.FirstKey;
import io.brokerway.server.http.HttpConfig;
import io.brokerway.server.http.HttpServer;
import io.brokerway.server.rest.trading.PaperAccounts;
import io.brokerway.server.security.DoorConfig;
import io.brokerway.server.settings.Settings;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A running gateway: the engine behind its HTTP server. */
public final class Gateway implements AutoCloseable {
  private final Settings settings;
  private final EngineHouse house;
  private final HttpServer http;
  private final @Nullable ControlSocket control;
  private final boolean demo;
  private final Optional<String> firstKey;

  private Gateway(
      Settings settings,
      EngineHouse house,
      HttpServer http,
      boolean demo,
      Optional<String> firstKey) {
    this.settings = settings;
    this.house = house;
    this.http = http;
    control = ControlSocket.open(house.engine(), settings.home());
    this.demo = demo;
    this.firstKey = firstKey;
  }

  /** Starts the product with the plugins that its settings name. */
  public static Gateway serve(Settings settings) {
    return serve(settings, adapters(settings));
  }

  /** Starts the product: every request needs a key. */
  public static Gateway serve(Settings settings, Plugins adapters) {
    var house = EngineHouse.open(settings, adapters);
    try {
      house.engine().start();
      var firstKey = FirstKey.makeIfNone(house.engine().identity());
      return new Gateway(settings, house, listen(settings, house, null), false, firstKey);
    } catch (RuntimeException e) {
      house.close();
      throw e;
    }
  }

  /** Starts the demo with the plugins that its settings name. */
  public static Gateway demo(Settings settings) {
    return demo(settings, adapters(settings));
  }

  /**
   * Starts the demo: requests without a key act for the demo's application.
   *
   * @throws IllegalStateException if the address is not one of this machine alone
   */
  public static Gateway demo(Settings settings, Plugins adapters) {
    requireLoopback(settings.host());
    var house = EngineHouse.open(settings, adapters);
    try {
      house.engine().start();
      seed(house.engine());
      var http = listen(settings, house, demoPrincipal());
      return new Gateway(settings, house, http, true, Optional.empty());
    } catch (RuntimeException e) {
      house.close();
      throw e;
    }
  }

  /** The port that it listens on. */
  public int port() {
    return http.port();
  }

  /** The engine behind it, for tools in the same process. */
  public Engine engine() {
    return house.engine();
  }

  /** The admin key that this first start made; empty at every later one. */
  public Optional<String> firstKey() {
    return firstKey;
  }

  /** Tells whoever started it where it is. */
  void announce(PrintStream out) {
    out.printf("Brokerway listens on http://%s:%d%n", settings.host(), port());
    if (demo) {
      out.println(
          "DEMO: open without credentials, for programs and pages of this machine only. Not for"
              + " real accounts.");
    }
    firstKey.ifPresent(key ->
        out.printf(
            "%nThe admin key of this install, shown this once:%n%n  %s%n%n"
                + "Send it in the X-API-Key header; make further keys with POST"
                + " /api/v1/api-keys.%n",
            key));
    out.flush();
  }

  /** Takes no new request, lets the running ones end, and stops the engine: within 10 seconds. */
  @Override
  public void close() {
    http.close();
    if (control != null) {
      control.close();
    }
    house.close();
  }

  private static Plugins adapters(Settings settings) {
    return Plugins.load(settings.plugins(), Brokers.onClassPath());
  }

  private static HttpServer listen(Settings settings, EngineHouse house, @Nullable Principal demo) {
    var door =
        new DoorConfig(
            demo, settings.requestsPerMinuteUser(), settings.requestsPerMinuteApplication());
    var config = new HttpConfig(settings.host(), settings.port(), settings.accessLog(), door);
    return HttpServer.start(house.engine(), config, house.metrics());
  }

  private static void seed(Engine engine) {
    var user = engine.identity().seedDemo();
    var paper =
        new PaperAccounts(
            engine.connections(), engine.accounts(), engine.portfolio(), engine.sync());
    var owner = new Owner(user.tenant(), user.id());
    if (paper.find(owner).isEmpty()) {
      paper.open(owner, null);
    }
  }

  private static Principal demoPrincipal() {
    return new Principal(
        Identity.DEMO_TENANT, null, EnumSet.allOf(Scope.class), KeyKind.APPLICATION, "demo");
  }

  private static void requireLoopback(String host) {
    try {
      if (!InetAddress.getByName(host).isLoopbackAddress()) {
        throw new IllegalStateException(
            "The demo is open to whoever reaches it, so it listens on a loopback address only, not"
                + " on %s. Use serve, which demands credentials.".formatted(host));
      }
    } catch (UnknownHostException e) {
      throw new IllegalStateException("The address %s is not known".formatted(host), e);
    }
  }
}
