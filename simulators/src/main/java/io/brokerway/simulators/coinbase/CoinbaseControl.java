package io.brokerway.simulators.coinbase;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.RateLimit;
import io.brokerway.simulators.Visibility;
import io.brokerway.simulators.oauth.AccessToken;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a fault rig may do to Coinbase alone, below {@code /control/coinbase}. */
final class CoinbaseControl {

  /** What it works on. */
  record Parts(
      OrderDesk desk,
      CancelDesk cancels,
      OrderView view,
      Wallets wallets,
      ExtraRows extras,
      Streams streams,
      UserChannel user,
      Visibility visibility,
      RateLimit limit) {}

  private final CoinbaseBroker broker;
  private final Parts parts;

  CoinbaseControl(CoinbaseBroker broker, Parts parts) {
    this.broker = broker;
    this.parts = parts;
  }

  HttpReply answer(HttpCall call) {
    try {
      return switch (call.method() + " " + call.path()) {
        case "GET /ledger" -> HttpReply.json(200, ledger());
        case "GET /logins" -> HttpReply.json(200, logins());
        case "POST /accounts" -> account(Json.read(call.body()));
        case "GET /tokens" -> HttpReply.json(200, tokens());
        case "POST /tokens" -> token(Json.read(call.body()));
        case "POST /keys" -> keys(Json.read(call.body()));
        case "POST /orders" -> externalOrder(Json.read(call.body()));
        case "POST /cancels" -> externalCancel(Json.read(call.body()));
        case "POST /deposits" -> deposit(Json.read(call.body()));
        case "POST /transfers" -> transfer(Json.read(call.body()));
        case "POST /transactions" -> transaction(Json.read(call.body()));
        case "POST /updates" -> update(Json.read(call.body()));
        case "POST /streams" -> streams(Json.read(call.body()));
        case "POST /hidden" -> hide(Json.read(call.body()));
        case "POST /limit" -> limit(Json.read(call.body()));
        case "POST /duplicates" -> duplicates(Json.read(call.body()));
        default -> HttpReply.json(404, Map.of("message", "no such control: " + call.path()));
      };
    } catch (Refusal refusal) {
      return refusal.reply();
    } catch (OrderFailure failure) {
      return failure.reply(Json.object());
    }
  }

  private Object ledger() {
    var all = Json.array();
    broker.ledger().entries().forEach(all::add);
    return all;
  }

  private Object logins() {
    var all = Json.array();
    for (var key : broker.book().keys()) {
      all.addObject()
          .put("key_name", key.name())
          .put("portfolio_id", key.portfolioId())
          .put("can_trade", key.canTrade())
          .put("revoked", key.revoked());
    }
    return all;
  }

  /** A further portfolio, with a key whose private half the caller keeps. */
  private HttpReply account(JsonNode json) {
    var name = text(json, "name");
    var portfolio = CoinbaseBroker.portfolio(name);
    var key =
        new ApiKey(
            text(json, "key_name"),
            PortfolioBook.publicKey(text(json, "algorithm"), text(json, "public_key")),
            portfolio.id(),
            true,
            false,
            false);
    broker.openPortfolio(portfolio, new BigDecimal(text(json, "cash")));
    broker.addKey(key);
    return HttpReply.json(201, Map.of("portfolio_id", portfolio.id()));
  }

  private HttpReply keys(JsonNode json) {
    broker.setRevoked(text(json, "key_name"), json.path("revoked").asBoolean(true));
    return HttpReply.empty(204);
  }

  private Object tokens() {
    var all = Json.array();
    for (var token : broker.oauth().grants().all()) {
      all.addObject()
          .put("access_token", token.value())
          .put("client_id", token.clientId())
          .put("state", token.state().name());
    }
    return all;
  }

  /** Lets a token end as {@code EXPIRED} or {@code REVOKED}, or come back as {@code ACTIVE}. */
  private HttpReply token(JsonNode json) {
    broker.setToken(text(json, "access_token"), AccessToken.State.valueOf(text(json, "state")));
    return HttpReply.empty(204);
  }

  /** An order by another robot, or by hand, on the same portfolio. */
  private HttpReply externalOrder(JsonNode json) {
    var portfolio = portfolio(json);
    var body = ((ObjectNode) json.path("order")).deepCopy();
    if (!body.has("client_order_id")) {
      body.put("client_order_id", UUID.randomUUID().toString());
    }
    var order = parts.desk().place(portfolio, OrderRequest.ofOrder(Body.of(body)), "external");
    return HttpReply.json(201, parts.view().json(order, portfolio));
  }

