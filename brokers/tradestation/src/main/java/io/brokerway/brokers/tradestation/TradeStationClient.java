package io.brokerway.brokers.tradestation;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.CallPriority;
import io.brokerway.broker.Environment;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.order.Attempt;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.http.HttpCall;
import io.brokerway.kit.http.HttpOutcome;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.http.Query;
import io.brokerway.kit.json.Json;
import io.brokerway.kit.oauth.BearerTokens;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * TradeStation's endpoints, one method each, for one login and environment. Questions throw what
 * {@link TradeStationErrors} makes of the answer, and renew a token that ended once; commands hand
 * the answer back as it is. Thread-safe.
 */
final class TradeStationClient {
  static final String ACCOUNTS = "accounts";
  static final String BALANCES = "balances";
  static final String POSITIONS = "positions";
  static final String ORDERS = "orders";
  static final String QUOTES = "quotes";
  static final String BARS = "bars";

  static final int ORDERS_PER_PAGE = 600;
  static final int SYMBOLS_PER_CALL = 100;

  private static final Duration PATIENCE_FOR_ORDER = Duration.ofSeconds(2);
  private static final Duration PATIENCE_FOR_QUESTION = Duration.ofSeconds(30);
  private static final int UNAUTHORIZED = 401;

  /** How far the broker's clock may be from ours before a reading is dated by the broker's. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  private final BrokerHttp http;
  private final TradeStationConfig config;
  private final Environment environment;
  private final TradeStationAccess access;
  private final Clock clock;

  TradeStationClient(
      BrokerHttp http,
      TradeStationConfig config,
      Environment environment,
      TradeStationAccess access,
      Clock clock) {
    this.http = http;
    this.config = config;
    this.environment = environment;
    this.access = access;
    this.clock = clock;
  }

  /**
   * An answer to a question.
   *
   * @param startedAt when it was asked, on the broker's clock
   */
  record Reply<T>(T body, Instant startedAt) {}

  /** What is asked, but for the login. */
  private record Question(String operation, String path, String budget, CallPriority priority) {}

  // ---- accounts ----

  Reply<TradeStationWire.Accounts> getAccounts(CallPriority priority) {
    return read(
        new Question("getAccounts", "/brokerage/accounts", ACCOUNTS, priority),
        TradeStationWire.Accounts.class);
  }

  Reply<TradeStationWire.Balances> getBalances(String account) {
    return read(
        ofAccount("getBalances", account, "/balances", BALANCES), TradeStationWire.Balances.class);
  }

  Reply<TradeStationWire.Positions> getPositions(
      String account, @Nullable String symbol, CallPriority priority) {
    var query = new Query().add("symbol", symbol);
    return read(
        new Question("getPositions", path(account, "/positions" + query), POSITIONS, priority),
        TradeStationWire.Positions.class);
  }

  // ---- orders ----

  /** A page of the orders of today and those that are open, the newest first. */
  Reply<TradeStationWire.Orders> getOrders(String account, @Nullable String nextToken) {
    var query = new Query().add("pageSize", ORDERS_PER_PAGE).add("nextToken", nextToken);
    return read(
        new Question(
            "getOrders", path(account, "/orders" + query), ORDERS, CallPriority.INTERACTIVE),
        TradeStationWire.Orders.class);
  }

  /** Orders of today and open ones by their ids; empty if TradeStation has no such thing. */
  Reply<Optional<TradeStationWire.Orders>> getOrdersById(String account, List<String> orderIds) {
    return readIfThere(
        new Question(
            "getOrdersById",
            path(account, "/orders/" + joined(orderIds)),
            ORDERS,
            CallPriority.CANCEL_AND_LOOKUP),
        TradeStationWire.Orders.class);
  }

  /** A page of the orders that ended since a day, the newest first. */
  Reply<TradeStationWire.Orders> getHistoricalOrders(
      String account, LocalDate since, @Nullable String nextToken) {
    var query =
        new Query()
            .add("since", since)
            .add("pageSize", ORDERS_PER_PAGE)
            .add("nextToken", nextToken);
    return read(
        ofAccount("getHistoricalOrders", account, "/historicalorders" + query, ORDERS),
        TradeStationWire.Orders.class);
  }

  Reply<Optional<TradeStationWire.Orders>> getHistoricalOrdersById(
      String account, LocalDate since, List<String> orderIds) {
    var query = new Query().add("since", since);
    return readIfThere(
        new Question(
            "getHistoricalOrdersById",
            path(account, "/historicalorders/" + joined(orderIds) + query),
            ORDERS,
            CallPriority.CANCEL_AND_LOOKUP),
        TradeStationWire.Orders.class);
  }

  HttpOutcome postOrder(TradeStationWire.OrderRequest order, Attempt attempt) {
    return command(
        HttpCall.post("postOrder", uri("/orderexecution/orders")).json(Json.write(order)),
        CallPriority.ORDER,
        attempt);
  }

  HttpOutcome postGroup(TradeStationWire.Group group, Attempt attempt) {
    return command(
        HttpCall.post("postGroup", uri("/orderexecution/ordergroups")).json(Json.write(group)),
        CallPriority.ORDER,
        attempt);
  }

  HttpOutcome putOrder(String id, TradeStationWire.ReplaceRequest change, Attempt attempt) {
    return command(
        HttpCall.put("putOrder", uri("/orderexecution/orders/" + Query.encoded(id)))
            .json(Json.write(change)),
        CallPriority.ORDER,
        attempt);
  }

