package io.brokerway.simulators;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the broker of a call, has it answered and spoils the answer where a fault waits. */
final class CallHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(CallHandler.class);
  private static final int MAX_BODY_BYTES = 1_048_576;
  private static final long MOST_RUN_OUT_BYTES = 8L * MAX_BODY_BYTES;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final SimulatorClock clock;
  private final Map<String, BrokerSimulator> brokers = new LinkedHashMap<>();
  private final Faults faults;
  private final ReplyWriter writer;
  private final ControlApi control;

  CallHandler(
      SimulatorClock clock, List<BrokerSimulator> brokers, Faults faults, ReplyWriter writer) {
    this.clock = clock;
    this.faults = faults;
    this.writer = writer;
    brokers.forEach(broker -> this.brokers.put(broker.prefix(), broker));
    this.control = new ControlApi(clock, faults, this.brokers);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    var path = URIUtil.decodePath(request.getHttpURI().getCanonicalPath());
    var end = path.indexOf('/', 1);
    var prefix = end < 0 ? path.substring(Math.min(1, path.length())) : path.substring(1, end);
    var body = readBody(request);
    response.getHeaders().put(HttpHeader.DATE, DATE.format(clock.instant()));
    if (body == null) {
      writer.write(HttpReply.empty(413), response, callback);
      return true;
    }
    var call =
        new HttpCall(
            request.getMethod().toUpperCase(Locale.ROOT),
            end < 0 ? "/" : path.substring(end),
            request.getHttpURI().getPath(),
            query(request),
            request.getHeaders(),
            body);
    answer(prefix, call, new ReplyWriter.Exchange(request, response, callback));
    return true;
  }

  private void answer(String prefix, HttpCall call, ReplyWriter.Exchange exchange)
      throws IOException {
    if (prefix.equals("control")) {
      var reply = Loopback.allows(exchange.request()) ? control.answer(call) : HttpReply.empty(403);
      writer.write(reply, exchange.response(), exchange.callback());
      return;
    }
    var broker = brokers.get(prefix);
    if (broker == null) {
      writer.write(
          HttpReply.json(
              404, Map.of("message", "no broker is simulated here", "brokers", brokers.keySet())),
          exchange.response(),
          exchange.callback());
      return;
    }
    var fault = faults.take(prefix, call).orElse(null);
    if (fault == null) {
      writer.write(safely(call, broker::answer), exchange.response(), exchange.callback());
      return;
    }
    LOG.info("fault on {} {} {}: {}", prefix, call.method(), call.path(), fault.answer());
    spoil(fault, broker, call, exchange);
  }

  private void spoil(
      Fault fault, BrokerSimulator broker, HttpCall call, ReplyWriter.Exchange exchange)
      throws IOException {
    writer.hold(fault.before());
    var reply =
        switch (fault.answer()) {
          case Answer.RateLimit limited -> {
            if (fault.accepts()) {
              safely(call, broker::answer);
            }
            yield broker.rateLimited();
          }
          case Answer other -> safely(call, fault.accepts() ? broker::answer : broker::pretend);
        };
    writer.hold(fault.after());
    writer.spoiled(fault.answer(), reply, exchange);
  }

  private static HttpReply safely(HttpCall call, Function<HttpCall, HttpReply> answering) {
    try {
      return answering.apply(call);
    } catch (RuntimeException e) {
      LOG.error("{} {} failed in the simulator", call.method(), call.path(), e);
      return HttpReply.json(500, Map.of("message", "the simulator failed: " + e));
    }
  }

  private static byte @org.jspecify.annotations.Nullable [] readBody(Request request)
      throws IOException {
    try (var in = Content.Source.asInputStream(request)) {
      var body = in.readNBytes(MAX_BODY_BYTES + 1);
      if (body.length <= MAX_BODY_BYTES) {
        return body;
      }
      // A connection that is closed on unread bytes takes the answer with it.
      in.skip(MOST_RUN_OUT_BYTES);
      return null;
    }
  }

  /** A handshake as a call: it has no body. */
  static HttpCall handshake(Request request) {
    return new HttpCall("GET", "/", "/", query(request), request.getHeaders(), new byte[0]);
  }

  private static Map<String, List<String>> query(Request request) {
    var query = new LinkedHashMap<String, List<String>>();
    Request.extractQueryParameters(request, StandardCharsets.UTF_8)
        .forEach(field -> query.put(field.getName(), List.copyOf(field.getValues())));
    return query;
  }
}
