package io.brokerway.brokers.charlesschwab;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.CallPriority;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.Attempt;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.http.HttpCall;
import io.brokerway.kit.http.HttpOutcome;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.http.Query;
import io.brokerway.kit.json.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Schwab's endpoints, one method each, named as Schwab names them. A question that is refused for
 * its token is asked once more with a renewed one; a command never is. Thread-safe.
 */
final class SchwabClient {
  static final String CALLS = "calls";
  static final int MOST_ORDERS = 3_000;
  static final int MOST_TRANSACTIONS = 3_000;

  private static final Duration PATIENCE_FOR_ORDER = Duration.ofSeconds(2);
  private static final Duration PATIENCE_FOR_QUESTION = Duration.ofSeconds(30);
  private static final int LONG_LIST = 32 << 20;
  private static final int UNAUTHORIZED = 401;

  /** How far the broker's clock may be from ours before a reading is dated by the broker's. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

  /** Who calls, and what may be done once Schwab no longer takes his token. */
  interface Caller {
    String connection();

    SchwabCredentials credentials();

    /** Renewed ones; throws if that needs the user. */
    SchwabCredentials renewed(SchwabCredentials refused);

    /** Before there is a connection. */
    static Caller of(SchwabCredentials credentials) {
      return new Caller() {
        @Override
        public String connection() {
          return "";
        }

        @Override
        public SchwabCredentials credentials() {
          return credentials;
        }

        @Override
        public SchwabCredentials renewed(SchwabCredentials refused) {
          throw new BrokerException.LoginNeeded("Schwab does not take the new token");
        }
      };
    }

    static Caller of(BrokerSession session) {
      return new Caller() {
        @Override
        public String connection() {
          return session.connection();
        }

        @Override
        public SchwabCredentials credentials() {
          return SchwabCredentials.of(session.credentials());
        }

        @Override
        public SchwabCredentials renewed(SchwabCredentials refused) {
          var present = session.credentials();
          return SchwabCredentials.of(present).tokens().equals(refused.tokens())
              ? SchwabCredentials.of(session.renew(present))
              : SchwabCredentials.of(present);
        }
      };
    }
  }

  /**
   * An answer to a question.
   *
   * @param startedAt when it was asked, on the broker's clock
   */
  record Reply<T>(T body, Instant startedAt) {}

  private final BrokerHttp http;
  private final SchwabConfig config;
  private final Caller caller;
  private final Map<AccountKey, String> hashes = new ConcurrentHashMap<>();

  SchwabClient(BrokerHttp http, SchwabConfig config, Caller caller) {
    this.http = http;
    this.config = config;
    this.caller = caller;
  }

  // ---- accounts ----

  Reply<List<SchwabWire.AccountNumber>> getAccountNumbers() {
    return list(
        "getAccountNumbers", trader("/accounts/accountNumbers"), SchwabWire.AccountNumber.class);
  }

  Reply<List<SchwabWire.AccountReply>> getAccounts() {
    return list("getAccounts", trader("/accounts"), SchwabWire.AccountReply.class);
  }

  Reply<SchwabWire.SecuritiesAccount> getAccount(AccountKey account, boolean positions) {
    var uri = trader("/accounts/" + hash(account) + (positions ? "?fields=positions" : ""));
    var reply =
        ask(
            "getAccount",
            uri,
            CallPriority.SYNC,
            0,
            body -> Json.read(body, SchwabWire.AccountReply.class));
    var securities = reply.body().securitiesAccount();
    return new Reply<>(SchwabFigures.given("securitiesAccount", securities), reply.startedAt());
  }

  Reply<SchwabWire.Preference> getUserPreference() {
    return ask(
        "getUserPreference",
        trader("/userPreference"),
        CallPriority.INTERACTIVE,
        0,
        SchwabClient::preference);
  }

  /** An object in practice, a list of one by the document. */
  private static SchwabWire.Preference preference(byte[] body) {
    return body.length > 0 && body[0] == '['
        ? Json.readList(body, SchwabWire.Preference.class).getFirst()
        : Json.read(body, SchwabWire.Preference.class);
  }

