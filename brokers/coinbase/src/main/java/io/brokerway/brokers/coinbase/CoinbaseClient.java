package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoints of both APIs, one method each, for one login. Questions throw what {@link
 * CoinbaseErrors} makes of the answer; commands hand the answer back as it is. Thread-safe.
 */
final class CoinbaseClient {
  private static final Logger LOG = LoggerFactory.getLogger(CoinbaseClient.class);

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
  private static final int UNAUTHORIZED = 401;
  private static final int PRODUCTS_REPLY_LIMIT = 32 << 20;

  /** The form of the answers of v2 that this adapter reads. */
  private static final String APP_VERSION = "2024-05-23";

  private final BrokerHttp http;
  private final CoinbaseConfig config;
  private final String connection;
  private final Supplier<CoinbaseAccess> access;
  private final Clock clock;
  private final RandomGenerator random;

  /**
   * @param connection our id of the connection, for the record; empty before there is one
   * @param access asked at every call
   * @param random of the nonces; thread-safe
   */
  CoinbaseClient(
      BrokerHttp http,
      CoinbaseConfig config,
      String connection,
      Supplier<CoinbaseAccess> access,
      Clock clock,
      RandomGenerator random) {
    this.http = http;
    this.config = config;
    this.connection = connection;
    this.access = access;
    this.clock = clock;
    this.random = random;
  }

  /**
   * An answer to a question.
   *
   * @param startedAt when it was asked, on the broker's clock
   */
  record Reply<T>(T body, Instant startedAt) {}

  /**
   * A question before it is signed.
   *
   * @param path the path, then the query
   */
  private record Question(
      String operation, String path, String budget, CallPriority priority, int replyLimit) {

    static Question of(String operation, String path) {
      return new Question(operation, path, TRADING, CallPriority.INTERACTIVE, 0);
    }

    Question urgent(CallPriority wanted) {
      return new Question(operation, path, budget, wanted, replyLimit);
    }

    Question upTo(int bytes) {
      return new Question(operation, path, budget, priority, bytes);
    }
  }

  // ---- accounts ----

  Reply<CoinbaseWire.KeyPermissions> getKeyPermissions() {
    var call = Question.of("getKeyPermissions", V3 + "/key_permissions");
    return read(call, CoinbaseWire.KeyPermissions.class);
  }

  Reply<CoinbaseWire.Wallets> getAccounts(@Nullable String cursor) {
    var query = new Query().add("limit", WALLETS_PER_PAGE).add("cursor", cursor);
    var call = Question.of("getAccounts", V3 + "/accounts" + query);
    return read(call.urgent(CallPriority.SYNC), CoinbaseWire.Wallets.class);
  }

  Reply<CoinbaseWire.Portfolios> getPortfolios() {
    var call = Question.of("getPortfolios", V3 + "/portfolios");
    return read(call.urgent(CallPriority.SYNC), CoinbaseWire.Portfolios.class);
  }

  Reply<CoinbaseWire.BreakdownReply> getBreakdown(String portfolio, String currency) {
    var query = new Query().add("currency", currency);
    var path = V3 + "/portfolios/" + Query.encoded(portfolio);
    var call = Question.of("getPortfolioBreakdown", path + query);
    return read(call.urgent(CallPriority.SYNC), CoinbaseWire.BreakdownReply.class);
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
    var path = V3 + "/orders/historical/" + Query.encoded(orderId);
    var call = Question.of("getOrder", path).urgent(CallPriority.CANCEL_AND_LOOKUP);
    var answer = ask(call);
    if (CoinbaseErrors.isAbsent(answer) || CoinbaseErrors.isInvalidArgument(answer)) {
      return new Reply<>(Optional.empty(), answer.askedAt());
    }
    requireSuccess(call, answer);
    var order = Json.read(answer.body(), CoinbaseWire.OrderReply.class).order();
    if (order == null || !orderId.equals(order.orderId())) {
      throw new UnexpectedReply("Coinbase answered with another order than the one asked for");
    }
    return new Reply<>(Optional.of(order), answer.askedAt());
  }

  Reply<CoinbaseWire.Orders> listOrders(
      List<String> statuses,
      @Nullable Instant since,
      @Nullable String cursor,
      CallPriority priority) {
    var query =
        new Query().add("limit", ORDERS_PER_PAGE).add("start_date", since).add("cursor", cursor);
    statuses.forEach(status -> query.add("order_status", status));
    var call = Question.of("listOrders", V3 + "/orders/historical/batch" + query);
    return read(call.urgent(priority), CoinbaseWire.Orders.class);
  }

  Reply<CoinbaseWire.Fills> listFills(@Nullable Instant since, @Nullable String cursor) {
    var query =
        new Query()
            .add("limit", FILLS_PER_PAGE)
            .add("start_sequence_timestamp", since)
            .add("cursor", cursor);
    var call = Question.of("listFills", V3 + "/orders/historical/fills" + query);
    return read(call.urgent(CallPriority.SYNC), CoinbaseWire.Fills.class);
  }

  // ---- prices ----

