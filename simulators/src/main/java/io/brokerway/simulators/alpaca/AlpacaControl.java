package io.brokerway.simulators.alpaca;

import io.brokerway.broker.Environment;
import io.brokerway.exchange.AccountTerms;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.RateLimit;
import io.brokerway.simulators.Visibility;
import io.brokerway.simulators.oauth.AccessToken;
import io.brokerway.simulators.oauth.OAuthClient;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a fault rig may do to Alpaca alone, below {@code /control/alpaca}. */
final class AlpacaControl {
  private final AlpacaBroker broker;
  private final OrderDesk desk;
  private final OrderView view;
  private final TradeStreams tradeStreams;
  private final MarketStreams marketStreams;
  private final Visibility visibility;
  private final RateLimit limit;
  private final ExtraActivities extras;

  AlpacaControl(
      AlpacaBroker broker,
      OrderDesk desk,
      OrderView view,
      TradeStreams tradeStreams,
      MarketStreams marketStreams,
      Visibility visibility,
      RateLimit limit,
      ExtraActivities extras) {
    this.broker = broker;
    this.desk = desk;
    this.view = view;
    this.tradeStreams = tradeStreams;
    this.marketStreams = marketStreams;
    this.visibility = visibility;
    this.limit = limit;
    this.extras = extras;
  }