  Reply<List<SchwabWire.Transaction>> getTransactions(
      AccountKey account, Instant from, Instant to, String types) {
    var query =
        new Query()
            .add("startDate", SchwabFigures.asked(from))
            .add("endDate", SchwabFigures.asked(to))
            .add("types", types);
    return list(
        "getTransactions",
        trader("/accounts/" + hash(account) + "/transactions" + query),
        SchwabWire.Transaction.class);
  }

  // ---- orders ----

  /** Orders by when they were entered; at most {@link #MOST_ORDERS}. */
  Reply<List<SchwabWire.Order>> getOrders(AccountKey account, Instant from, Instant to) {
    var query =
        new Query()
            .add("fromEnteredTime", SchwabFigures.asked(from))
            .add("toEnteredTime", SchwabFigures.asked(to))
            .add("maxResults", MOST_ORDERS);
    return ask(
        "getOrders",
        trader("/accounts/" + hash(account) + "/orders" + query),
        CallPriority.CANCEL_AND_LOOKUP,
        LONG_LIST,
        body -> Json.readList(body, SchwabWire.Order.class));
  }

  /** One order; empty if Schwab says that there is none. */
  Reply<Optional<SchwabWire.Order>> getOrder(AccountKey account, String orderId) {
    var uri = trader("/accounts/" + hash(account) + "/orders/" + Query.encoded(orderId));
    var call = question("getOrder", uri, CallPriority.CANCEL_AND_LOOKUP, 0);
    var answer = asked(call);
    if (SchwabErrors.isAbsent(answer)) {
      return new Reply<>(Optional.empty(), startedAt(answer));
    }
    requireSuccess("getOrder", answer);
    return new Reply<>(
        Optional.of(Json.read(answer.body(), SchwabWire.Order.class)), startedAt(answer));
  }

  HttpOutcome postOrder(AccountKey account, SchwabWire.Order order, Attempt attempt) {
    var uri = trader("/accounts/" + hash(account) + "/orders");
    return command(
        HttpCall.post("postOrder", uri).json(Json.write(order)), CallPriority.ORDER, attempt);
  }

  HttpOutcome putOrder(
      AccountKey account, String orderId, SchwabWire.Order order, Attempt attempt) {
    var uri = trader("/accounts/" + hash(account) + "/orders/" + Query.encoded(orderId));
    return command(
        HttpCall.put("putOrder", uri).json(Json.write(order)), CallPriority.ORDER, attempt);
  }

  HttpOutcome deleteOrder(AccountKey account, String orderId, Attempt attempt) {
    var uri = trader("/accounts/" + hash(account) + "/orders/" + Query.encoded(orderId));
    return command(HttpCall.delete("deleteOrder", uri), CallPriority.CANCEL_AND_LOOKUP, attempt);
  }

  // ---- market data ----

  /** Quotes by symbol; {@code errors} stands among them where some are not known. */
  JsonNode getQuotes(List<String> symbols) {
    var query =
        new Query().add("symbols", String.join(",", symbols)).add("fields", "quote,reference");
    return ask("getQuotes", data("/quotes" + query), CallPriority.INTERACTIVE, 0, Json::tree)
        .body();
  }

  SchwabWire.PriceHistory getPriceHistory(Query query) {
    return ask(
            "getPriceHistory",
            data("/pricehistory" + query),
            CallPriority.INTERACTIVE,
            LONG_LIST,
            body -> Json.read(body, SchwabWire.PriceHistory.class))
        .body();
  }

  SchwabWire.Instruments getInstruments(String symbol, String projection) {
    var query = new Query().add("symbol", symbol).add("projection", projection);
    return ask(
            "getInstruments",
            data("/instruments" + query),
            CallPriority.INTERACTIVE,
            LONG_LIST,
            body -> Json.read(body, SchwabWire.Instruments.class))
        .body();
  }

