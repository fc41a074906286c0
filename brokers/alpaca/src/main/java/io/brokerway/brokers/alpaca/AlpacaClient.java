package io.brokerway.brokers.alpaca;

import static io.brokerway.brokers.alpaca.AlpacaFigures.plainOrNull;

import io.brokerway.broker.CallPriority;
import io.brokerway.broker.Environment;
import io.brokerway.broker.instrument.OptionChainQuery;
import io.brokerway.broker.order.Attempt;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.http.HttpCall;
import io.brokerway.kit.http.HttpOutcome;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.http.Query;
import io.brokerway.kit.json.Json;
import io.brokerway.kit.pacing.Draw;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Alpaca's endpoints, one method each, for one login and environment. Questions throw what {@link
 * AlpacaErrors} makes of the answer; commands hand the answer back as it is. Thread-safe.
 */
final class AlpacaClient {
  static final String TRADING = "trading";
  static final String DATA = "data";
  static final int ORDERS_PER_PAGE = 500;
  static final int ACTIVITIES_PER_PAGE = 100;
  static final int BARS_PER_PAGE = 10_000;

  private static final int ASSETS_REPLY_LIMIT = 32 << 20;
  private static final Duration PATIENCE_FOR_ORDER = Duration.ofSeconds(2);
  private static final Duration PATIENCE_FOR_QUESTION = Duration.ofSeconds(30);
  private static final LocalDate END_OF_OPTIONS = LocalDate.of(2100, 1, 1);
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);
  private static final Duration LONGEST_RESET = Duration.ofMinutes(5);

  private final BrokerHttp http;
  private final AlpacaConfig config;
  private final Environment environment;
  private final String connection;
  private final String budgetScope;
  private final Supplier<AlpacaCredentials> credentials;

  /**
   * @param connection our id of the connection, for the record; empty before there is one
   * @param budgetScope what Alpaca counts the calls for: the account
   * @param credentials asked at every call
   */
  AlpacaClient(
      BrokerHttp http,
      AlpacaConfig config,
      Environment environment,
      String connection,
      String budgetScope,
      Supplier<AlpacaCredentials> credentials) {
    this.http = http;
    this.config = config;
    this.environment = environment;
    this.connection = connection;
    this.budgetScope = budgetScope;
    this.credentials = credentials;
  }

  /**
   * An answer to a question.
   *
   * @param startedAt when it was asked, on the broker's clock
   */
  record Reply<T>(T body, Instant startedAt) {}

  /** The reply for stocks, which has no wrapper. */
  @SuppressWarnings("serial")
  static final class SnapshotsBySymbol extends LinkedHashMap<String, AlpacaWire.Snapshot> {}

  // ---- account ----

  Reply<AlpacaWire.Account> getAccount(CallPriority priority) {
    return read(trading("getAccount", "/v2/account", priority), AlpacaWire.Account.class);
  }

  Reply<List<AlpacaWire.Position>> getPositions() {
    var call = trading("getPositions", "/v2/positions", CallPriority.SYNC);
    return readList(call, AlpacaWire.Position.class);
  }

  /** The activities after a moment (exclusive), the oldest first. */
  Reply<List<AlpacaWire.Activity>> getActivities(
      @Nullable Instant after, @Nullable String pageToken) {
    var query = new Query();
    query.add("direction", "asc");
    query.add("page_size", ACTIVITIES_PER_PAGE);
    query.add("after", after);
    query.add("page_token", pageToken);
    var call = trading("getActivities", "/v2/account/activities" + query, CallPriority.SYNC);
    return readList(call, AlpacaWire.Activity.class);
  }

  /** The events from one on, or from a moment on, for as long as they are listened to. */
  HttpCall activityEvents(@Nullable String sinceId, Instant since) {
    var query = new Query();
    query.add("since_id", sinceId);
    query.add("since", sinceId == null ? since : null);
    var path = "/v2beta1/events/activities" + query;
    return trading("activityEvents", path, CallPriority.SYNC).deadline(LONGEST_SILENCE).build();
  }

  // ---- orders ----

  /** A page of orders, the newest first: those before an order, or all after a moment. */
  Reply<List<AlpacaWire.Order>> getOrders(
      String status, @Nullable Instant after, @Nullable String beforeOrderId) {
    var query = new Query();
    query.add("status", status);
    query.add("limit", ORDERS_PER_PAGE);
    query.add("direction", "desc");
    // Alpaca takes a moment or an order id, not both.
    query.add("after", beforeOrderId == null ? after : null);
    query.add("before_order_id", beforeOrderId);
    var call = trading("getOrders", "/v2/orders" + query, CallPriority.INTERACTIVE);
    return readList(call, AlpacaWire.Order.class);
  }

  /** One order with its legs; empty if Alpaca says that there is none. */
  Reply<Optional<AlpacaWire.Order>> getOrder(String orderId) {
    var path = "/v2/orders/" + Query.encoded(orderId) + "?nested=true";
    var call = trading("getOrder", path, CallPriority.CANCEL_AND_LOOKUP);
    return readIfThere(call, AlpacaWire.Order.class);
  }

  /** The order of a client order id; empty if Alpaca says that there is none. */
  Reply<Optional<AlpacaWire.Order>> getOrderByClientOrderId(String clientOrderId) {
    var query = new Query();
    query.add("client_order_id", clientOrderId);
    var path = "/v2/orders:by_client_order_id" + query;
    var call = trading("getOrderByClientOrderId", path, CallPriority.CANCEL_AND_LOOKUP);
    return readIfThere(call, AlpacaWire.Order.class);
  }

  HttpOutcome postOrder(AlpacaWire.PlaceOrder order, Attempt attempt) {
    return command(
        HttpCall.post("postOrder", tradingUri("/v2/orders")).json(Json.write(order)),
        CallPriority.ORDER,
        attempt);
  }

  HttpOutcome patchOrder(String orderId, AlpacaWire.PatchOrder change, Attempt attempt) {
    return command(
        HttpCall.patch("patchOrder", tradingUri("/v2/orders/" + Query.encoded(orderId)))
            .json(Json.write(change)),
        CallPriority.ORDER,
        attempt);
  }

  HttpOutcome deleteOrder(String orderId, Attempt attempt) {
    return command(
        HttpCall.delete("deleteOrder", tradingUri("/v2/orders/" + Query.encoded(orderId))),
        CallPriority.CANCEL_AND_LOOKUP,
        attempt);
  }

  // ---- instruments and hours ----

  Reply<AlpacaWire.Clock> getClock() {
    var call = trading("getClock", "/v2/clock", CallPriority.INTERACTIVE);
    return read(call, AlpacaWire.Clock.class);
  }

  /** One asset; empty if Alpaca says that there is none. Not for crypto: the slash is no path. */
  Reply<Optional<AlpacaWire.Asset>> getAsset(String symbol) {
    var call = trading("getAsset", "/v2/assets/" + Query.encoded(symbol), CallPriority.INTERACTIVE);
    return readIfThere(call, AlpacaWire.Asset.class);
  }

  /** Every active asset of a class. */
  Reply<List<AlpacaWire.Asset>> getAssets(String assetClass) {
    var query = new Query();
    query.add("status", "active");
    query.add("asset_class", assetClass);
    var call =
        trading("getAssets", "/v2/assets" + query, CallPriority.INTERACTIVE)
            .replyLimit(ASSETS_REPLY_LIMIT);
    return readList(call, AlpacaWire.Asset.class);
  }

  Reply<Optional<AlpacaWire.OptionContract>> getOptionContract(String symbol) {
    var path = "/v2/options/contracts/" + Query.encoded(symbol);
    var call = trading("getOptionContract", path, CallPriority.INTERACTIVE);
    return readIfThere(call, AlpacaWire.OptionContract.class);
  }

  Reply<AlpacaWire.OptionContracts> getOptionContracts(OptionChainQuery wanted) {
    var query = new Query();
    query.add("underlying_symbols", wanted.underlying());
    query.add("status", "active");
    query.add("expiration_date_gte", wanted.expiresFrom());
    var last = wanted.expiresTo();
    // Without an end Alpaca lists what expires before the next weekend.
    query.add("expiration_date_lte", last == null ? END_OF_OPTIONS : last);
    var right = wanted.right();
    query.add("type", right == null ? null : AlpacaConfig.spelled(right));
    query.add("strike_price_gte", plainOrNull(wanted.strikeFrom()));
    query.add("strike_price_lte", plainOrNull(wanted.strikeTo()));
    query.add("limit", wanted.limit());
    query.add("page_token", wanted.pageToken());
    var path = "/v2/options/contracts" + query;
    var call = trading("getOptionContracts", path, CallPriority.INTERACTIVE);
    return read(call, AlpacaWire.OptionContracts.class);
  }

  Reply<List<AlpacaWire.CalendarDay>> getCalendar(LocalDate from, LocalDate to) {
    var query = new Query();
    query.add("start", from);
    query.add("end", to);
    var call = trading("getCalendar", "/v2/calendar" + query, CallPriority.INTERACTIVE);
    return readList(call, AlpacaWire.CalendarDay.class);
  }

  Reply<AlpacaWire.PortfolioHistory> getPortfolioHistory(
      String timeframe, Instant from, Instant to) {
    var query = new Query();
    query.add("timeframe", timeframe);
    query.add("start", from);
    query.add("end", to);
    var path = "/v2/account/portfolio/history" + query;
    var call = trading("getPortfolioHistory", path, CallPriority.INTERACTIVE);
    return read(call, AlpacaWire.PortfolioHistory.class);
  }

  Reply<List<AlpacaWire.WalletTransfer>> getWalletTransfers() {
    var call = trading("getWalletTransfers", "/v2/wallets/transfers", CallPriority.INTERACTIVE);
    return readList(call, AlpacaWire.WalletTransfer.class);
  }

  // ---- market data ----

  /** Snapshots of stocks. Empty if Alpaca finds one of the symbols malformed. */
  Optional<Map<String, AlpacaWire.Snapshot>> getStockSnapshots(List<String> symbols) {
    var query = new Query();
    query.add("symbols", String.join(",", symbols));
    query.add("feed", AlpacaConfig.spelled(config.feed()));
    return readIfValid("getStockSnapshots", "/v2/stocks/snapshots" + query, SnapshotsBySymbol.class)
        .map(snapshots -> snapshots);
  }

  Optional<Map<String, AlpacaWire.Snapshot>> getCryptoSnapshots(List<String> symbols) {
    var query = new Query();
    query.add("symbols", String.join(",", symbols));
    return wrapped("getCryptoSnapshots", "/v1beta3/crypto/us/snapshots" + query);
  }

  Optional<Map<String, AlpacaWire.Snapshot>> getOptionSnapshots(List<String> symbols) {
    var query = new Query();
    query.add("symbols", String.join(",", symbols));
    query.add("feed", AlpacaConfig.spelled(config.optionsFeed()));
    return wrapped("getOptionSnapshots", "/v1beta1/options/snapshots" + query);
  }

  private Optional<Map<String, AlpacaWire.Snapshot>> wrapped(String operation, String path) {
    return readIfValid(operation, path, AlpacaWire.Snapshots.class)
        .map(reply -> reply.snapshots() == null ? Map.of() : reply.snapshots());
  }

  /** A page of bars, the oldest first; {@code to} is inclusive. */
  Reply<AlpacaWire.Bars> getBars(
      String path, String symbol, String timeframe, Span span, @Nullable String pageToken) {
    var query = new Query();
    query.add("symbols", symbol);
    query.add("timeframe", timeframe);
    query.add("start", span.from());
    query.add("end", span.to());
    query.add("limit", Math.min(span.limit(), BARS_PER_PAGE));
    query.add("sort", "asc");
    query.add("page_token", pageToken);
    if (path.contains("/stocks/")) {
      query.add("adjustment", "split");
      query.add("feed", AlpacaConfig.historicalFeed(config.feed()));
    }
    return read(data("getBars", path + query), AlpacaWire.Bars.class);
  }

  /** From when to when, and how many at most. */
  record Span(Instant from, Instant to, int limit) {}

  // ---- how calls are made ----

  private HttpCall.Builder trading(String operation, String path, CallPriority priority) {
    return signed(HttpCall.get(operation, tradingUri(path)), TRADING).priority(priority);
  }

  private HttpCall.Builder data(String operation, String path) {
    var uri = URI.create(config.dataUrl() + path);
    return signed(HttpCall.get(operation, uri), DATA).priority(CallPriority.INTERACTIVE);
  }

  private URI tradingUri(String path) {
    return URI.create(config.tradingUrl(environment) + path);
  }

  private HttpCall.Builder signed(HttpCall.Builder call, String budget) {
    return credentials
        .get()
        .sign(call)
        .connection(connection)
        .draws(budget, budgetScope)
        .patience(PATIENCE_FOR_QUESTION)
        .deadline(config.timeout());
  }

  private HttpOutcome command(HttpCall.Builder call, CallPriority priority, Attempt attempt) {
    var outcome =
        http.send(
            signed(call, TRADING)
                .priority(priority)
                .patience(PATIENCE_FOR_ORDER)
                .attempt(attempt)
                .build());
    if (outcome instanceof Answered answer) {
      observeBudget(answer, TRADING);
    }
    return outcome;
  }

  private <T> Reply<T> read(HttpCall.Builder call, Class<T> type) {
    var answer = successful(call.build());
    return new Reply<>(Json.read(answer.body(), type), answer.askedAt());
  }

  private <T> Reply<List<T>> readList(HttpCall.Builder call, Class<T> element) {
    var answer = successful(call.build());
    return new Reply<>(Json.readList(answer.body(), element), answer.askedAt());
  }

  private <T> Reply<Optional<T>> readIfThere(HttpCall.Builder builder, Class<T> type) {
    var call = builder.build();
    var answer = asked(call);
    if (AlpacaErrors.isAbsent(answer)) {
      return new Reply<>(Optional.empty(), answer.askedAt());
    }
    requireSuccess(call, answer);
    return new Reply<>(Optional.of(Json.read(answer.body(), type)), answer.askedAt());
  }

  private <T> Optional<T> readIfValid(String operation, String path, Class<T> type) {
    var call = data(operation, path).build();
    var answer = asked(call);
    if (AlpacaErrors.isInvalidSymbol(answer)) {
      return Optional.empty();
    }
    requireSuccess(call, answer);
    return Optional.of(Json.read(answer.body(), type));
  }

  private Answered successful(HttpCall call) {
    var answer = asked(call);
    requireSuccess(call, answer);
    return answer;
  }

  private static void requireSuccess(HttpCall call, Answered answer) {
    if (answer.status() != 200) {
      throw AlpacaErrors.question(call.operation(), answer);
    }
  }

  private Answered asked(HttpCall call) {
    var answer = http.ask(call);
    observeBudget(answer, call.draws().getFirst().budget());
    return answer;
  }

  /** Others may use the same account: then fewer calls are left than we counted. */
  private void observeBudget(Answered answer, String budget) {
    remaining(answer)
        .ifPresent(left ->
            resetIn(answer)
                .ifPresent(
                    reset -> http.pacing().observe(new Draw(budget, budgetScope), left, reset)));
  }

  private static Optional<Integer> remaining(Answered answer) {
    return answer
        .header("x-ratelimit-remaining")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(Integer::valueOf);
  }

  /** How long until Alpaca's count starts anew; empty if the answer does not say. */
  static Optional<Duration> resetIn(Answered answer) {
    var now = answer.brokerDate() == null ? answer.startedAt() : answer.brokerDate();
    return answer
        .header("x-ratelimit-reset")
        .filter(text -> text.matches("\\d{1,12}"))
        .map(text -> Duration.between(now, Instant.ofEpochSecond(Long.parseLong(text))))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
        .map(wait -> wait.compareTo(LONGEST_RESET) > 0 ? LONGEST_RESET : wait);
  }
}
