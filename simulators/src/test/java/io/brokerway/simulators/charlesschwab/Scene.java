package io.brokerway.simulators.charlesschwab;

import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.exchange.tape.TapeMode;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.oauth.OAuthClient;
import io.brokerway.simulators.oauth.SimulatedUser;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A simulator at a known moment, and an application that its demo user let in. */
final class Scene implements AutoCloseable {
  /** A Tuesday, ten in the morning in New York. */
  static final Instant MORNING = Instant.parse("2026-03-03T15:00:00Z");

  static final OAuthClient CLIENT = DemoLogins.CLIENT;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Tape ALWAYS_OPEN = Tape.of(TapeConfig.alwaysOpen());
  private static final Tape MARKET_HOURS = Tape.of(TapeConfig.of(TapeMode.MARKET_HOURS));
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** An answer as it came. */
  record Reply(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String body() {
      return response.body();
    }

    JsonNode json() {
      return Json.read(response.body());
    }

    String location() {
      return response.headers().firstValue("Location").orElse("");
    }

    /** The number of an order that was taken. */
    long orderId() {
      if (status() != 201) {
        throw new AssertionError(status() + " " + body());
      }
      return Long.parseLong(location().substring(location().lastIndexOf('/') + 1));
    }
  }

  final SchwabSimulator schwab;
  String token = "";

  private Scene(SchwabSimulator schwab) {
    this.schwab = schwab;
  }

  /** A market that never closes; nobody is logged in. */
  static Scene strangers() {
    return new Scene(SchwabSimulator.start(SimulatorClock.standing(MORNING), ALWAYS_OPEN));
  }

  /** A market that never closes, with the demo user's token. */
  static Scene alwaysOpen() {
    return strangers().withLogin();
  }

  /** The real hours of New York, at a moment, with the demo user's token. */
  static Scene at(String moment) {
    var clock = SimulatorClock.standing(Instant.parse(moment));
    return new Scene(SchwabSimulator.start(clock, MARKET_HOURS)).withLogin();
  }

  /** A simulator of the caller's; nobody is logged in. */
  static Scene over(SchwabSimulator schwab) {
    return new Scene(schwab);
  }

  Scene withLogin() {
    token = login(DemoLogins.USER).path("access_token").asString();
    return this;
  }

  URI page(Map<String, String> changed) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("client_id", CLIENT.id());
    parameters.put("redirect_uri", DemoLogins.RETURN.toString());
    parameters.put("state", "s-1");
    parameters.putAll(changed);
    parameters.values().removeIf(String::isEmpty);
    return URI.create(schwab.authorizeUrl() + "?" + form(parameters));
  }

  /** What a browser brings back. */
  static Map<String, String> answer(URI address) {
    var answer = new LinkedHashMap<String, String>();
    for (var pair : address.getRawQuery().split("&", -1)) {
      var parts = pair.split("=", 2);
      answer.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return answer;
  }

  String code(SimulatedUser user) {
    return String.valueOf(answer(schwab.browser(user).allow(page(Map.of()))).get("code"));
  }

  JsonNode login(SimulatedUser user) {
    return redeem(code(user)).json();
  }

  Reply redeem(String code) {
    return token(
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            DemoLogins.RETURN.toString()),
        CLIENT.secret());
  }

  Reply refresh(String refreshToken) {
    return token(
        Map.of("grant_type", "refresh_token", "refresh_token", refreshToken), CLIENT.secret());
  }

  Reply token(Map<String, String> fields, String secret) {
    var pair = (CLIENT.id() + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return send(
        HttpRequest.newBuilder(schwab.tokenUrl())
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(fields))));
  }

  /** The margin account's hash, or another's. */
  String hash(DemoLogins.Login login) {
    return new Holder(login.number(), login.margin(), "").hash(CLIENT.id());
  }

  String orders() {
    return "/accounts/" + hash(DemoLogins.MARGIN) + "/orders";
  }

  /** All orders of a day around now. */
  JsonNode list() {
    return get(orders() + span("fromEnteredTime", "toEnteredTime")).json();
  }

  String span(String from, String to) {
    var now = schwab.clock().instant();
    return "?%s=%s&%s=%s"
        .formatted(from, now.minus(Duration.ofDays(1)), to, now.plus(Duration.ofDays(1)));
  }

  JsonNode order(long id) {
    return get(orders() + "/" + id).json();
  }

  Reply place(String body) {
    return send("POST", schwab.traderUrl() + orders(), body);
  }

  Reply get(String path) {
    return send("GET", schwab.traderUrl() + path, "");
  }

  Reply market(String path) {
    return send("GET", schwab.marketUrl() + path, "");
  }

  Reply trader(String method, String path, String body) {
    return send(method, schwab.traderUrl() + path, body);
  }

  Reply control(String path, String body) {
    return send("POST", schwab.controlUrl() + path, body);
  }

  private Reply send(String method, String address, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    return send(token.isEmpty() ? request : request.header("Authorization", "Bearer " + token));
  }

  static Reply send(HttpRequest.Builder request) {
    try {
      return new Reply(
          HTTP.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The ask of a symbol now, times a factor, in whole cents. */
  String price(String symbol, String factor) {
    var listed = schwab.venue().prices().find(symbol).orElseThrow();
    var quote = schwab.venue().prices().quote(listed, schwab.clock().instant());
    return quote
        .ask()
        .multiply(new BigDecimal(factor))
        .setScale(2, RoundingMode.HALF_UP)
        .toPlainString();
  }

  /** A simple order of shares. */
  static String simple(String instruction, int quantity, String symbol, String terms) {
    return """
    {"session":"NORMAL","duration":"DAY","orderStrategyType":"SINGLE",%s,
     "orderLegCollection":[{"instruction":"%s","quantity":%d,
       "instrument":{"symbol":"%s","assetType":"EQUITY"}}]}
    """
        .formatted(terms, instruction, quantity, symbol);
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  @Override
  public void close() {
    schwab.close();
  }
}
