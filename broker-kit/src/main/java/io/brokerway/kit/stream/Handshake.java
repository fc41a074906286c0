package io.brokerway.kit.stream;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.CallRecord;
import io.brokerway.kit.egress.EgressPolicy;
import io.brokerway.kit.egress.EgressRefused;
import io.brokerway.kit.http.HttpHeader;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the connections of one session, one at a time, each checked and recorded. */
final class Handshake {
  private static final int SWITCHING_PROTOCOLS = 101;

  private final BrokerId broker;
  private final WebSocketTarget target;
  private final Duration within;
  private final EgressPolicy egress;
  private final HttpClient http;
  private final Clock clock;
  private final Consumer<CallRecord> records;
  private volatile @Nullable CompletableFuture<WebSocket> underWay;

  Handshake(
      BrokerId broker,
      WebSocketTarget target,
      Duration within,
      EgressPolicy egress,
      HttpClient http,
      Clock clock,
      Consumer<CallRecord> records) {
    this.broker = broker;
    this.target = target;
    this.within = within;
    this.egress = egress;
    this.http = http;
    this.clock = clock;
    this.records = records;
  }

  sealed interface Result {}

  record Open() implements Result {}

  /** The broker answered with a status instead. */
  record Refused(int status) implements Result {}

  record Failed(String why) implements Result {}

  Result connect(Line line) {
    var startedAt = clock.instant();
    var startedNanos = System.nanoTime();
    var result = tryToConnect(line);
    record(result, startedAt, Duration.ofNanos(System.nanoTime() - startedNanos));
    return result;
  }

  private Result tryToConnect(Line line) {
    try {
      var uri = target.uri();
      var checked = checked(uri);
      var builder = http.newWebSocketBuilder().connectTimeout(within);
      target.headers().get().forEach(header -> builder.header(header.name(), header.reveal()));
      return await(builder.buildAsync(checked, line));
    } catch (EgressRefused e) {
      return new Failed("not allowed to connect: " + e.getMessage());
    } catch (UnknownHostException e) {
      return new Failed("the name did not resolve");
    } catch (HttpHeader.Unusable e) {
      return new Failed("no request can be made: " + e.getMessage());
    } catch (RuntimeException e) {
      return new Failed("no request can be made: " + e.getClass().getSimpleName());
    }
  }

  /**
   * The address to connect to. The JDK's client looks a name up once more, so without TLS, which
   * would refuse whoever else answers then, it is given the checked address instead of the name.
   */
  private URI checked(URI uri) throws EgressRefused, UnknownHostException {
    egress.check(uri);
    var encrypted = "wss".equalsIgnoreCase(uri.getScheme());
    var port = uri.getPort() >= 0 ? uri.getPort() : encrypted ? 443 : 80;
    var addresses = egress.resolve(uri.getHost(), port);
    if (addresses.isEmpty()) {
      throw new UnknownHostException(uri.getHost());
    }
    return encrypted ? uri : at(addresses.getFirst(), port, uri);
  }

  private static URI at(InetAddress address, int port, URI uri) {
    var literal = address.getHostAddress();
    var host = address instanceof Inet6Address ? "[" + literal + "]" : literal;
    var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return URI.create("ws://%s:%d%s%s".formatted(host, port, uri.getRawPath(), query));
  }

  private Result await(CompletableFuture<WebSocket> connecting) {
    underWay = connecting;
    try {
      // Even if it is closed by now: what came before is still to be delivered.
      var _ = connecting.get(within.toNanos(), TimeUnit.NANOSECONDS);
      return new Open();
    } catch (TimeoutException e) {
      connecting.cancel(true);
      return new Failed("no connection within " + within);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      connecting.cancel(true);
      return new Failed("interrupted");
    } catch (CancellationException e) {
      return new Failed("closed");
    } catch (ExecutionException e) {
      return e.getCause() instanceof WebSocketHandshakeException refused
          ? new Refused(refused.getResponse().statusCode())
          : new Failed("could not connect: " + kind(e.getCause()));
    } finally {
      underWay = null;
    }
  }

  /** Ends a handshake under way. */
  void stop() {
    var connecting = underWay;
    if (connecting != null) {
      connecting.cancel(true);
    }
  }

  private static String kind(@Nullable Throwable e) {
    return e == null ? "unknown" : e.getClass().getSimpleName();
  }

  private void record(Result result, Instant startedAt, Duration took) {
    var uri = target.uri();
    records.accept(
        new CallRecord(
            broker,
            target.connection(),
            "openStream",
            false,
            "GET " + uri.getRawAuthority() + uri.getRawPath(),
            switch (result) {
              case Open open -> SWITCHING_PROTOCOLS;
              case Refused refused -> refused.status();
              case Failed failed -> 0;
            },
            switch (result) {
              case Open open -> "ok";
              case Refused refused -> "http " + refused.status();
              case Failed failed -> failed.why();
            },
            "",
            startedAt,
            took,
            0,
            0));
  }

  WebSocketTarget target() {
    return target;
  }
}
