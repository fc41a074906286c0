package io.brokerway.brokers.etrade;

import static io.brokerway.brokers.etrade.EtradeFigures.opened;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.CallPriority;
import io.brokerway.broker.Reading;
import io.brokerway.broker.order.Attempt;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.http.HttpCall;
import io.brokerway.kit.http.HttpOutcome;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.http.Query;
import io.brokerway.kit.json.Json;
import io.brokerway.kit.oauth1.OAuth1Signer;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * E*TRADE's endpoints, one method each, for one login. Questions throw what {@link EtradeErrors}
 * makes of the answer, after a sleeping token was woken once; commands hand the answer back as it
 * is. Thread-safe.
 */
final class EtradeClient {
  static final String ORDERS = "orders";
  static final String ACCOUNTS = "accounts";
  static final String MARKET = "market";
  static final int POSITIONS_PER_PAGE = 50;
  static final int TRANSACTIONS_PER_PAGE = 50;
  static final int ORDERS_PER_PAGE = 100;
  static final int QUOTES_PER_CALL = 25;

  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final Duration PATIENCE_FOR_ORDER = Duration.ofSeconds(2);
  private static final Duration PATIENCE_FOR_QUESTION = Duration.ofSeconds(30);

  private final BrokerHttp http;
  private final EtradeConfig config;
  private final OAuth1Signer signer;
  private final EtradeAccess access;

  EtradeClient(BrokerHttp http, EtradeConfig config, OAuth1Signer signer, EtradeAccess access) {
    this.http = http;
    this.config = config;
    this.signer = signer;
    this.access = access;
  }

  // ---- accounts ----

  Reading<List<EtradeWire.Account>> listAccounts(CallPriority priority) {
    return read(
            question("listAccounts", "/v1/accounts/list.json", ACCOUNTS, priority),
            EtradeWire.AccountsReply.class)
        .map(reply ->
            reply
                .map(body -> opened("AccountListResponse", body.response()))
                .map(list -> opened("Accounts", list.accounts()))
                .map(accounts -> EtradeFigures.listed(accounts.account()))
                .orElse(List.of()));
  }

  Reading<EtradeWire.Balance> getBalance(String accountKey) {
    var query = new Query().add("instType", "BROKERAGE").add("realTimeNAV", "true");
    var call =
        question(
            "getBalance",
            account(accountKey) + "/balance.json" + query,
            ACCOUNTS,
            CallPriority.SYNC);
    return read(call, EtradeWire.BalanceReply.class)
        .map(reply -> opened("BalanceResponse", present("BalanceResponse", reply).response()));
  }

  /** A page of the portfolio; empty if nothing is held. */
  Reading<Optional<EtradeWire.AccountPortfolio>> viewPortfolio(String accountKey, int page) {
    var query =
        new Query().add("count", POSITIONS_PER_PAGE).add("pageNumber", page).add("view", "QUICK");
    var call =
        question(
            "viewPortfolio",
            account(accountKey) + "/portfolio.json" + query,
            ACCOUNTS,
            CallPriority.SYNC);
    return read(call, EtradeWire.PortfolioReply.class)
        .map(reply ->
            reply
                .map(body -> opened("PortfolioResponse", body.response()))
                .map(portfolio -> EtradeFigures.listed(portfolio.accountPortfolio()))
                .map(accounts ->
                    opened("AccountPortfolio", accounts.isEmpty() ? null : accounts.getFirst())));
  }

  /** A page of transactions, the oldest first; empty if there are none. */
  Reading<Optional<EtradeWire.TransactionList>> listTransactions(
      String accountKey, LocalDate from, LocalDate to, @Nullable String marker) {
    var query =
        new Query()
            .add("startDate", EtradeFigures.day(from))
            .add("endDate", EtradeFigures.day(to))
            .add("sortOrder", "ASC")
            .add("count", TRANSACTIONS_PER_PAGE)
            .add("marker", marker);
    var call =
        question(
            "listTransactions",
            account(accountKey) + "/transactions.json" + query,
            ACCOUNTS,
            CallPriority.SYNC);
    return read(call, EtradeWire.TransactionsReply.class)
        .map(reply -> reply.map(body -> opened("TransactionListResponse", body.response())));
  }

