package io.brokerway.simulators.charlesschwab;

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
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a fault rig may do to Schwab alone, below {@code /control/charles_schwab}. */
final class SchwabControl {
  private static final long EXTRA_TRANSACTIONS = 90_000_000_000L;

  private final SchwabBroker broker;
  private final OrderDesk desk;
  private final OrderApi orders;
  private final TransactionApi transactions;
  private final Streamer streamer;
  private final Visibility visibility;
  private final RateLimit limit;
  private final AtomicLong extras = new AtomicLong(EXTRA_TRANSACTIONS);

  SchwabControl(
      SchwabBroker broker,
      OrderDesk desk,
      OrderApi orders,
      TransactionApi transactions,
      Streamer streamer,
      Visibility visibility,
      RateLimit limit) {
    this.broker = broker;
    this.desk = desk;
    this.orders = orders;
    this.transactions = transactions;
    this.streamer = streamer;
    this.visibility = visibility;
    this.limit = limit;
  }

  HttpReply answer(HttpCall call) {
    try {
      return switch (call.method() + " " + call.path()) {
        case "GET /ledger" -> HttpReply.json(200, ledger());
        case "GET /tokens" -> HttpReply.json(200, tokens());
        case "POST /tokens" -> token(Json.read(call.body()));
        case "POST /accounts" -> account(Json.read(call.body()));
        case "POST /clients" -> client(Json.read(call.body()));
        case "POST /orders" -> externalOrder(Json.read(call.body()));
        case "POST /cancels" -> externalCancel(Json.read(call.body()));
        case "POST /deposits" -> deposit(Json.read(call.body()));
        case "POST /transactions" -> transaction(Json.read(call.body()));
        case "POST /updates" -> update(Json.read(call.body()));
        case "POST /streams" -> streams(Json.read(call.body()));
        case "POST /hidden" -> hide(Json.read(call.body()));
        case "POST /locations" -> locations(Json.read(call.body()));
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

  private Object tokens() {
    var all = Json.array();
    for (var token : broker.oauth().grants().all()) {
      var accounts =
          all.addObject()
              .put("access_token", token.value())
              .put("client_id", token.clientId())
              .put("state", token.state().name())
              .putArray("accounts");
      token.accountIds().forEach(accounts::add);
    }
    return all;
  }

  /** Lets a token end as {@code EXPIRED} or {@code REVOKED}, or come back as {@code ACTIVE}. */
  private HttpReply token(JsonNode json) {
    broker.setToken(text(json, "token"), AccessToken.State.valueOf(text(json, "state")));
    return HttpReply.empty(204);
  }

  private HttpReply account(JsonNode json) {
    broker.openAccount(
        text(json, "account_number"),
        json.path("margin").asBoolean(true),
        new BigDecimal(text(json, "cash")));
    return HttpReply.empty(201);
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
    var form = OrderFormReader.read(new Body((ObjectNode) json.path("order"), ""));
    return HttpReply.json(201, Map.of("order_id", desk.place(holder(json), form, "external")));
  }

  private HttpReply externalCancel(JsonNode json) {
    desk.cancel(holder(json), json.path("order_id").asLong());
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
    return HttpReply.json(201, Map.of("activity_id", TransactionView.id(entry)));
  }

  /** A transaction as given, which the venue knows nothing of. */
  private HttpReply transaction(JsonNode json) {
    var id = transactions.add(holder(json), json.path("transaction"), extras.incrementAndGet());
    return HttpReply.json(201, Map.of("activity_id", id));
  }

  /** A message of account activity as given: for an unknown order, or one that cannot be read. */
  private HttpReply update(JsonNode json) {
    if (json.has("text")) {
      streamer.say(text(json, "text"));
    } else {
      streamer.publish(holder(json).number(), text(json, "type"), json.path("data"));
    }
    return HttpReply.empty(204);
  }

  private HttpReply streams(JsonNode json) {
    var action = text(json, "action");
    return switch (action) {
      case "drop" -> HttpReply.json(200, Map.of("dropped", streamer.dropAll()));
      case "freeze" -> HttpReply.json(200, Map.of("frozen", streamer.freezeAll()));
      case "duplicate" -> {
        streamer.duplicateNext(json.path("count").asInt(1));
        yield HttpReply.empty(204);
      }
      default -> throw new IllegalArgumentException("action is not known: " + action);
    };
  }

  private HttpReply hide(JsonNode json) {
    visibility.hideNext(json.path("orders").asInt(1), Duration.parse(text(json, "for")));
    return HttpReply.empty(204);
  }

  /** Leaves the address of the order out of the next so many replies. */
  private HttpReply locations(JsonNode json) {
    orders.leaveOut(json.path("omit").asInt(1));
    return HttpReply.empty(204);
  }

  private HttpReply limit(JsonNode json) {
    limit.allow(json.path("requests_per_minute").asInt(SchwabSetup.USUAL_REQUESTS_PER_MINUTE));
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