  JsonNode getMarkets(String market) {
    var query = new Query().add("markets", market);
    return ask("getMarkets", data("/markets" + query), CallPriority.INTERACTIVE, 0, Json::tree)
        .body();
  }

  // ---- accounts in addresses ----

  /** What stands for an account in an address. An account that was linked later is looked for. */
  String hash(AccountKey account) {
    var known = hashes.get(account);
    var told = known == null ? caller.credentials().hashes().get(account) : known;
    if (told != null) {
      return told;
    }
    hashes.putAll(SchwabMapping.hashes(getAccountNumbers().body()));
    var found = hashes.get(account);
    if (found == null) {
      throw new BrokerException.NotFound("this login does not reach that account");
    }
    return found;
  }

  Caller caller() {
    return caller;
  }

  // ---- how calls are made ----

  private URI trader(String path) {
    return URI.create(config.baseUrl() + path);
  }

  private URI data(String path) {
    return URI.create(config.dataUrl() + path);
  }

  private <T> Reply<List<T>> list(String operation, URI uri, Class<T> element) {
    return ask(operation, uri, CallPriority.SYNC, LONG_LIST, body -> Json.readList(body, element));
  }

  private <T> Reply<T> ask(
      String operation,
      URI uri,
      CallPriority priority,
      int replyLimit,
      Function<byte[], T> reading) {
    var answer = asked(question(operation, uri, priority, replyLimit));
    requireSuccess(operation, answer);
    return new Reply<>(reading.apply(answer.body()), startedAt(answer));
  }

  private static Function<SchwabCredentials, HttpCall.Builder> question(
      String operation, URI uri, CallPriority priority, int replyLimit) {
    return credentials ->
        credentials
            .sign(HttpCall.get(operation, uri))
            .draws(CALLS, credentials.budgetScope())
            .priority(priority)
            .replyLimit(replyLimit)
            .patience(PATIENCE_FOR_QUESTION);
  }

  private Answered asked(Function<SchwabCredentials, HttpCall.Builder> question) {
    var credentials = caller.credentials();
    var answer = asked(question, credentials);
    return answer.status() == UNAUTHORIZED ? asked(question, caller.renewed(credentials)) : answer;
  }

  private Answered asked(
      Function<SchwabCredentials, HttpCall.Builder> question, SchwabCredentials credentials) {
    return http.ask(
        question
            .apply(credentials)
            .connection(caller.connection())
            .deadline(config.timeout())
            .build());
  }

  private static void requireSuccess(String operation, Answered answer) {
    if (answer.status() != 200) {
      throw SchwabErrors.question(operation, answer);
    }
  }

  private HttpOutcome command(HttpCall.Builder call, CallPriority priority, Attempt attempt) {
    var credentials = caller.credentials();
    var outcome =
        http.send(
            credentials
                .sign(call)
                .connection(caller.connection())
                .draws(CALLS, credentials.budgetScope())
                .priority(priority)
                .patience(PATIENCE_FOR_ORDER)
                .deadline(config.timeout())
                .attempt(attempt)
                .build());
    if (outcome instanceof Answered answer && answer.status() == UNAUTHORIZED) {
      renew(credentials);
    }
    return outcome;
  }

  /** So that the command's next try has a token that is good; whether it has, that try shows. */
  private void renew(SchwabCredentials refused) {
    try {
      caller.renewed(refused);
    } catch (BrokerException e) {
      // The gateway hears of an ended login by the outcome, and by every question.
      return;
    }
  }

  /**
   * When a question was asked, on the broker's clock. The {@code Date} header has whole seconds: it
   * decides only where our clock is plainly another.
   */
  static Instant startedAt(Answered answer) {
    @Nullable Instant date = answer.brokerDate();
    if (date == null) {
      return answer.startedAt();
    }
    var endedAt = answer.startedAt().plus(answer.took());
    var agree =
        date.isAfter(answer.startedAt().minus(CLOCK_TOLERANCE))
            && date.isBefore(endedAt.plus(CLOCK_TOLERANCE));
    return agree ? answer.startedAt() : date.minus(answer.took());
  }
}