  private HttpReply externalCancel(JsonNode json) {
    var body = Json.object();
    body.putArray("order_ids").add(text(json, "order_id"));
    return parts.cancels().cancel(portfolio(json), Body.of(body));
  }

  /** A deposit, or a withdrawal where the amount is below 0. */
  private HttpReply deposit(JsonNode json) {
    var amount = new BigDecimal(text(json, "amount"));
    var account = portfolio(json).key();
    var entry =
        amount.signum() < 0
            ? broker.venue().withdraw(account, amount.negate(), "")
            : broker.venue().deposit(account, amount, "");
    return HttpReply.json(201, Map.of("id", entry.id()));
  }

  /** Coins from outside, or to there where the amount is below 0. */
  private HttpReply transfer(JsonNode json) {
    var amount = new BigDecimal(text(json, "amount"));
    var entry =
        broker.venue().transfer(portfolio(json).key(), text(json, "product_id"), amount, "");
    return HttpReply.json(201, Map.of("id", entry.id()));
  }

  /** A row of the ledger as given, such as a reward; id and time are made here. */
  private HttpReply transaction(JsonNode json) {
    var portfolio = portfolio(json);
    var currency = text(json, "currency");
    var wallet =
        parts.wallets().of(portfolio).stream()
            .filter(one -> one.currency().equals(currency))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no wallet in " + currency));
    var id = UUID.randomUUID().toString();
    var at = broker.venue().now();
    var amount = new BigDecimal(text(json, "amount"));
    var type = text(json, "type");
    var value = new BigDecimal(json.path("native_amount").asString("0"));
    var row =
        LedgerView.json(id, type, wallet, amount, value)
            .put("created_at", Texts.second(at))
            .put("updated_at", Texts.second(at));
    if (json.path("more") instanceof ObjectNode more) {
      row.setAll(more);
    }
    parts.extras().add(wallet.id(), new LedgerRow(id, type, at, row));
    return HttpReply.json(201, Map.of("id", id));
  }

  /** An update as given: for an unknown order, an overfill, a late failure. */
  private HttpReply update(JsonNode json) {
    parts.user().publish(portfolio(json).id(), (ObjectNode) json.path("order"));
    return HttpReply.empty(204);
  }

  private HttpReply streams(JsonNode json) {
    var count = json.path("count").asInt(1);
    var action = text(json, "action");
    return switch (action) {
      case "drop" -> HttpReply.json(200, Map.of("dropped", parts.streams().dropAll()));
      case "freeze" -> HttpReply.json(200, Map.of("frozen", parts.streams().freezeAll()));
      case "lose" -> HttpReply.json(200, Map.of("losing", parts.streams().loseNext(count)));
      case "garble" ->
          HttpReply.json(
              200,
              Map.of("garbled", parts.streams().garbleAll(json.path("text").asString("{\"cha"))));
      case "duplicate" -> {
        parts.user().duplicateNext(count);
        yield HttpReply.empty(204);
      }
      case "reorder" -> {
        parts.user().reorderNext(count);
        yield HttpReply.empty(204);
      }
      default -> throw new IllegalArgumentException("action is not known: " + action);
    };
  }

  private HttpReply hide(JsonNode json) {
    parts.visibility().hideNext(json.path("orders").asInt(1), Duration.parse(text(json, "for")));
    return HttpReply.empty(204);
  }

  private HttpReply limit(JsonNode json) {
    parts
        .limit()
        .allow(json.path("requests_per_second").asInt(CoinbaseSetup.USUAL_REQUESTS_PER_SECOND));
    return HttpReply.empty(204);
  }

  /** What a client order id means that was used before: {@code refuse} or {@code return}. */
  private HttpReply duplicates(JsonNode json) {
    var rule = text(json, "answer");
    if (!rule.equals("refuse") && !rule.equals("return")) {
      throw new IllegalArgumentException("answer is refuse or return, not " + rule);
    }
    parts.desk().refuseDuplicates(rule.equals("refuse"));
    return HttpReply.empty(204);
  }

  private Portfolio portfolio(JsonNode json) {
    var name = text(json, "key_name");
    return broker
        .portfolioOfKey(name)
        .orElseThrow(() -> new IllegalArgumentException("no such key: " + name));
  }

  private static String text(JsonNode json, String name) {
    var value = json.path(name);
    if (!value.isString()) {
      throw new IllegalArgumentException(name + " is required");
    }
    return value.asString();
  }
}