  HttpReply answer(HttpCall call) {
    try {
      return switch (call.method() + " " + call.path()) {
        case "GET /ledger" -> HttpReply.json(200, ledger());
        case "GET /logins" -> HttpReply.json(200, logins());
        case "POST /accounts" -> account(Json.read(call.body()));
        case "GET /tokens" -> HttpReply.json(200, tokens());
        case "POST /tokens" -> token(Json.read(call.body()));
        case "POST /clients" -> client(Json.read(call.body()));
        case "POST /keys" -> keys(Json.read(call.body()));
        case "POST /orders" -> externalOrder(Json.read(call.body()));
        case "POST /cancels" -> externalCancel(Json.read(call.body()));
        case "POST /deposits" -> deposit(Json.read(call.body()));
        case "POST /transfers" -> transfer(Json.read(call.body()));
        case "POST /activities" -> activity(Json.read(call.body()));
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
    for (var pair : broker.book().keys()) {
      var holder = broker.account(pair.accountId()).orElseThrow();
      all.addObject()
          .put("key_id", pair.keyId())
          .put("account_id", holder.id())
          .put("account_number", holder.number())
          .put("environment", holder.environment().name())
          .put("revoked", pair.revoked());
    }
    return all;
  }

  /** A further account with a key pair, for loads over many accounts. */
  private HttpReply account(JsonNode json) {
    var number = text(json, "account_number");
    var environment = Environment.valueOf(text(json, "environment"));
    var keys =
        new KeyPair(
            text(json, "key_id"), text(json, "secret_key"), AlpacaBroker.accountId(number), false);
    var cash = new BigDecimal(text(json, "cash"));
    broker.openAccount(number, environment, AccountTerms.margin(), cash, keys);
    return HttpReply.json(201, Map.of("account_id", keys.accountId()));
  }

  private HttpReply keys(JsonNode json) {
    broker.setRevoked(text(json, "key_id"), json.path("revoked").asBoolean(true));
    return HttpReply.empty(204);
  }

  private Object tokens() {
    var all = Json.array();
    for (var token : broker.oauth().grants().all()) {
      var node =
          all.addObject()
              .put("access_token", token.value())
              .put("client_id", token.clientId())
              .put("state", token.state().name());
      var accounts = node.putArray("account_ids");
      token.accountIds().forEach(accounts::add);
    }
    return all;
  }

  /** Lets a token end as {@code EXPIRED} or {@code REVOKED}, or come back as {@code ACTIVE}. */
  private HttpReply token(JsonNode json) {
    broker.setToken(text(json, "access_token"), AccessToken.State.valueOf(text(json, "state")));
    return HttpReply.empty(204);
  }

  /** A further application, with the addresses that it may send users back to. */
  private HttpReply client(JsonNode json) {
    var redirects = new ArrayList<URI>();
    json.path("redirect_uris").forEach(uri -> redirects.add(URI.create(uri.asString())));
    broker
        .oauth()
        .put(
            new OAuthClient(
                text(json, "client_id"),
                text(json, "client_secret"),
                text(json, "name"),
                redirects));
    return HttpReply.empty(204);
  }

  /** An order by another robot, or by hand, on the same account. */
  private HttpReply externalOrder(JsonNode json) {
    var holder = holder(json);
    var request = OrderRequestReader.read(Fields.of((ObjectNode) json.path("order")));
    var order = desk.place(holder, request, UUID.randomUUID().toString(), "external");
    return HttpReply.json(201, view.nested(order));
  }

  private HttpReply externalCancel(JsonNode json) {
    desk.cancel(holder(json), text(json, "order_id"));
    return HttpReply.empty(204);
  }

  /** A deposit, or a withdrawal where the amount is below 0. */
  private HttpReply deposit(JsonNode json) {
    var amount = new BigDecimal(text(json, "amount"));
    var account = holder(json).key();
    var description = json.path("description").asString("");
    var entry =
        amount.signum() < 0
            ? broker.venue().withdraw(account, amount.negate(), description)
            : broker.venue().deposit(account, amount, description);
    return HttpReply.json(201, Map.of("id", ActivityView.id(entry.at(), entry.id())));
  }

  /** Coins from outside, or to there where the amount is below 0. */
  private HttpReply transfer(JsonNode json) {
    var entry =
        broker
            .venue()
            .transfer(
                holder(json).key(),
                text(json, "symbol").replace('/', '-'),
                new BigDecimal(text(json, "amount")),
                json.path("description").asString(""));
    return HttpReply.json(201, Map.of("id", entry.id()));
  }

  /** An activity as given, such as a correction of an earlier one; the id is made here. */
  private HttpReply activity(JsonNode json) {
    var at = broker.venue().now();
    var id = ActivityView.id(at, UUID.randomUUID().toString());
    var type = ActivityView.requireType(text(json, "activity_type"));
    var row =
        Json.object()
            .put("id", id)
            .put("activity_type", type)
            .put("date", LocalDate.ofInstant(at, Amounts.NEW_YORK).toString())
            .put("created_at", Amounts.time(at));
    json.properties().stream()
        .filter(field -> !field.getKey().equals("key_id"))
        .forEach(field -> row.set(field.getKey(), field.getValue()));
    extras.add(holder(json).id(), new ActivityApi.Row(id, type, at, Long.MAX_VALUE, row));
    return HttpReply.json(201, Map.of("id", id));
  }

  /** A trade update as given: for an unknown order, an overfill, a late rejection. */
  private HttpReply update(JsonNode json) {
    tradeStreams.publish(holder(json).id(), (ObjectNode) json.path("data"));
    return HttpReply.empty(204);
  }

  private HttpReply streams(JsonNode json) {
    var count = json.path("count").asInt(1);
    var action = text(json, "action");
    return switch (action) {
      case "drop" ->
          HttpReply.json(200, Map.of("dropped", tradeStreams.dropAll() + marketStreams.dropAll()));
      case "freeze" ->
          HttpReply.json(
              200, Map.of("frozen", tradeStreams.freezeAll() + marketStreams.freezeAll()));
      case "duplicate" -> {
        tradeStreams.duplicateNext(count);
        yield HttpReply.empty(204);
      }
      case "reorder" -> {
        tradeStreams.reorderNext(count);
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
    limit.allow(json.path("requests_per_minute").asInt(AlpacaSetup.USUAL_REQUESTS_PER_MINUTE));
    return HttpReply.empty(204);
  }

  private Holder holder(JsonNode json) {
    var key = text(json, "key_id");
    return broker
        .accountOfKey(key)
        .orElseThrow(() -> new IllegalArgumentException("no such key: " + key));
  }

  private static String text(JsonNode json, String name) {
    var value = json.path(name);
    if (!value.isString()) {
      throw new IllegalArgumentException(name + " is required");
    }
    return value.asString();
  }
}
