package io.brokerway.server.http;

import io.brokerway.server.rest.ProblemWriter;
import io.brokerway.server.rest.RepliedHook;
import io.brokerway.server.security.Door;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.Slf4jRequestLogWriter;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;

/** The HTTP server itself: Jetty, one virtual thread for each request. */
@Configuration(proxyBeanMethods = false)
class JettyConfiguration {
  /** Requests that may run at once; more wait for their turn. */
  private static final int MAX_RUNNING = 10_000;

  private static final int MAX_HEADERS = 16 * 1024;

  @Bean
  JettyServletWebServerFactory webServerFactory(HttpConfig config, ProblemWriter problems)
      throws UnknownHostException {
    var factory = new JettyServletWebServerFactory();
    factory.setAddress(InetAddress.getByName(config.host()));
    factory.setPort(config.port());
    factory.setShutdown(Shutdown.GRACEFUL);
    factory.setThreadPool(new VirtualThreadPool(MAX_RUNNING));
    factory.getSettings().setRegisterDefaultServlet(false);
    factory.addServerCustomizers(server -> customize(server, config, problems));
    return factory;
  }

  @Bean
  FilterRegistrationBean<Filter> doorFilter(Door door) {
    return filter(door, 0);
  }

  /** Before all others: what the door refuses is counted, too. */
  @Bean
  FilterRegistrationBean<Filter> metersFilter(RequestMeters meters) {
    return filter(meters, -2);
  }

  @Bean
  FilterRegistrationBean<Filter> repliedFilter() {
    var filter = filter(new RepliedHook(), -1);
    filter.setEnabled(System.getProperty("brokerway.kill") != null);
    return filter;
  }

  /** How long a stop waits for running requests. */
  @Bean
  DefaultLifecycleProcessor lifecycleProcessor() {
    var processor = new DefaultLifecycleProcessor();
    processor.setTimeoutPerShutdownPhase(HttpConfig.GRACE.toMillis());
    return processor;
  }

  private static FilterRegistrationBean<Filter> filter(Filter filter, int order) {
    var registration = new FilterRegistrationBean<>(filter);
    registration.setOrder(order);
    registration.setUrlPatterns(Set.of("/*"));
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    return registration;
  }

  private static void customize(Server server, HttpConfig config, ProblemWriter problems) {
    server.setErrorHandler(new JettyProblems(problems));
    for (var connector : server.getConnectors()) {
      var http = connector.getConnectionFactory(HttpConnectionFactory.class);
      if (http != null) {
        var settings = http.getHttpConfiguration();
        settings.setSendServerVersion(false);
        settings.setRequestHeaderSize(MAX_HEADERS);
      }
    }
    if (config.accessLog()) {
      server.setRequestLog(
          new CustomRequestLog(
              new Slf4jRequestLogWriter(),
              "%{client}a \"%m %U\" %s %O %{ms}T \"%{X-Request-Id}o\""));
    }
  }
}
