package io.brokerway.brokers.zerodha;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.CallPriority;
import io.brokerway.broker.order.Attempt;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.http.HttpCall;
import io.brokerway.kit.http.HttpOutcome;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.http.Query;
import io.brokerway.kit.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Kite Connect's endpoints, by its own names. Thread-safe. */
final class ZerodhaClient {
  static final String ORDERS_A_SECOND = "orders-second";
  static final String ORDERS_A_MINUTE = "orders-minute";
  static final String ORDERS_A_DAY = "orders-day";
  static final String QUOTES = "quotes";
  static final String HISTORICAL = "historical";
  static final String OTHERS = "others";

  /** Of one call for quotes. Source: Kite Connect "Market quotes", read 2026-11-23. */
  static final int MOST_QUOTES = 500;

  private static final Duration PATIENCE_FOR_ORDER = Duration.ofSeconds(2);
  private static final Duration PATIENCE_FOR_QUESTION = Duration.ofSeconds(10);

  /** The list of one exchange has some ten megabytes. */
  private static final int INSTRUMENTS_REPLY_LIMIT = 64 << 20;

  private final BrokerHttp http;
  private final ZerodhaConfig config;
  private final String connection;
  private final Supplier<ZerodhaCredentials> credentials;

  /**
   * @param connection our id of the connection, for the record; empty before there is one
   * @param credentials asked at every call
   */
  ZerodhaClient(
      BrokerHttp http,
      ZerodhaConfig config,
      String connection,
      Supplier<ZerodhaCredentials> credentials) {
    this.http = http;
    this.config = config;
    this.connection = connection;
    this.credentials = credentials;
  }

  /**
   * An answer to a question.
   *
   * @param startedAt when it was asked, on the broker's clock
   */
  record Reply<T>(T body, Instant startedAt) {}

  // ---- user and portfolio ----

  Reply<ZerodhaWire.Profile> getProfile(CallPriority priority) {
    return read(
        get("getProfile", "/user/profile", OTHERS, priority), ZerodhaWire.ProfileReply.class);
  }

  Reply<ZerodhaWire.Margins> getMargins() {
    return read(
        get("getMargins", "/user/margins", OTHERS, CallPriority.SYNC),
        ZerodhaWire.MarginsReply.class);
  }

  Reply<List<ZerodhaWire.Holding>> getHoldings() {
    return readList(
        get("getHoldings", "/portfolio/holdings", OTHERS, CallPriority.SYNC),
        ZerodhaWire.HoldingsReply.class);
  }

  Reply<ZerodhaWire.Positions> getPositions() {
    return read(
        get("getPositions", "/portfolio/positions", OTHERS, CallPriority.SYNC),
        ZerodhaWire.PositionsReply.class);
  }

  // ---- orders ----

  /** Every order of the day. */
  Reply<List<ZerodhaWire.Order>> getOrders(CallPriority priority) {
    return readList(get("getOrders", "/orders", OTHERS, priority), ZerodhaWire.OrdersReply.class);
  }

  /** Every fill of the day. */
  Reply<List<ZerodhaWire.Trade>> getTrades() {
    return readList(
        get("getTrades", "/trades", OTHERS, CallPriority.SYNC), ZerodhaWire.TradesReply.class);
  }

  HttpOutcome placeOrder(String variety, Query form, Attempt attempt) {
    return command(
        HttpCall.post("placeOrder", uri("/orders/" + Query.encoded(variety)))
            .body(form.form(), Query.FORM),
        CallPriority.ORDER,
        attempt);
  }

  HttpOutcome modifyOrder(String variety, String orderId, Query form, Attempt attempt) {
    return command(
        HttpCall.put("modifyOrder", uri(orderPath(variety, orderId))).body(form.form(), Query.FORM),
        CallPriority.ORDER,
        attempt);
  }

  HttpOutcome cancelOrder(String variety, String orderId, Attempt attempt) {
    return command(
        HttpCall.delete("cancelOrder", uri(orderPath(variety, orderId))),
        CallPriority.CANCEL_AND_LOOKUP,
        attempt);
  }

