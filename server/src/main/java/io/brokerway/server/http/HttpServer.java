package io.brokerway.server.http;

import io.brokerway.engine.Engine;
import io.brokerway.server.ops.DocsRoutes;
import io.brokerway.server.page.PageRoutes;
import io.brokerway.server.rest.brokers.BrokersSurface;
import io.brokerway.server.rest.integrations.IntegrationsSurface;
import io.brokerway.server.rest.login.LoginSurface;
import io.brokerway.server.rest.router.RouterSurface;
import io.brokerway.server.rest.trading.TradingSurface;
import io.brokerway.server.rest.v1.V1Surface;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

/**
 * The running HTTP server. A plain application context of Spring Boot's, without its
 * auto-configuration: what there is stands in this package, and a start need not look for more.
 */
public final class HttpServer implements AutoCloseable {
  private final AnnotationConfigServletWebServerApplicationContext context;

  private HttpServer(AnnotationConfigServletWebServerApplicationContext context) {
    this.context = context;
  }

  /** Starts; requests are answered when this returns. */
  public static HttpServer start(
      Engine engine, HttpConfig config, PrometheusMeterRegistry metrics) {
    return start(engine, config, metrics, List.of());
  }

  /**
   * Starts with more than the product's own.
   *
   * @param more configurations of tests and tools
   */
  static HttpServer start(
      Engine engine, HttpConfig config, PrometheusMeterRegistry metrics, List<Class<?>> more) {
    var context = new AnnotationConfigServletWebServerApplicationContext();
    new Beans(context).register(engine, config, metrics);
    context.register(
        WebConfiguration.class, JettyConfiguration.class, DocsRoutes.class, PageRoutes.class);
    V1Surface.routes().forEach(context::register);
    RouterSurface.routes().forEach(context::register);
    BrokersSurface.routes().forEach(context::register);
    IntegrationsSurface.routes().forEach(context::register);
    TradingSurface.routes().forEach(context::register);
    LoginSurface.routes().forEach(context::register);
    more.forEach(context::register);
    context.refresh();
    return new HttpServer(context);
  }

  /** The port that it listens on. */
  public int port() {
    var server = context.getWebServer();
    return server == null ? -1 : server.getPort();
  }

  AnnotationConfigServletWebServerApplicationContext context() {
    return context;
  }

  /** Takes no new request, lets the running ones end for a while, and stops. */
  @Override
  public void close() {
    context.close();
  }
}
