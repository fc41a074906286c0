package io.brokerway.kit.http;

import io.brokerway.broker.KillPoint;
import io.brokerway.broker.order.Attempt.SendRefused;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.http.HttpOutcome.Lost;
import io.brokerway.kit.http.HttpOutcome.NotSent;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One call under way. It is made on a thread of its own, so that whoever waits for it is free at
 * the deadline, whatever the call hangs in: the pool, the name service, a handshake, a trickling
 * reply.
 */
final class RunningCall {
  private final CloseableHttpClient client;
  private final HttpPolicy policy;
  private final Clock clock;

  RunningCall(CloseableHttpClient client, HttpPolicy policy, Clock clock) {
    this.client = client;
    this.policy = policy;
    this.clock = clock;
  }

  HttpOutcome make(HttpCall call) {
    HttpUriRequestBase request;
    try {
      request = request(call);
    } catch (HttpHeader.Unusable e) {
      return new NotSent(NotSent.Reason.REQUEST, Words.of(e), Duration.ZERO);
    } catch (RuntimeException e) {
      return new NotSent(
          NotSent.Reason.REQUEST, "no request can be made of it: " + Words.kind(e), Duration.ZERO);
    }
    var exchange = new Exchange(call.attempt());
    var result = new CompletableFuture<HttpOutcome>();
    var worker =
        Thread.ofVirtual()
            .name("call-" + call.operation())
            .start(() -> result.complete(perform(call, request, exchange)));
    return await(call, exchange, result, () -> stop(request, worker));
  }

  private static HttpOutcome await(
      HttpCall call, Exchange exchange, CompletableFuture<HttpOutcome> result, Runnable stop) {
    try {
      return result.get(call.deadline().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return exchange.giveUp(stop)
          ? new Lost(Lost.Cause.TIMEOUT, "no whole reply within " + call.deadline())
          : new NotSent(
              NotSent.Reason.CONNECT, "no connection within " + call.deadline(), Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return exchange.giveUp(stop)
          ? new Lost(Lost.Cause.STOPPED, "the caller was interrupted")
          : new NotSent(NotSent.Reason.STOPPED, "the caller was interrupted", Duration.ZERO);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a call under way never fails", e);
    }
  }

  private static void stop(HttpUriRequestBase request, Thread worker) {
    request.cancel();
    // Ends what the client's own cancelling does not reach: a connect or handshake under way.
    worker.interrupt();
  }

  private HttpOutcome perform(HttpCall call, HttpUriRequestBase request, Exchange exchange) {
    var context = HttpClientContext.create();
    context.setAttribute(Exchange.ATTRIBUTE, exchange);
    var startedAt = clock.instant();
    var startedNanos = System.nanoTime();
    try {
      return client.execute(
          request, context, response -> answered(call, request, response, startedAt, startedNanos));
    } catch (IOException | RuntimeException e) {
      return exchange.isSending() ? lost(e) : notSent(e);
    } catch (Error e) {
      // Out of memory, most likely: the waiting thread must still learn what it can rely on.
      return exchange.isSending()
          ? new Lost(Lost.Cause.UNREADABLE, Words.kind(e))
          : new NotSent(NotSent.Reason.STOPPED, Words.kind(e), Duration.ZERO);
    }
  }

  private Answered answered(
      HttpCall call,
      HttpUriRequestBase request,
      ClassicHttpResponse response,
      Instant startedAt,
      long startedNanos)
      throws IOException {
    var limit = call.replyLimit() == 0 ? policy.replyLimit() : call.replyLimit();
    try {
      var body = ReplyBody.read(response.getEntity(), limit);
      var headers = new HashMap<String, String>();
      for (var header : response.getHeaders()) {
        headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), text(header.getValue()));
      }
      var date = RetryAfter.date(headers.getOrDefault("date", "")).orElse(null);
      var took = Duration.ofNanos(System.nanoTime() - startedNanos);
      return new Answered(response.getCode(), headers, body, startedAt, date, took);
    } catch (IOException e) {
      // Closes the connection at once: left alone, the client would read the rest of the reply.
      request.cancel();
      throw e;
    }
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static NotSent notSent(Exception e) {
    if (e instanceof SendRefused) {
      return new NotSent(NotSent.Reason.SEND_REFUSED, Words.of(e), Duration.ZERO);
    }
    if (e instanceof CheckedResolver.RefusedHost) {
      return new NotSent(NotSent.Reason.EGRESS, Words.of(e), Duration.ZERO);
    }
    // Whatever else keeps an attempt from saying yes comes as some runtime exception of its own.
    var reason =
        e instanceof RuntimeException ? NotSent.Reason.SEND_REFUSED : NotSent.Reason.CONNECT;
    return new NotSent(reason, Words.kind(e), Duration.ZERO);
  }

  private static Lost lost(Exception e) {
    var cause =
        switch (e) {
          case ReplyBody.TooLarge tooLarge -> Lost.Cause.TOO_LARGE;
          case ReplyBody.Unreadable unreadable -> Lost.Cause.UNREADABLE;
          case ZipException broken -> Lost.Cause.UNREADABLE;
          case ClientProtocolException broken -> Lost.Cause.UNREADABLE;
          default -> Lost.Cause.CONNECTION;
        };
    return new Lost(cause, Words.kind(e));
  }

  /**
   * The request of a reply that does not end: plain bytes, silent for no longer than the deadline.
   */
  static HttpUriRequestBase streaming(HttpCall call) {
    var request = request(call);
    request.setConfig(
        RequestConfig.copy(request.getConfig())
            .setResponseTimeout(Timeout.of(call.deadline()))
            .build());
    request.setHeader("Accept-Encoding", "identity");
    request.setHeader("Accept", "text/event-stream");
    return request;
  }

  private static HttpUriRequestBase request(HttpCall call) {
    var request = new HttpUriRequestBase(call.method(), call.uri());
    request.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(call.deadline()))
            .setRedirectsEnabled(false)
            .setAuthenticationEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .build());
    request.setHeader("Accept-Encoding", "gzip");
    call.headers().forEach(header -> request.addHeader(header.name(), header.reveal()));
    var body = call.body();
    if (body != null) {
      var type = call.contentType().isEmpty() ? null : ContentType.parse(call.contentType());
      request.setEntity(
          body.length > 0 && call.attempt() != null && KillPoint.K6.isArmed()
              ? new Halved.Body(body, type)
              : new ByteArrayEntity(body, type));
    }
    return request;
  }
}
