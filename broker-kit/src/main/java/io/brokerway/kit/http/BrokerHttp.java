package io.brokerway.kit.http;

import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.CallRecord;
import io.brokerway.kit.egress.EgressPolicy;
import io.brokerway.kit.egress.EgressRefused;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.http.HttpOutcome.Lost;
import io.brokerway.kit.http.HttpOutcome.NotSent;
import io.brokerway.kit.pacing.Pacing;
import io.brokerway.kit.pacing.Permit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;

/**
 * The one way to call a broker over HTTP. Every call is paced, checked against the egress policy,
 * bounded in time and size, and recorded. Nothing is ever sent twice, no redirect is followed, no
 * cookie is kept, and TLS is always verified.
 *
 * <p>Thread-safe; calls block. One client serves all connections of an adapter.
 */
public final class BrokerHttp implements AutoCloseable {
  private static final int LONGEST_REQUEST_ID = 128;
  private static final int OK = 200;
  private static final int TOO_MANY_REQUESTS = 429;

  private final BrokerId broker;
  private final HttpPolicy policy;
  private final EgressPolicy egress;
  private final Pacing pacing;
  private final Clock clock;
  private final Consumer<CallRecord> records;
  private final CloseableHttpClient client;

  private BrokerHttp(
      BrokerId broker,
      HttpPolicy policy,
      EgressPolicy egress,
      Pacing pacing,
      BrokerContext context) {
    this.broker = broker;
    this.policy = policy;
    this.egress = egress;
    this.pacing = pacing;
    this.clock = context.clock();
    this.records = context.calls();
    this.client = Transport.client(policy, egress);
  }

  /** Opens a client; it connects when it is first used. */
  public static BrokerHttp open(
      BrokerId broker,
      HttpPolicy policy,
      EgressPolicy egress,
      Pacing pacing,
      BrokerContext context) {
    return new BrokerHttp(broker, policy, egress, pacing, context);
  }

  /** The pacing of this client, for an adapter that reads rate headers. */
  public Pacing pacing() {
    return pacing;
  }

  /**
   * Makes a call and tells what became of it; throws for nothing that a network or a broker can do.
   * A 429 pauses the call's budgets for as long as the reply asks.
   */
  public HttpOutcome send(HttpCall call) {
    var startedAt = clock.instant();
    var startedNanos = System.nanoTime();
    var outcome = paced(call);
    record(call, outcome, startedAt, Duration.ofNanos(System.nanoTime() - startedNanos));
    return outcome;
  }

  /**
   * Asks a question: any loss means only that it may be asked again. Whatever status the broker
   * answers with is an answer.
   *
   * @throws BrokerException.RateLimited if the budgets did not open within the call's patience
   * @throws BrokerException.UnexpectedReply if the reply is too large or unreadable
   * @throws BrokerException.Unavailable if there was no answer for any other reason
   */
  public Answered ask(HttpCall call) {
    return switch (send(call)) {
      case Answered answered -> answered;
      case NotSent notSent -> throw notSent(call, notSent);
      case Lost lost -> throw lost(call, lost);
    };
  }

  private static BrokerException notSent(HttpCall call, NotSent notSent) {
    var message = "%s was not sent: %s".formatted(call.operation(), notSent.why());
    return switch (notSent.reason()) {
      case RATE_BUDGET -> new BrokerException.RateLimited(message, notSent.retryAfter());
      case EGRESS, REQUEST, CONNECT, SEND_REFUSED, STOPPED ->
          new BrokerException.Unavailable(message);
    };
  }

  private static BrokerException lost(HttpCall call, Lost lost) {
    var message = "%s got no answer: %s".formatted(call.operation(), lost.why());
    return switch (lost.cause()) {
      case TOO_LARGE, UNREADABLE -> new BrokerException.UnexpectedReply(message);
      case TIMEOUT, CONNECTION, STOPPED -> new BrokerException.Unavailable(message);
    };
  }