  EtradeWire.TransactionDetails getTransaction(
      String accountKey, String transactionId, @Nullable String storeId) {
    var query = new Query().add("storeId", storeId);
    var path =
        "%s/transactions/%s.json%s"
            .formatted(account(accountKey), Query.encoded(transactionId), query);
    var call = question("getTransaction", path, ACCOUNTS, CallPriority.SYNC);
    var reply = read(call, EtradeWire.TransactionDetailsReply.class).value();
    return opened(
        "TransactionDetailsResponse", present("TransactionDetailsResponse", reply).response());
  }

  // ---- orders ----

  /** A page of the orders that were placed within some days, the newest first. */
  Reading<Optional<EtradeWire.Orders>> listOrders(
      String accountKey, LocalDate from, LocalDate to, @Nullable String marker, CallPriority how) {
    var query =
        new Query()
            .add("count", ORDERS_PER_PAGE)
            .add("fromDate", EtradeFigures.day(from))
            .add("toDate", EtradeFigures.day(to))
            .add("marker", marker);
    var call = question("listOrders", account(accountKey) + "/orders.json" + query, ORDERS, how);
    return read(call, EtradeWire.OrdersReply.class)
        .map(reply -> reply.map(body -> opened("OrdersResponse", body.response())));
  }

  /** One order; empty if E*TRADE says that there is none. */
  Reading<Optional<EtradeWire.Order>> getOrder(String accountKey, String orderId) {
    var path = "%s/orders/%s.json".formatted(account(accountKey), Query.encoded(orderId));
    var question = question("getOrder", path, ORDERS, CallPriority.CANCEL_AND_LOOKUP);
    var answer = asked(question);
    if (EtradeErrors.isAbsent(answer) || answer.status() == NO_CONTENT) {
      return Reading.complete(Optional.empty(), answer.askedAt());
    }
    requireOk(question, answer);
    var reply = Json.read(answer.body(), EtradeWire.OrdersReply.class);
    var orders =
        EtradeFigures.listed(opened("OrdersResponse", reply.response()).order()).stream()
            .filter(order -> orderId.equals(order.orderId()))
            .findFirst();
    return Reading.complete(Optional.of(opened("Order", orders.orElse(null))), answer.askedAt());
  }

  /** Makes no order; asked for leave all the same, since it is the first part of one. */
  HttpOutcome previewOrder(String accountKey, EtradeWire.OrderRequest request, Attempt attempt) {
    return preview(
        "POST", "previewOrder", account(accountKey) + "/orders/preview.json", request, attempt);
  }

  HttpOutcome placeOrder(String accountKey, EtradeWire.OrderRequest request, Attempt attempt) {
    return command(
        "POST",
        "placeOrder",
        account(accountKey) + "/orders/place.json",
        new EtradeWire.PlaceRequest(request),
        CallPriority.ORDER,
        attempt);
  }

  HttpOutcome previewChange(
      String accountKey, String orderId, EtradeWire.OrderRequest request, Attempt attempt) {
    return preview(
        "PUT", "previewChange", change(accountKey, orderId) + "/preview.json", request, attempt);
  }

  HttpOutcome placeChange(
      String accountKey, String orderId, EtradeWire.OrderRequest request, Attempt attempt) {
    return command(
        "PUT",
        "placeChange",
        change(accountKey, orderId) + "/place.json",
        new EtradeWire.PlaceRequest(request),
        CallPriority.ORDER,
        attempt);
  }

  HttpOutcome cancelOrder(String accountKey, long orderId, Attempt attempt) {
    return command(
        "PUT",
        "cancelOrder",
        account(accountKey) + "/orders/cancel.json",
        new EtradeWire.CancelRequest(new EtradeWire.CancelOrder(orderId)),
        CallPriority.CANCEL_AND_LOOKUP,
        attempt);
  }

  // ---- market ----

  Reading<EtradeWire.Quotes> getQuotes(List<String> symbols) {
    var joined = symbols.stream().map(EtradeClient::symbol).toList();
    var path = "/v1/market/quote/%s.json?detailFlag=ALL".formatted(String.join(",", joined));
    var call = question("getQuotes", path, MARKET, CallPriority.INTERACTIVE);
    return read(call, EtradeWire.QuotesReply.class)
        .map(reply -> opened("QuoteResponse", present("QuoteResponse", reply).response()));
  }

