package com.example.piggybank;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.LoginNeeded;
import io.brokerway.broker.BrokerException.NotFound;
import io.brokerway.broker.BrokerException.RateLimited;
import io.brokerway.broker.BrokerException.Unavailable;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.CallPriority;
import io.brokerway.broker.login.Secret;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.http.HttpCall;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Piggybank's endpoints, one method each. Thread-safe. */
final class PiggybankClient implements AutoCloseable {
  private static final int REPLY_LIMIT = 1 << 20;
  private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);

  private final BrokerHttp http;
  private final PiggybankConfig config;

  PiggybankClient(BrokerHttp http, PiggybankConfig config) {
    this.http = http;
    this.config = config;
  }

  /** On whose behalf a call is made; the connection is empty before there is one. */
  record Caller(String connection, Secret token) {
    /** Whom the rate budget counts for: those who only log in share one. */
    String counted() {
      return connection.isEmpty() ? "logins" : connection;
    }
  }

  /**
   * An answer.
   *
   * @param startedAt when it was asked, on Piggybank's clock
   */
  record Reply<T>(T body, Instant startedAt) {}

  Reply<PiggybankWire.Accounts> accounts(Caller caller) {
    return get(caller, "accounts", "/v1/accounts", PiggybankWire.Accounts.class);
  }

  Reply<PiggybankWire.Balance> balance(Caller caller, String account) {
    return get(caller, "balance", path(account, "/balance"), PiggybankWire.Balance.class);
  }

  Reply<PiggybankWire.Holdings> holdings(Caller caller, String account) {
    return get(caller, "holdings", path(account, "/holdings"), PiggybankWire.Holdings.class);
  }

  Reply<PiggybankWire.Entries> entries(
      Caller caller, String account, @Nullable Instant since, @Nullable String after) {
    var query = after != null ? "?after=" + encoded(after) : since != null ? "?since=" + since : "";
    return get(caller, "entries", path(account, "/entries") + query, PiggybankWire.Entries.class);
  }

  Reply<PiggybankWire.Share> share(Caller caller, String symbol) {
    return get(caller, "share", "/v1/shares/" + encoded(symbol), PiggybankWire.Share.class);
  }

  private static String path(String account, String rest) {
    return "/v1/accounts/" + encoded(account) + rest;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private <T> Reply<T> get(Caller caller, String operation, String path, Class<T> type) {
    var call =
        HttpCall.get(operation, URI.create(config.baseUrl() + path))
            .connection(caller.connection())
            .secretHeader("X-Piggybank-Token", caller.token())
            .priority(CallPriority.SYNC)
            .draws(PiggybankBrokerFactory.BUDGET.name(), caller.counted())
            .deadline(config.timeout())
            .replyLimit(REPLY_LIMIT)
            .build();
    var answer = http.ask(call);
    if (answer.status() != 200) {
      throw refusal(operation, answer);
    }
    return new Reply<>(Json.read(answer.body(), type), answer.askedAt());
  }

  private static BrokerException refusal(String operation, Answered answer) {
    return switch (answer.status()) {
      case 401 -> new LoginNeeded("Piggybank does not take the token any more");
      case 404 -> new NotFound("Piggybank knows no such thing: " + operation);
      case 429 ->
          new RateLimited(
              "Piggybank was asked too fast: " + operation,
              answer.retryAfter().filter(Duration::isPositive).orElse(USUAL_PAUSE));
      default ->
          answer.status() >= 500
              ? new Unavailable("%s: Piggybank answered %d".formatted(operation, answer.status()))
              : new UnexpectedReply("%s: status %d".formatted(operation, answer.status()));
    };
  }

  @Override
  public void close() {
    http.close();
  }
}
