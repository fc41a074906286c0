package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.CallPriority;
import io.brokerway.broker.order.Attempt;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.http.HttpCall;
import io.brokerway.kit.http.HttpOutcome;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.json.Json;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of both APIs, one method each, for one login. Questions throw what {@link
 * CoinbaseErrors} makes of the answer; commands hand the answer back as it is. Thread-safe.
 */
final class CoinbaseClient {
  static final String TRADING = "trading";
  static final String LEDGER = "ledger";
  static final int CANDLES_PER_CALL = 350;

  private static final String V3 = "/api/v3/brokerage";
  private static final int WALLETS_PER_PAGE = 250;
  private static final int ORDERS_PER_PAGE = 250;
  private static final int FILLS_PER_PAGE = 100;
  private static final int ROWS_PER_PAGE = 100;
  private static final Duration PATIENCE_FOR_ORDER = Duration.ofSeconds(2);
  private static final Duration PATIENCE_FOR_QUESTION = Duration.ofSeconds(30);
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);
  private static final int PRODUCTS_REPLY_LIMIT = 32 << 20;

  /** The form of the answers of v2 that this adapter reads. */
  private static final String APP_VERSION = "2024-05-23";

  private final BrokerHttp http;
  private final CoinbaseConfig config;
  private final String connection;
  private final Supplier<CoinbaseCredentials> credentials;
  private final Clock clock;
  private final RandomGenerator random;

  /**
   * @param connection our id of the connection, for the record; empty before there is one
   * @param credentials asked at every call
   * @param random of the nonces; thread-safe
   */
  CoinbaseClient(
      BrokerHttp http,
      CoinbaseConfig config,
      String connection,
      Supplier<CoinbaseCredentials> credentials,
      Clock clock,
      RandomGenerator random) {
    this.http = http;
    this.config = config;
    this.connection = connection;
    this.credentials = credentials;
    this.clock = clock;
    this.random = random;
  }

  /**
   * An answer to a question.
   *
   * @param startedAt when it was asked, on the broker's clock
   */
  record Reply<T>(T body, Instant startedAt) {}

  // ---- accounts ----

  Reply<CoinbaseWire.KeyPermissions> getKeyPermissions() {
    var call = get("getKeyPermissions", V3 + "/key_permissions", "", TRADING);
    return read(call, CoinbaseWire.KeyPermissions.class);
  }

  Reply<CoinbaseWire.Wallets> getAccounts(@Nullable String cursor) {
    var query = new CoinbaseQuery().with("limit", WALLETS_PER_PAGE).with("cursor", cursor);
    var call = get("getAccounts", V3 + "/accounts", query.toString(), TRADING);
    return read(call.priority(CallPriority.SYNC), CoinbaseWire.Wallets.class);
  }

  Reply<CoinbaseWire.Portfolios> getPortfolios() {
    var call = get("getPortfolios", V3 + "/portfolios", "", TRADING);
    return read(call.priority(CallPriority.SYNC), CoinbaseWire.Portfolios.class);
  }

  Reply<CoinbaseWire.BreakdownReply> getBreakdown(String portfolio, String currency) {
    var query = new CoinbaseQuery().with("currency", currency);
    var path = V3 + "/portfolios/" + CoinbaseQuery.escaped(portfolio);
    var call = get("getPortfolioBreakdown", path, query.toString(), TRADING);
    return read(call.priority(CallPriority.SYNC), CoinbaseWire.BreakdownReply.class);
  }

  // ---- orders ----

  HttpOutcome createOrder(CoinbaseWire.PlaceOrder order, Attempt attempt) {
    return command("createOrder", V3 + "/orders", order, CallPriority.ORDER, attempt);
  }

  HttpOutcome editOrder(CoinbaseWire.EditOrder edit, Attempt attempt) {
    return command("editOrder", V3 + "/orders/edit", edit, CallPriority.ORDER, attempt);
  }

  HttpOutcome cancelOrders(CoinbaseWire.CancelOrders cancel, Attempt attempt) {
    return command(
        "cancelOrders",
        V3 + "/orders/batch_cancel",
        cancel,
        CallPriority.CANCEL_AND_LOOKUP,
        attempt);
  }

  /** One order; empty if Coinbase says that there is none. */
  Reply<Optional<CoinbaseWire.Order>> getOrder(String orderId) {
    var path = V3 + "/orders/historical/" + CoinbaseQuery.escaped(orderId);
    var call = get("getOrder", path, "", TRADING).priority(CallPriority.CANCEL_AND_LOOKUP).build();
    var answer = http.ask(call);
    if (CoinbaseErrors.isAbsent(answer) || CoinbaseErrors.isInvalidArgument(answer)) {
      return new Reply<>(Optional.empty(), startedAt(answer));
    }
    requireSuccess(call, answer);
    var order = Json.read(answer.body(), CoinbaseWire.OrderReply.class).order();
    if (order == null || !orderId.equals(order.orderId())) {
      throw new UnexpectedReply("Coinbase answered with another order than the one asked for");
    }
    return new Reply<>(Optional.of(order), startedAt(answer));
  }

  Reply<CoinbaseWire.Orders> listOrders(
      List<String> statuses,
      @Nullable Instant since,
      @Nullable String cursor,
      CallPriority priority) {
    var query =
        new CoinbaseQuery()
            .with("limit", ORDERS_PER_PAGE)
            .withAll("order_status", statuses)
            .with("start_date", since)
            .with("cursor", cursor);
    var call = get("listOrders", V3 + "/orders/historical/batch", query.toString(), TRADING);
    return read(call.priority(priority), CoinbaseWire.Orders.class);
  }

  Reply<CoinbaseWire.Fills> listFills(@Nullable Instant since, @Nullable String cursor) {
    var query =
        new CoinbaseQuery()
            .with("limit", FILLS_PER_PAGE)
            .with("start_sequence_timestamp", since)
            .with("cursor", cursor);
    var call = get("listFills", V3 + "/orders/historical/fills", query.toString(), TRADING);
    return read(call.priority(CallPriority.SYNC), CoinbaseWire.Fills.class);
  }

  // ---- prices ----

  /** The best prices of some products; empty if one of them is not known. */
  Optional<CoinbaseWire.PriceBooks> getBestBidAsk(List<String> products) {
    var query = new CoinbaseQuery().withAll("product_ids", products);
    var call = get("getBestBidAsk", V3 + "/best_bid_ask", query.toString(), TRADING).build();
    var answer = http.ask(call);
    if (CoinbaseErrors.isAbsent(answer) || CoinbaseErrors.isInvalidArgument(answer)) {
      return Optional.empty();
    }
    requireSuccess(call, answer);
    return Optional.of(Json.read(answer.body(), CoinbaseWire.PriceBooks.class));
  }

  CoinbaseWire.Candles getCandles(String product, Instant start, Instant end, String granularity) {
    var query =
        new CoinbaseQuery()
            .with("start", start.getEpochSecond())
            .with("end", end.getEpochSecond())
            .with("granularity", granularity)
            .with("limit", CANDLES_PER_CALL);
    var path = V3 + "/products/" + CoinbaseQuery.escaped(product) + "/candles";
    return read(get("getCandles", path, query.toString(), TRADING), CoinbaseWire.Candles.class)
        .body();
  }

  /** One product; empty if Coinbase says that there is none. */
  Optional<CoinbaseWire.Product> getProduct(String product) {
    var path = V3 + "/products/" + CoinbaseQuery.escaped(product);
    var call = get("getProduct", path, "", TRADING).build();
    var answer = http.ask(call);
    if (CoinbaseErrors.isAbsent(answer) || CoinbaseErrors.isInvalidArgument(answer)) {
      return Optional.empty();
    }
    requireSuccess(call, answer);
    return Optional.of(Json.read(answer.body(), CoinbaseWire.Product.class));
  }

  CoinbaseWire.Products getProducts() {
    var query = new CoinbaseQuery().with("product_type", "SPOT").with("get_all_products", "true");
    var call =
        get("getProducts", V3 + "/products", query.toString(), TRADING)
            .replyLimit(PRODUCTS_REPLY_LIMIT);
    return read(call, CoinbaseWire.Products.class).body();
  }

  // ---- the ledger of v2 ----

  /**
   * A page of wallets.
   *
   * @param next what the page before said comes next; absent for the first
   */
  Reply<CoinbaseWire.AppAccounts> listAppAccounts(@Nullable String next) {
    var call = ledger("listAppAccounts", next == null ? "/v2/accounts" : next);
    return read(call, CoinbaseWire.AppAccounts.class);
  }

  /** A page of a wallet's ledger, the newest first. */
  Reply<CoinbaseWire.AppTransactions> listTransactions(String account, @Nullable String next) {
    var first = "/v2/accounts/" + CoinbaseQuery.escaped(account) + "/transactions";
    return read(
        ledger("listTransactions", next == null ? first : next),
        CoinbaseWire.AppTransactions.class);
  }

  private HttpCall.Builder ledger(String operation, String pathAndQuery) {
    var mark = pathAndQuery.indexOf('?');
    var path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    var query = mark < 0 ? "?limit=" + ROWS_PER_PAGE + "&order=desc" : pathAndQuery.substring(mark);
    if (!path.startsWith("/v2/") || path.contains("..")) {
      throw new UnexpectedReply("Coinbase sent a next page that is none of its own");
    }
    return get(operation, path, query, LEDGER)
        .header("CB-VERSION", APP_VERSION)
        .priority(CallPriority.SYNC);
  }

  // ---- how it is asked ----

  private HttpCall.Builder get(String operation, String path, String query, String budget) {
    var uri = URI.create(config.baseUrl() + path + query);
    return signed(HttpCall.get(operation, uri), "GET", uri)
        .draws(budget, credentials.get().budgetScope());
  }

  private HttpOutcome command(
      String operation, String path, Object body, CallPriority priority, Attempt attempt) {
    var uri = URI.create(config.baseUrl() + path);
    return http.send(
        signed(HttpCall.post(operation, uri), "POST", uri)
            .json(Json.write(body))
            .draws(TRADING, credentials.get().budgetScope())
            .priority(priority)
            .patience(PATIENCE_FOR_ORDER)
            .attempt(attempt)
            .build());
  }

  private HttpCall.Builder signed(HttpCall.Builder call, String method, URI uri) {
    return credentials
        .get()
        .sign(call, method, uri, clock, random)
        .connection(connection)
        .patience(PATIENCE_FOR_QUESTION)
        .deadline(config.timeout());
  }

  private <T> Reply<T> read(HttpCall.Builder builder, Class<T> type) {
    var call = builder.build();
    var answer = http.ask(call);
    requireSuccess(call, answer);
    return new Reply<>(Json.read(answer.body(), type), startedAt(answer));
  }

  private static void requireSuccess(HttpCall call, Answered answer) {
    if (answer.status() != 200) {
      throw CoinbaseErrors.question(call.operation(), answer);
    }
  }

  /** Coinbase's clock, as far as whole seconds tell it; ours where both agree. */
  private static Instant startedAt(Answered answer) {
    var theirs = answer.brokerDate();
    if (theirs == null) {
      return answer.startedAt();
    }
    var began = theirs.minus(answer.took());
    var apart = Duration.between(answer.startedAt(), began).abs();
    return apart.compareTo(CLOCK_TOLERANCE.plus(answer.took())) <= 0 ? answer.startedAt() : began;
  }
}