  List<EtradeWire.LookupRow> lookUpProduct(String text) {
    var path = "/v1/market/lookup/%s.json".formatted(Query.encoded(text));
    var call = question("lookUpProduct", path, MARKET, CallPriority.INTERACTIVE);
    return read(call, EtradeWire.LookupReply.class)
        .value()
        .map(body -> opened("LookupResponse", body.response()))
        .map(found -> EtradeFigures.listed(found.data()))
        .orElse(List.of());
  }

  /** The colons of an option stay as they are: they belong to the path. */
  private static String symbol(String symbol) {
    return Query.encoded(symbol).replace("%3A", ":");
  }

  // ---- how calls are made ----

  private static String account(String accountKey) {
    return "/v1/accounts/" + Query.encoded(accountKey);
  }

  private static String change(String accountKey, String orderId) {
    return "%s/orders/%s/change".formatted(account(accountKey), Query.encoded(orderId));
  }

  /** A call that can be made again with another token. */
  private record Question(String operation, Function<EtradeCredentials, HttpCall> call) {}

  private Question question(String operation, String path, String budget, CallPriority priority) {
    var uri = uri(path);
    return new Question(
        operation,
        credentials ->
            signed(HttpCall.get(operation, uri), "GET", uri, credentials)
                .draws(budget, credentials.budgetScope())
                .priority(priority)
                .patience(PATIENCE_FOR_QUESTION)
                .build());
  }

  private HttpCall.Builder signed(
      HttpCall.Builder call, String method, URI uri, EtradeCredentials credentials) {
    return signer
        .sign(call, method, uri, credentials.keys())
        .header("Accept", "application/json")
        .connection(access.connection())
        .deadline(config.timeout());
  }

  private URI uri(String path) {
    return URI.create(config.baseUrl() + path);
  }

  private HttpOutcome preview(
      String method,
      String operation,
      String path,
      EtradeWire.OrderRequest request,
      Attempt attempt) {
    var body = new EtradeWire.PreviewRequest(request);
    var first = access.credentials();
    var outcome =
        http.send(order(method, operation, path, body, attempt, first).asksOnly().build());
    if (!(outcome instanceof Answered answer) || !isAsleep(answer)) {
      return outcome;
    }
    try {
      var renewed = access.renew(first);
      return http.send(order(method, operation, path, body, attempt, renewed).asksOnly().build());
    } catch (BrokerException _) {
      return outcome;
    }
  }

  private HttpOutcome command(
      String method,
      String operation,
      String path,
      Object body,
      CallPriority priority,
      Attempt attempt) {
    return http.send(
        order(method, operation, path, body, attempt, access.credentials())
            .priority(priority)
            .build());
  }

  private HttpCall.Builder order(
      String method,
      String operation,
      String path,
      Object body,
      Attempt attempt,
      EtradeCredentials credentials) {
    var uri = uri(path);
    var call = method.equals("POST") ? HttpCall.post(operation, uri) : HttpCall.put(operation, uri);
    return signed(call, method, uri, credentials)
        .json(Json.write(body))
        .draws(ORDERS, credentials.budgetScope())
        .priority(CallPriority.ORDER)
        .patience(PATIENCE_FOR_ORDER)
        .attempt(attempt);
  }

  private static boolean isAsleep(Answered answer) {
    return answer.status() / 100 == 4 && EtradeProblem.of(answer).mayBeRenewed();
  }

  /** Asks, and once more with a token that was woken. */
  private Answered asked(Question question) {
    var first = access.credentials();
    var answer = http.ask(question.call().apply(first));
    return isAsleep(answer) ? http.ask(question.call().apply(access.renew(first))) : answer;
  }

  private static void requireOk(Question question, Answered answer) {
    if (answer.status() != OK) {
      throw EtradeErrors.question(question.operation(), answer);
    }
  }

  /** An answer; empty if E*TRADE says that there is nothing. */
  private <T> Reading<Optional<T>> read(Question question, Class<T> type) {
    var answer = asked(question);
    if (answer.status() == NO_CONTENT) {
      return Reading.complete(Optional.empty(), answer.askedAt());
    }
    requireOk(question, answer);
    return Reading.complete(Optional.of(Json.read(answer.body(), type)), answer.askedAt());
  }

  private static <T> T present(String name, Optional<T> reply) {
    return reply.orElseThrow(() -> EtradeFigures.missing(name));
  }
}
