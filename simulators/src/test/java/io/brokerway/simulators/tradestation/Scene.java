package io.brokerway.simulators.tradestation;

import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.exchange.tape.TapeMode;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.ThinPrices;
import io.brokerway.simulators.oauth.SimulatedUser;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A simulator at a known moment, and a caller who is logged in as the demo user. */
final class Scene implements AutoCloseable {
  /** A Tuesday, ten in the morning in New York. */
  static final Instant MORNING = Instant.parse("2026-03-03T15:00:00Z");

  static final String MARGIN = DemoLogins.SIMULATION.holder().id();
  static final URI RETURN = URI.create("http://127.0.0.1:8000/oauth/callback/tradestation");
  static final String ALL_SCOPES = "openid offline_access profile MarketData ReadAccount Trade";

  private static final Tape MARKET_HOURS = Tape.of(TapeConfig.of(TapeMode.MARKET_HOURS));
  private static final BigDecimal PLENTY = new BigDecimal(1_000_000);

  final ThinPrices prices;
  final SimulatorClock clock;
  final TradeStationSimulator tradeStation;
  private final Map<String, String> tokens = new java.util.HashMap<>();

  private Scene(Tape tape, SimulatorClock clock, boolean rotating) {
    this.prices = ThinPrices.of(tape);
    this.clock = clock;
    prices.show(PLENTY);
    var setup = TradeStationSetup.inMemory(clock, prices);
    tradeStation =
        TradeStationSimulator.start(rotating ? setup.withRotatingRefreshTokens() : setup, 0);
  }

  static Scene open() {
    return new Scene(MARKET_HOURS, SimulatorClock.standing(MORNING), false);
  }

  static Scene withRotatingRefreshTokens() {
    return new Scene(MARKET_HOURS, SimulatorClock.standing(MORNING), true);
  }

  /**
   * A market that never closes, at the time of the machine, for callers who have no other clock.
   */
  static Scene alwaysOpen() {
    return new Scene(
        Tape.of(TapeConfig.alwaysOpen()), SimulatorClock.ticking(Clock.systemUTC()), false);
  }

  /** The address that an application sends its user to. */
  URI page(String scope, String state) {
    return URI.create(
        "%s/authorize?response_type=code&client_id=%s&audience=https://api.tradestation.com&redirect_uri=%s&scope=%s&state=%s"
            .formatted(
                tradeStation.signInUrl(),
                DemoLogins.CLIENT.id(),
                RETURN,
                scope.replace(" ", "%20"),
                state));
  }

  String code(SimulatedUser user, String scope) {
    return parameter(tradeStation.browser(user).allow(page(scope, "s")), "code");
  }

  static String parameter(URI address, String name) {
    for (var pair : address.getRawQuery().split("&", -1)) {
      var parts = pair.split("=", 2);
      if (parts[0].equals(name)) {
        return URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
      }
    }
    throw new AssertionError("no %s in %s".formatted(name, address));
  }

  Caller signIn() {
    return new Caller(tradeStation.signInUrl(), "");
  }

  Caller.Reply redeem(String code) {
    return signIn()
        .form(
            "/oauth/token",
            Map.of(
                "grant_type", "authorization_code",
                "client_id", DemoLogins.CLIENT.id(),
                "client_secret", DemoLogins.CLIENT.secret(),
                "code", code,
                "redirect_uri", RETURN.toString()));
  }

  Caller.Reply refresh(String token) {
    return signIn()
        .form(
            "/oauth/token",
            Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                DemoLogins.CLIENT.id(),
                "client_secret",
                DemoLogins.CLIENT.secret(),
                "refresh_token",
                token));
  }

  /** A caller of the simulation host with all that an adapter needs. */
  Caller simulation() {
    return new Caller(tradeStation.simulationUrl(), token(ALL_SCOPES));
  }

  Caller live() {
    return new Caller(tradeStation.liveUrl(), token(ALL_SCOPES));
  }

  String token(String scope) {
    // A token does not outlive a jump of the clock.
    return tokens.computeIfAbsent(
        scope + clock.instant(), _ -> redeem(code(DemoLogins.USER, scope)).text("access_token"));
  }

  Caller control() {
    return new Caller(tradeStation.controlUrl(), "");
  }

  /** A price so far below the market that a buy rests. */
  String restingBuy(String symbol) {
    return ask(symbol).multiply(new BigDecimal("0.5")).setScale(2, RoundingMode.DOWN).toString();
  }

  BigDecimal ask(String symbol) {
    var listed = tradeStation.venue().prices().find(symbol).orElseThrow();
    return tradeStation
        .venue()
        .prices()
        .quote(listed, clock.instant())
        .ask()
        .setScale(2, RoundingMode.HALF_UP);
  }

  static String order(String symbol, String action, String quantity, String more) {
    return """
    {"AccountID":"%s","Symbol":"%s","Quantity":"%s","TradeAction":"%s",%s}
    """
        .formatted(MARGIN, symbol, quantity, action, more);
  }

  static String market(String symbol, String action, String quantity) {
    return order(
        symbol,
        action,
        quantity,
        "\"OrderType\":\"Market\",\"TimeInForce\":{\"Duration\":\"DAY\"}");
  }

  static String limit(String symbol, String action, String quantity, String price) {
    return order(
        symbol,
        action,
        quantity,
        "\"OrderType\":\"Limit\",\"LimitPrice\":\"%s\",\"TimeInForce\":{\"Duration\":\"DAY\"}"
            .formatted(price));
  }

  /** The order of an id, as the list of today shows it. */
  JsonNode shown(String orderId) {
    var reply = simulation().get("/v3/brokerage/accounts/%s/orders/%s".formatted(MARGIN, orderId));
    var orders = reply.json().path("Orders");
    return orders.isEmpty() ? Json.object() : orders.get(0);
  }

  @Override
  public void close() {
    tradeStation.close();
  }
}
