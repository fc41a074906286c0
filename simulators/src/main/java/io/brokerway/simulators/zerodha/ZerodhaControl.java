package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.Visibility;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a fault rig may do to Zerodha alone, below {@code /control/zerodha}. */
final class ZerodhaControl {
  private final ZerodhaBroker broker;
  private final OrderRequestReader reader;
  private final OrderDesk desk;
  private final ChangeDesk changes;
  private final Ticker ticker;
  private final Visibility visibility;
  private final KiteLimits limits;

  ZerodhaControl(
      ZerodhaBroker broker,
      OrderRequestReader reader,
      OrderDesk desk,
      ChangeDesk changes,
      Ticker ticker,
      Visibility visibility,
      KiteLimits limits) {
    this.broker = broker;
    this.reader = reader;
    this.desk = desk;
    this.changes = changes;
    this.ticker = ticker;
    this.visibility = visibility;
    this.limits = limits;
  }

  HttpReply answer(HttpCall call) {
    try {
      return switch (call.method() + " " + call.path()) {
        case "GET /ledger" -> HttpReply.json(200, ledger());
        case "GET /logins" -> HttpReply.json(200, logins());
        case "POST /accounts" -> account(Json.read(call.body()));
        case "POST /clients" -> client(Json.read(call.body()));
        case "POST /tokens" -> token(Json.read(call.body()));
        case "POST /orders" -> externalOrder(Json.read(call.body()));
        case "POST /cancels" -> externalCancel(Json.read(call.body()));
        case "POST /deposits" -> deposit(Json.read(call.body()));
        case "POST /transfers" -> transfer(Json.read(call.body()));
        case "POST /updates" -> update(Json.read(call.body()));
        case "POST /streams" -> streams(Json.read(call.body()));
        case "POST /hidden" -> hide(Json.read(call.body()));
        case "POST /limit" -> limit(Json.read(call.body()));
        default -> HttpReply.json(404, Map.of("message", "no such control: " + call.path()));
      };
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  private Object ledger() {
    var all = Json.array();
    broker.ledger().entries().forEach(all::add);
    return all;
  }

  private Object logins() {
    var all = Json.array();
    for (var login : broker.logins().all()) {
      all.addObject()
          .put("api_key", login.apiKey())
          .put("user_id", login.userId())
          .put("access_token", login.accessToken())
          .put("ends_at", login.endsAt().toString())
          .put("ended", login.ended());
    }
    return all;
  }

  private HttpReply account(JsonNode json) {
    var user =
        new KiteUser(
            text(json, "user_id"),
            json.path("name").asString("Test User"),
            json.path("email").asString("test@example.test"),
            text(json, "password"),
            text(json, "totp_secret"));
    broker.openAccount(user, new BigDecimal(text(json, "cash")));
    return HttpReply.json(201, Map.of("user_id", user.id()));
  }

  /** A further application. */
  private HttpReply client(JsonNode json) {
    broker.register(
        new KiteApp(
            text(json, "api_key"),
            text(json, "api_secret"),
            json.path("name").asString("Test"),
            URI.create(text(json, "redirect_url")),
            json.has("postback_url") ? URI.create(text(json, "postback_url")) : null,
            json.path("refreshes").asBoolean(false),
            Set.of()));
    return HttpReply.empty(204);
  }

  /** Ends all logins of a user. */
  private HttpReply token(JsonNode json) {
    broker.endLogins(text(json, "user_id"));
    return HttpReply.empty(204);
  }

  /** An order by another robot, or by hand, on the same account. */
  private HttpReply externalOrder(JsonNode json) {
    var fields = new LinkedHashMap<String, String>();
    json.path("order")
        .properties()
        .forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
    var variety = json.path("variety").asString("regular");
    var id = desk.place(user(json), reader.read(variety, Params.of(fields)), "");
    return HttpReply.json(201, Map.of("order_id", id));
  }

  private HttpReply externalCancel(JsonNode json) {
    changes.cancel(user(json), json.path("variety").asString("regular"), text(json, "order_id"));
    return HttpReply.empty(204);
  }

  /** A deposit, or a withdrawal where the amount is below 0. */
  private HttpReply deposit(JsonNode json) {
    var amount = new BigDecimal(text(json, "amount"));
    var account = user(json).key();
    var entry =
        amount.signum() < 0
            ? broker.venue().withdraw(account, amount.negate(), "payout")
            : broker.venue().deposit(account, amount, "payin");
    return HttpReply.json(201, Map.of("id", entry.id()));
  }

  /** Shares from another depository, or to there where the quantity is below 0. */
  private HttpReply transfer(JsonNode json) {
    var symbol = text(json, "exchange") + ":" + text(json, "tradingsymbol");
    var quantity = new BigDecimal(text(json, "quantity"));
    var entry = broker.venue().transfer(user(json).key(), symbol, quantity, "transfer");
    return HttpReply.json(201, Map.of("id", entry.id()));
  }

  /** An order update as given: for an unknown order, an overfill, a late rejection. */
  private HttpReply update(JsonNode json) {
    ticker.tell(user(json).id(), (ObjectNode) json.path("data"));
    return HttpReply.empty(204);
  }

  private HttpReply streams(JsonNode json) {
    var action = text(json, "action");
    return switch (action) {
      case "drop" -> HttpReply.json(200, Map.of("dropped", ticker.dropAll()));
      case "freeze" -> HttpReply.json(200, Map.of("frozen", ticker.freezeAll()));
      case "duplicate" -> {
        ticker.duplicateNext(json.path("count").asInt(1));
        yield HttpReply.empty(204);
      }
      default -> throw new IllegalArgumentException("action is not known: " + action);
    };
  }

  private HttpReply hide(JsonNode json) {
    visibility.hideNext(json.path("orders").asInt(1), Duration.parse(text(json, "for")));
    return HttpReply.empty(204);
  }

  private HttpReply limit(JsonNode json) {
    limits.allow(json.path("calls").asInt(1));
    return HttpReply.empty(204);
  }

  private KiteUser user(JsonNode json) {
    return broker.user(text(json, "user_id"));
  }

  private static String text(JsonNode json, String name) {
    var value = json.path(name);
    if (!value.isString()) {
      throw new IllegalArgumentException(name + " is required");
    }
    return value.asString();
  }
}
