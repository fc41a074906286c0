package io.brokerway.kit.http;

import io.brokerway.broker.KillPoint;
import io.brokerway.kit.egress.EgressPolicy;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** How the one HTTP client is set up: it does nothing by itself that a call did not ask for. */
final class Transport {
  private static final int LONGEST_HEAD_LINE = 16 * 1024;
  private static final int MOST_HEADERS = 200;
  private static final int MOST_HOSTS = 8;
  // A connection that rested longer is tried before use, which costs about a millisecond.
  private static final Timeout TRUSTED_WHILE_IDLE = Timeout.ofMilliseconds(250);

  private Transport() {}

  static CloseableHttpClient client(HttpPolicy policy, EgressPolicy egress) {
    return HttpClients.custom()
        .setConnectionManager(connections(policy, egress))
        .setRequestExecutor(new GuardedExecutor())
        .setUserAgent("Brokerway")
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableConnectionState()
        .disableContentCompression()
        .evictIdleConnections(TimeValue.of(policy.idleFor()))
        .build();
  }

  private static PoolingHttpClientConnectionManager connections(
      HttpPolicy policy, EgressPolicy egress) {
    var connectWithin = Timeout.of(policy.connectWithin());
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setConnectionFactory(wire())
        .setDnsResolver(new CheckedResolver(egress))
        .setTlsSocketStrategy(new CheckedTls(egress))
        .setMaxConnPerRoute(policy.connectionsPerHost())
        .setMaxConnTotal(policy.connectionsPerHost() * MOST_HOSTS)
        .setDefaultSocketConfig(
            SocketConfig.custom().setTcpNoDelay(true).setSoTimeout(connectWithin).build())
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connectWithin).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(connectWithin)
                .setSocketTimeout(Timeout.DISABLED)
                .setIdleTimeout(Timeout.of(policy.idleFor()))
                .setValidateAfterInactivity(TRUSTED_WHILE_IDLE)
                .build())
        .build();
  }

  private static ManagedHttpClientConnectionFactory wire() {
    var builder =
        ManagedHttpClientConnectionFactory.builder()
            .http1Config(
                Http1Config.custom()
                    .setMaxLineLength(LONGEST_HEAD_LINE)
                    .setMaxHeaderCount(MOST_HEADERS)
                    .build());
    if (KillPoint.K6.isArmed()) {
      builder.requestWriterFactory(Halved.Head::new);
    }
    return builder.build();
  }
}