  private static String orderPath(String variety, String orderId) {
    return "/orders/%s/%s".formatted(Query.encoded(variety), Query.encoded(orderId));
  }

  // ---- instruments and prices ----

  /** The instruments of an exchange, as comma-separated lines. */
  String getInstruments(String exchange) {
    var call =
        get(
                "getInstruments",
                "/instruments/" + Query.encoded(exchange),
                OTHERS,
                CallPriority.INTERACTIVE)
            .replyLimit(INSTRUMENTS_REPLY_LIMIT)
            .build();
    return new String(successful(call).body(), StandardCharsets.UTF_8);
  }

  /** Quotes by {@code EXCHANGE:SYMBOL}; what Kite does not know is not among them. */
  Reply<Map<String, ZerodhaWire.Quote>> getQuotes(Collection<String> names) {
    var query = new Query();
    names.forEach(name -> query.add("i", name));
    return read(
        get("getQuotes", "/quote" + query, QUOTES, CallPriority.INTERACTIVE),
        ZerodhaWire.QuotesReply.class);
  }

  /** Candles of an instrument from one moment to another. */
  Reply<ZerodhaWire.Candles> getHistorical(
      long instrumentToken, String interval, Instant from, Instant to) {
    var query =
        new Query()
            .add("from", ZerodhaFigures.parameter(from))
            .add("to", ZerodhaFigures.parameter(to));
    var path = "/instruments/historical/%d/%s%s".formatted(instrumentToken, interval, query);
    return read(
        get("getHistorical", path, HISTORICAL, CallPriority.INTERACTIVE),
        ZerodhaWire.CandlesReply.class);
  }

  // ---- how calls are made ----

  private URI uri(String path) {
    return URI.create(config.baseUrl() + path);
  }

  private HttpCall.Builder get(
      String operation, String path, String budget, CallPriority priority) {
    var present = credentials.get();
    return present
        .sign(HttpCall.get(operation, uri(path)))
        .connection(connection)
        .draws(budget, present.applicationScope())
        .priority(priority)
        .patience(PATIENCE_FOR_QUESTION)
        .deadline(config.timeout());
  }

  private HttpOutcome command(HttpCall.Builder call, CallPriority priority, Attempt attempt) {
    var present = credentials.get();
    return http.send(
        present
            .sign(call)
            .connection(connection)
            .draws(ORDERS_A_SECOND, present.userId())
            .draws(ORDERS_A_MINUTE, present.userId())
            .draws(ORDERS_A_DAY, present.userId())
            .priority(priority)
            .patience(PATIENCE_FOR_ORDER)
            .deadline(config.timeout())
            .attempt(attempt)
            .build());
  }

  private <T, E extends ZerodhaWire.Envelope<T>> Reply<T> read(
      HttpCall.Builder call, Class<E> type) {
    var answer = successful(call.build());
    return new Reply<>(data(answer, type), answer.askedAt());
  }

  private <T, E extends ZerodhaWire.Envelope<List<T>>> Reply<List<T>> readList(
      HttpCall.Builder call, Class<E> type) {
    var reply = read(call, type);
    if (reply.body().contains(null)) {
      throw new UnexpectedReply("Zerodha sent a list with an empty place");
    }
    return reply;
  }

  /** What a good reply wraps. */
  static <T, E extends ZerodhaWire.Envelope<T>> T data(Answered answer, Class<E> type) {
    var envelope = Json.read(answer.body(), type);
    if (!"success".equals(envelope.status())) {
      throw new UnexpectedReply("Zerodha answered 200 without success");
    }
    return ZerodhaFigures.present("data", envelope.data());
  }

  private Answered successful(HttpCall call) {
    var answer = http.ask(call);
    if (answer.status() != 200) {
      throw ZerodhaErrors.question(call.operation(), answer);
    }
    return answer;
  }
}
