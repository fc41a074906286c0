package io.brokerway.simulators.tradestation;

import io.brokerway.broker.Environment;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.Visibility;
import io.brokerway.simulators.oauth.AccessToken;
import io.brokerway.simulators.oauth.OAuthClient;
import io.brokerway.simulators.oauth.SimulatedUser;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a fault rig may do to TradeStation alone, below {@code /control/tradestation}. */
final class TradeStationControl {
  private final TradeStationBroker broker;
  private final OrderDesk desk;
  private final Streams streams;
  private final Visibility visibility;
  private final Quotas quotas;

  TradeStationControl(
      TradeStationBroker broker,
      OrderDesk desk,
      Streams streams,
      Visibility visibility,
      Quotas quotas) {
    this.broker = broker;
    this.desk = desk;
    this.streams = streams;
    this.visibility = visibility;
    this.quotas = quotas;
  }

  HttpReply answer(HttpCall call) {
    try {
      return switch (call.method() + " " + call.path()) {
        case "GET /ledger" -> HttpReply.json(200, broker.ledger().entries());
        case "GET /logins" -> HttpReply.json(200, accounts());
        case "GET /tokens" -> HttpReply.json(200, tokens());
        default ->
            call.method().equals("POST")
                ? post(call.path(), Json.read(call.body()))
                : unknown(call.path());
      };
    } catch (Refusal refusal) {
      return refusal.reply();
    } catch (OrderFailed failed) {
      return HttpReply.json(422, Map.of("message", failed.text()));
    }
  }

  private HttpReply post(String path, JsonNode json) {
    return switch (path) {
      case "/accounts" -> account(json);
      case "/status" -> done(() -> broker.setStatus(text(json, "account"), text(json, "status")));
      case "/users" -> user(json);
      case "/clients" -> client(json);
      case "/tokens" -> token(json);
      case "/orders" -> externalOrder(json);
      case "/cancels" ->
          done(() -> desk.cancel(desk.find(owner(holder(json)), text(json, "order_id"))));
      case "/deposits" -> deposit(json);
      case "/streams" -> streams(json);
      case "/hidden" ->
          done(() ->
              visibility.hideNext(json.path("orders").asInt(1), Duration.parse(text(json, "for"))));
      case "/limit" -> limit(json);
      default -> unknown(path);
    };
  }

  private static HttpReply unknown(String path) {
    return HttpReply.json(404, Map.of("message", "no such control: " + path));
  }

  private static HttpReply done(Runnable action) {
    action.run();
    return HttpReply.empty(204);
  }

  private Object accounts() {
    var all = Json.array();
    for (var holder : broker.book().all()) {
      all.addObject()
          .put("account", holder.id())
          .put("kind", holder.kind().word())
          .put("environment", holder.environment().name())
          .put("status", holder.status());
    }
    return all;
  }

  private HttpReply account(JsonNode json) {
    var kind = text(json, "kind");
    var holder =
        new Holder(
            text(json, "account"),
            AccountKind.of(kind)
                .orElseThrow(() -> new IllegalArgumentException("kind is not known: " + kind)),
            Environment.valueOf(text(json, "environment")),
            Holder.ACTIVE);
    broker.openAccount(holder, new BigDecimal(text(json, "cash")));
    return HttpReply.json(201, Map.of("account", holder.id()));
  }

  /** Somebody who may log in, and the accounts that are his. */
  private HttpReply user(JsonNode json) {
    var owned = new ArrayList<SimulatedUser.Owned>();
    for (var id : json.path("accounts")) {
      var holder = broker.account(id.asString()).orElseThrow();
      owned.add(new SimulatedUser.Owned(holder.id(), holder.id(), holder.environment()));
    }
    broker.oauth().put(new SimulatedUser(text(json, "email"), text(json, "password"), owned));
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

  private Object tokens() {
    var all = Json.array();
    for (var token : broker.oauth().grants().all()) {
      all.addObject()
          .put("access_token", token.value())
          .put("user", token.grant().user())
          .put("state", token.state().name());
    }
    for (var token : broker.oauth().grants().allRefresh()) {
      all.addObject()
          .put("refresh_token", token.value())
          .put("user", token.grant().user())
          .put("state", token.state().name());
    }
    return all;
  }

  /** Lets a token of either kind end as {@code EXPIRED} or {@code REVOKED}, or come back. */
  private HttpReply token(JsonNode json) {
    var name = json.has("access_token") ? "access_token" : "refresh_token";
    broker.setToken(text(json, name), AccessToken.State.valueOf(text(json, "state")));
    return HttpReply.empty(204);
  }

  /** An order by another robot, or by hand, on the same account. */
  private HttpReply externalOrder(JsonNode json) {
    if (!(json.path("order") instanceof ObjectNode order)) {
      throw new IllegalArgumentException("order is required");
    }
    var request = OrderRequestReader.order(new Body(order, ""));
    var holder = broker.account(request.account()).orElseThrow();
    var taken = desk.place(desk.prepare(owner(holder), request), "external");
    return HttpReply.json(
        201, taken.stream().map(OrderDesk.Taken::orderId).collect(Collectors.toList()));
  }

  private static Visitor owner(Holder holder) {
    return new Visitor("by-hand", holder.id(), Set.of(), List.of(holder));
  }

  /** A deposit, or a withdrawal where the amount is below 0. */
  private HttpReply deposit(JsonNode json) {
    var amount = new BigDecimal(text(json, "amount"));
    var account = holder(json).key();
    var entry =
        amount.signum() < 0
            ? broker.venue().withdraw(account, amount.negate(), "")
            : broker.venue().deposit(account, amount, "");
    return HttpReply.json(201, Map.of("id", entry.id()));
  }

  private HttpReply streams(JsonNode json) {
    var action = text(json, "action");
    var count = json.path("count").asInt(1);
    return switch (action) {
      case "drop" -> told(streams.dropAll());
      case "freeze" -> told(streams.freezeAll());
      case "go-away" -> told(streams.goAwayAll());
      case "garbage" -> told(streams.garble(json.path("text").asString("{\"OrderID\":[}")));
      case "duplicate" -> done(() -> streams.duplicateNext(count));
      default -> throw new IllegalArgumentException("action is not known: " + action);
    };
  }

  private static HttpReply told(int count) {
    return HttpReply.json(200, Map.of("streams", count));
  }

  /** Leaves one part in so many of every quota. */
  private HttpReply limit(JsonNode json) {
    quotas.divide(json.path("part").asInt(1));
    return HttpReply.empty(204);
  }

  private Holder holder(JsonNode json) {
    var id = text(json, "account");
    return broker
        .account(id)
        .orElseThrow(() -> new IllegalArgumentException("no such account: " + id));
  }

  private static String text(JsonNode json, String name) {
    var value = json.path(name);
    if (!value.isString()) {
      throw new IllegalArgumentException(name + " is required");
    }
    return value.asString();
  }
}