  HttpOutcome deleteOrder(String id, Attempt attempt) {
    return command(
        HttpCall.delete("deleteOrder", uri("/orderexecution/orders/" + Query.encoded(id))),
        CallPriority.CANCEL_AND_LOOKUP,
        attempt);
  }

  // ---- market ----

  Reply<TradeStationWire.Quotes> getQuotes(List<String> symbols) {
    return read(
        market("getQuotes", "/marketdata/quotes/" + joined(symbols), QUOTES),
        TradeStationWire.Quotes.class);
  }

  Reply<TradeStationWire.Bars> getBars(String symbol, Query query) {
    return read(
        market("getBars", "/marketdata/barcharts/" + Query.encoded(symbol) + query, BARS),
        TradeStationWire.Bars.class);
  }

  Reply<Optional<TradeStationWire.Symbols>> getSymbol(String symbol) {
    return readIfThere(
        market("getSymbol", "/marketdata/symbols/" + Query.encoded(symbol), QUOTES),
        TradeStationWire.Symbols.class);
  }

  // ---- stream ----

  /** The orders of some accounts, for as long as they are listened to. */
  HttpCall streamOrders(List<String> accounts, Credentials credentials) {
    var path = "/brokerage/stream/accounts/" + joined(accounts) + "/orders";
    return signed(HttpCall.get("streamOrders", uri(path)), credentials)
        .priority(CallPriority.SYNC)
        .deadline(config.streamSilence())
        .build();
  }

  // ---- how calls are made ----

  private static Question ofAccount(String operation, String account, String rest, String budget) {
    return new Question(operation, path(account, rest), budget, CallPriority.SYNC);
  }

  private static Question market(String operation, String path, String budget) {
    return new Question(operation, path, budget, CallPriority.INTERACTIVE);
  }

  private static String path(String account, String rest) {
    return "/brokerage/accounts/" + Query.encoded(account) + rest;
  }

  private static String joined(List<String> names) {
    return String.join(",", names.stream().map(Query::encoded).toList());
  }

  private URI uri(String path) {
    return URI.create(config.apiUrl(environment) + path);
  }

  private HttpCall.Builder signed(HttpCall.Builder call, Credentials credentials) {
    return BearerTokens.of(credentials).sign(call).connection(access.connection());
  }

  private HttpOutcome command(HttpCall.Builder call, CallPriority priority, Attempt attempt) {
    var used = inForce();
    var outcome =
        http.send(
            signed(call, used)
                .priority(priority)
                .patience(PATIENCE_FOR_ORDER)
                .deadline(config.timeout())
                .attempt(attempt)
                .build());
    if (outcome instanceof Answered answer && answer.status() == UNAUTHORIZED) {
      // Sent again it shall go with a good token; where there is none, that is said by then.
      renewQuietly(used);
    }
    return outcome;
  }

  private void renewQuietly(Credentials refused) {
    try {
      access.renew(refused);
    } catch (io.brokerway.broker.BrokerException e) {
      // What the command became is told by its answer; the next call meets this again.
      return;
    }
  }

  /** A token that ended is renewed before it is refused. */
  private Credentials inForce() {
    var credentials = access.credentials();
    var end = credentials.life().accessUntil();
    return end == null || clock.instant().isBefore(end) ? credentials : access.renew(credentials);
  }

  private <T> Reply<T> read(Question question, Class<T> type) {
    var answer = asked(question);
    requireSuccess(question, answer);
    return new Reply<>(Json.read(answer.body(), type), startedAt(answer));
  }

  private <T> Reply<Optional<T>> readIfThere(Question question, Class<T> type) {
    var answer = asked(question);
    if (TradeStationErrors.isAbsent(answer)) {
      return new Reply<>(Optional.empty(), startedAt(answer));
    }
    requireSuccess(question, answer);
    return new Reply<>(Optional.of(Json.read(answer.body(), type)), startedAt(answer));
  }

  private static void requireSuccess(Question question, Answered answer) {
    if (answer.status() != 200) {
      throw TradeStationErrors.question(question.operation(), answer);
    }
  }

  private Answered asked(Question question) {
    var used = access.credentials();
    Function<Credentials, Answered> ask = credentials -> http.ask(call(question, credentials));
    var answer = ask.apply(used);
    return answer.status() == UNAUTHORIZED ? ask.apply(access.renew(used)) : answer;
  }

  private HttpCall call(Question question, Credentials credentials) {
    return signed(HttpCall.get(question.operation(), uri(question.path())), credentials)
        .draws(question.budget(), access.counted())
        .priority(question.priority())
        .patience(PATIENCE_FOR_QUESTION)
        .deadline(config.timeout())
        .build();
  }

  /**
   * When a question was asked, on the broker's clock. The {@code Date} header has whole seconds: it
   * decides only where our clock is plainly another.
   */
  private static Instant startedAt(Answered answer) {
    var date = answer.brokerDate();
    if (date == null) {
      return answer.startedAt();
    }
    var endedAt = answer.startedAt().plus(answer.took());
    var agree =
        date.isAfter(answer.startedAt().minus(CLOCK_TOLERANCE))
            && date.isBefore(endedAt.plus(CLOCK_TOLERANCE));
    return agree ? answer.startedAt() : date.minus(answer.took());
  }

  /**
   * A list that an answer must have.
   *
   * @throws UnexpectedReply if it has none, or an empty place in it
   */
  static <T> List<T> list(String field, @Nullable List<T> list) {
    if (list == null) {
      throw TradeStationMapping.FIGURES.missing(field);
    }
    for (var element : list) {
      if (element == null) {
        throw TradeStationMapping.FIGURES.missing(field + "[]");
      }
    }
    return list;
  }
}