  /**
   * Asks for a reply that does not end, and reads it until it does. Recorded when it ends.
   *
   * @param call its deadline is how long the reply may be silent
   * @return the status that the broker answered with; nothing is read of another than 200
   */
  int stream(HttpCall call, OpenReply open, ReplyReader reader) throws IOException {
    var startedAt = clock.instant();
    var startedNanos = System.nanoTime();
    try {
      egress.check(call.uri());
      if (pacing.acquire(call.draws(), call.priority(), call.patience())
          instanceof Permit.Granted granted) {
        granted.end();
        var status = streamed(call, open, reader);
        recordStream(call, status, status == OK ? "ok" : "http " + status, startedAt, startedNanos);
        return status;
      }
      throw new IOException("the rate budget is used up");
    } catch (EgressRefused e) {
      throw new IOException(Words.of(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the reader was interrupted", e);
    } catch (IOException e) {
      recordStream(call, 0, "lost: " + Words.kind(e), startedAt, startedNanos);
      throw e;
    }
  }

  private int streamed(HttpCall call, OpenReply open, ReplyReader reader) throws IOException {
    var request = RunningCall.streaming(call);
    open.is(request);
    var context = HttpClientContext.create();
    context.setAttribute(Exchange.ATTRIBUTE, new Exchange(null));
    return client.execute(
        request,
        context,
        response -> {
          try {
            if (response.getCode() == OK && response.getEntity() != null) {
              reader.read(response.getEntity().getContent());
            }
            return response.getCode();
          } finally {
            // Left alone, the client would read the rest of a reply that may never end.
            request.cancel();
          }
        });
  }

  private void recordStream(
      HttpCall call, int status, String words, Instant startedAt, long startedNanos) {
    records.accept(
        new CallRecord(
            broker,
            call.connection(),
            call.operation(),
            false,
            call.target(),
            status,
            words,
            "",
            startedAt,
            Duration.ofNanos(System.nanoTime() - startedNanos),
            0,
            0));
  }

  private HttpOutcome paced(HttpCall call) {
    try {
      egress.check(call.uri());
      return switch (pacing.acquire(call.draws(), call.priority(), call.patience())) {
        case Permit.Granted granted -> permitted(call, granted);
        case Permit.Refused refused ->
            new NotSent(
                NotSent.Reason.RATE_BUDGET, "the rate budget is used up", refused.retryAfter());
      };
    } catch (EgressRefused e) {
      return new NotSent(NotSent.Reason.EGRESS, Words.of(e), Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NotSent(NotSent.Reason.STOPPED, "the caller was interrupted", Duration.ZERO);
    }
  }

  private HttpOutcome permitted(HttpCall call, Permit.Granted permit) {
    try {
      var outcome = new RunningCall(client, policy, clock).make(call);
      switch (outcome) {
        case NotSent notSent -> permit.unused();
        case Answered answered when answered.status() == TOO_MANY_REQUESTS ->
            penalise(call, answered);
        case Answered answered -> {}
        case Lost lost -> {}
      }
      return outcome;
    } finally {
      permit.end();
    }
  }

  private void penalise(HttpCall call, Answered answered) {
    var retryAfter = answered.retryAfter().orElse(Duration.ZERO);
    call.draws().forEach(draw -> pacing.penalise(draw, retryAfter));
  }

  private void record(HttpCall call, HttpOutcome outcome, Instant startedAt, Duration took) {
    var body = call.body();
    var answered = outcome instanceof Answered reply ? reply : null;
    records.accept(
        new CallRecord(
            broker,
            call.connection(),
            call.operation(),
            call.changesState(),
            call.target(),
            answered == null ? 0 : answered.status(),
            words(outcome),
            answered == null ? "" : requestId(answered),
            startedAt,
            took,
            outcome instanceof NotSent || body == null ? 0 : body.length,
            answered == null ? 0 : answered.body().length));
  }

  private static String words(HttpOutcome outcome) {
    return switch (outcome) {
      case Answered answered -> answered.isSuccess() ? "ok" : "http " + answered.status();
      case NotSent notSent -> "not sent: " + words(notSent.reason());
      case Lost lost -> "lost: " + words(lost.cause());
    };
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private String requestId(Answered answered) {
    if (policy.requestIdHeader().isEmpty()) {
      return "";
    }
    var id = answered.header(policy.requestIdHeader()).orElse("");
    var visible = id.replaceAll("[^!-~]", "?");
    return visible.substring(0, Math.min(visible.length(), LONGEST_REQUEST_ID));
  }

  /** Closes all connections; calls under way end as lost. */
  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "BrokerHttp[%s]".formatted(broker);
  }
}