  /** The best prices of some products; empty if one of them is not known. */
  Optional<CoinbaseWire.PriceBooks> getBestBidAsk(List<String> products) {
    var query = new Query();
    products.forEach(product -> query.add("product_ids", product));
    var call = Question.of("getBestBidAsk", V3 + "/best_bid_ask" + query);
    var answer = ask(call);
    if (CoinbaseErrors.isAbsent(answer) || CoinbaseErrors.isInvalidArgument(answer)) {
      return Optional.empty();
    }
    requireSuccess(call, answer);
    return Optional.of(Json.read(answer.body(), CoinbaseWire.PriceBooks.class));
  }

  CoinbaseWire.Candles getCandles(String product, Instant start, Instant end, String granularity) {
    var query =
        new Query()
            .add("start", start.getEpochSecond())
            .add("end", end.getEpochSecond())
            .add("granularity", granularity)
            .add("limit", CANDLES_PER_CALL);
    var path = V3 + "/products/" + Query.encoded(product) + "/candles";
    return read(Question.of("getCandles", path + query), CoinbaseWire.Candles.class).body();
  }

  /** One product; empty if Coinbase says that there is none. */
  Optional<CoinbaseWire.Product> getProduct(String product) {
    var path = V3 + "/products/" + Query.encoded(product);
    var call = Question.of("getProduct", path);
    var answer = ask(call);
    if (CoinbaseErrors.isAbsent(answer) || CoinbaseErrors.isInvalidArgument(answer)) {
      return Optional.empty();
    }
    requireSuccess(call, answer);
    return Optional.of(Json.read(answer.body(), CoinbaseWire.Product.class));
  }

  CoinbaseWire.Products getProducts() {
    var query = new Query().add("product_type", "SPOT").add("get_all_products", "true");
    var call = Question.of("getProducts", V3 + "/products" + query).upTo(PRODUCTS_REPLY_LIMIT);
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
    var first = "/v2/accounts/" + Query.encoded(account) + "/transactions";
    return read(
        ledger("listTransactions", next == null ? first : next),
        CoinbaseWire.AppTransactions.class);
  }

  private static Question ledger(String operation, String pathAndQuery) {
    var whole =
        pathAndQuery.indexOf('?') < 0
            ? pathAndQuery + "?limit=" + ROWS_PER_PAGE + "&order=desc"
            : pathAndQuery;
    if (!whole.startsWith("/v2/") || whole.contains("..") || whole.contains("#")) {
      throw new UnexpectedReply("Coinbase sent a next page that is none of its own");
    }
    return new Question(operation, whole, LEDGER, CallPriority.SYNC, 0);
  }

  // ---- how it is asked ----

  /** Asks; what is refused for an ended token is asked once more with a new one. */
  private Answered ask(Question question) {
    var held = access.get();
    var answer = http.ask(call(question, held.present()));
    if (answer.status() != UNAUTHORIZED || !held.present().renews()) {
      return answer;
    }
    held.renew();
    return http.ask(call(question, access.get().present()));
  }

  private HttpCall call(Question question, CoinbaseCredentials credentials) {
    var uri = URI.create(config.baseUrl() + question.path());
    var call =
        signed(HttpCall.get(question.operation(), uri), "GET", uri, credentials)
            .draws(question.budget(), credentials.budgetScope())
            .priority(question.priority())
            .replyLimit(question.replyLimit());
    return (question.budget().equals(LEDGER) ? call.header("CB-VERSION", APP_VERSION) : call)
        .build();
  }

  private HttpOutcome command(
      String operation, String path, Object body, CallPriority priority, Attempt attempt) {
    var uri = URI.create(config.baseUrl() + path);
    var held = access.get();
    var outcome =
        http.send(
            signed(HttpCall.post(operation, uri), "POST", uri, held.present())
                .json(Json.write(body))
                .draws(TRADING, held.present().budgetScope())
                .priority(priority)
                .patience(PATIENCE_FOR_ORDER)
                .attempt(attempt)
                .build());
    if (outcome instanceof Answered answer
        && answer.status() == UNAUTHORIZED
        && held.present().renews()) {
      renewForNextTime(held);
    }
    return outcome;
  }

  /** A refused command is not sent again from here; whoever sends it again has a new token. */
  private static void renewForNextTime(CoinbaseAccess held) {
    try {
      held.renew();
    } catch (BrokerException e) {
      LOG.debug("coinbase: the token of a refused command could not be renewed", e);
    }
  }

  private HttpCall.Builder signed(
      HttpCall.Builder call, String method, URI uri, CoinbaseCredentials credentials) {
    return credentials
        .sign(call, method, uri, clock, random)
        .connection(connection)
        .patience(PATIENCE_FOR_QUESTION)
        .deadline(config.timeout());
  }

  private <T> Reply<T> read(Question question, Class<T> type) {
    var answer = ask(question);
    requireSuccess(question, answer);
    return new Reply<>(Json.read(answer.body(), type), answer.askedAt());
  }

  private static void requireSuccess(Question question, Answered answer) {
    if (answer.status() != 200) {
      throw CoinbaseErrors.question(question.operation(), answer);
    }
  }
}
