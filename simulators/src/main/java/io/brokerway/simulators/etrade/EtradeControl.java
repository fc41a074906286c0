package io.brokerway.simulators.etrade;

import io.brokerway.exchange.AccountTerms;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.Visibility;
import io.brokerway.simulators.etrade.oauth.AccessToken;
import io.brokerway.simulators.etrade.oauth.Consumer;
import io.brokerway.simulators.etrade.oauth.Customer;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a fault rig may do to E*TRADE alone, below {@code /control/etrade}. */
final class EtradeControl {
  private final EtradeBroker broker;
  private final OrderDesk desk;
  private final Visibility visibility;
  private final Pace pace;

  EtradeControl(EtradeBroker broker, OrderDesk desk, Visibility visibility, Pace pace) {
    this.broker = broker;
    this.desk = desk;
    this.visibility = visibility;
    this.pace = pace;
  }

  HttpReply answer(HttpCall call) {
    try {
      return switch (call.method() + " " + call.path()) {
        case "GET /ledger" -> ledger();
        case "GET /tokens" -> tokens();
        case "POST /tokens" -> token(Json.read(call.body()));
        case "POST /logins" -> login(Json.read(call.body()));
        case "POST /clients" -> client(Json.read(call.body()));
        case "POST /accounts" -> account(Json.read(call.body()));
        case "POST /orders" -> externalOrder(Json.read(call.body()));
        case "POST /cancels" -> externalCancel(Json.read(call.body()));
        case "POST /deposits" -> deposit(Json.read(call.body()));
        case "POST /hidden" -> hide(Json.read(call.body()));
        case "POST /limit" -> limit(Json.read(call.body()));
        default -> HttpReply.json(404, Map.of("message", "no such control: " + call.path()));
      };
    } catch (Refusal refusal) {
      return Media.JSON.answer(refusal);
    }
  }

  private HttpReply ledger() {
    var all = Json.array();
    broker.ledger().entries().forEach(all::add);
    return HttpReply.json(200, all);
  }

  private HttpReply tokens() {
    var all = Json.array();
    for (var token : broker.tokens().all()) {
      all.addObject()
          .put("oauth_token", token.value())
          .put("consumer_key", token.consumerKey())
          .put("user_id", token.userId())
          .put("state", token.stateAt(broker.venue().now()).name());
    }
    return HttpReply.json(200, all);
  }

  /** Lets a token end, sleep, or come back. */
  private HttpReply token(JsonNode json) {
    var state = AccessToken.State.valueOf(text(json, "state"));
    broker.tokens().set(text(json, "oauth_token"), state);
    return HttpReply.empty(204);
  }

  /** An access token without the pages, for loads over many accounts. */
  private HttpReply login(JsonNode json) {
    var token = broker.tokens().issue(text(json, "consumer_key"), text(json, "user_id"));
    return HttpReply.json(
        201, Map.of("oauth_token", token.value(), "oauth_token_secret", token.secret()));
  }

  /** A further application, with the addresses that it may send customers back to. */
  private HttpReply client(JsonNode json) {
    var callbacks = new ArrayList<URI>();
    json.path("callbacks").forEach(uri -> callbacks.add(URI.create(uri.asString())));
    broker
        .register()
        .put(
            new Consumer(
                text(json, "consumer_key"),
                text(json, "consumer_secret"),
                text(json, "name"),
                callbacks));
    return HttpReply.empty(204);
  }

  private HttpReply account(JsonNode json) {
    var number = text(json, "account_number");
    var owner = new Customer(text(json, "user_id"), text(json, "password"), List.of(number));
    broker.openAccount(number, AccountTerms.margin(), new BigDecimal(text(json, "cash")), owner);
    return HttpReply.json(201, Map.of("account_id", number));
  }

  /** An order by another robot, or by hand, on the same account. */
  private HttpReply externalOrder(JsonNode json) {
    var order = desk.external(holder(json), (ObjectNode) json.path("order"));
    return HttpReply.json(201, Map.of("orderId", OrderNotes.number(order)));
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
    return HttpReply.json(201, Map.of("id", TransactionApi.id(entry)));
  }

  private HttpReply hide(JsonNode json) {
    visibility.hideNext(json.path("orders").asInt(1), Duration.parse(text(json, "for")));
    return HttpReply.empty(204);
  }

  private HttpReply limit(JsonNode json) {
    pace.allow(json.path("times_the_usual").asInt(1));
    return HttpReply.empty(204);
  }

  private Holder holder(JsonNode json) {
    var number = text(json, "account_number");
    return broker
        .book()
        .holder(number)
        .orElseThrow(() -> new IllegalArgumentException("no such account: " + number));
  }

  private static String text(JsonNode json, String name) {
    var value = json.path(name);
    if (!value.isString()) {
      throw new IllegalArgumentException(name + " is required");
    }
    return value.asString();
  }
}
