package io.brokerway.simulators.alpaca;

import io.brokerway.broker.Environment;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.RateLimit;
import java.util.Map;

/** One trading host, live or paper: who calls, how often, and what for. */
final class TradingHost {
  private static final String ACCOUNT = "/v2/account";
  private static final String ORDERS = "/v2/orders/";
  private static final String POSITIONS = "/v2/positions/";
  private static final String ACTIVITIES = "/v2/account/activities/";
  private static final String TRANSFERS = "/v2/wallets/transfers/";
  private static final String CONTRACTS = "/v2/options/contracts/";
  private static final String ASSETS = "/v2/assets/";

  private final Environment environment;
  private final Clients clients;
  private final RateLimit limit;
  private final TradingApis apis;

  TradingHost(Environment environment, Clients clients, RateLimit limit, TradingApis apis) {
    this.environment = environment;
    this.clients = clients;
    this.limit = limit;
    this.apis = apis;
  }

  static HttpReply tooFast() {
    return HttpReply.json(
        429, Json.object().put("code", 42910000).put("message", "rate limit exceeded"));
  }

  /**
   * Answers a call.
   *
   * @param pretending whether an order is answered as if it were taken, and is not
   */
  HttpReply answer(HttpCall call, boolean pretending) {
    try {
      var visitor = clients.ofTrading(call, environment);
      var state = limit.count(visitor.holder().id());
      var reply = state.allowed() ? safely(visitor, call, pretending) : tooFast();
      return reply.with(state.headers());
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  private HttpReply safely(Visitor visitor, HttpCall call, boolean pretending) {
    try {
      requireScope(visitor, call);
      var holder = visitor.holder();
      if (!pretending) {
        return route(holder, call);
      }
      return call.method().equals("GET") ? route(holder, call) : pretend(holder, call);
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  /** Reading is free to every login; what changes something has a scope. */
  private static void requireScope(Visitor visitor, HttpCall call) {
    if (call.method().equals("GET")) {
      return;
    }
    visitor.require(
        call.path().startsWith(ACCOUNT) ? AlpacaScopes.ACCOUNT_WRITE : AlpacaScopes.TRADING);
  }

  private HttpReply pretend(Holder holder, HttpCall call) {
    return switch (call.method() + " " + call.path()) {
      case "POST /v2/orders" -> apis.orders().pretend(holder, call);
      default ->
          call.method().equals("DELETE") ? HttpReply.empty(204) : HttpReply.json(200, Map.of());
    };
  }

  private HttpReply route(Holder holder, HttpCall call) {
    return switch (call.method()) {
      case "GET" -> get(holder, call);
      case "POST" -> post(holder, call);
      case "PATCH" -> patch(holder, call);
      case "DELETE" -> delete(holder, call);
      default -> throw Refusal.plain(405, "method not allowed.");
    };
  }

  private HttpReply get(Holder holder, HttpCall call) {
    return switch (call.path()) {
      case "/v2/account" -> apis.account().account(holder);
      case "/v2/account/configurations" -> apis.account().configurations(holder);
      case "/v2/account/activities" -> apis.activities().list(holder, call);
      case "/v2/account/portfolio/history" -> apis.history().history(holder, call);
      case "/v2/clock" -> apis.calendar().clock();
      case "/v2/calendar" -> apis.calendar().calendar(call);
      case "/v2/assets" -> apis.assets().list(call);
      case "/v2/wallets/transfers" -> apis.wallets().transfers(holder);
      case "/v2beta1/events/activities" -> apis.events().open(holder, call);
      case "/v2/options/contracts" -> apis.options().list(call);
      case "/v2/positions" -> apis.positions().list(holder);
      case "/v2/orders" -> apis.orders().list(holder, call);
      case "/v2/orders:by_client_order_id" -> apis.orders().byClientOrderId(holder, call);
      default -> getBelow(holder, call);
    };
  }

  private HttpReply getBelow(Holder holder, HttpCall call) {
    var path = call.path();
    if (path.startsWith(ORDERS)) {
      return apis.orders().one(holder, path.substring(ORDERS.length()), call);
    }
    if (path.startsWith(POSITIONS)) {
      return apis.positions().one(holder, path.substring(POSITIONS.length()));
    }
    if (path.startsWith(ACTIVITIES)) {
      return apis.activities().ofType(holder, path.substring(ACTIVITIES.length()), call);
    }
    if (path.startsWith(TRANSFERS)) {
      return apis.wallets().transfer(holder, path.substring(TRANSFERS.length()));
    }
    if (path.startsWith(CONTRACTS)) {
      return apis.options().one(path.substring(CONTRACTS.length()));
    }
    if (path.startsWith(ASSETS)) {
      return apis.assets().one(path.substring(ASSETS.length()));
    }
    throw unknown();
  }

  private HttpReply post(Holder holder, HttpCall call) {
    if (call.path().equals("/v2/orders")) {
      return apis.orders().place(holder, call);
    }
    throw unknown();
  }

  private HttpReply patch(Holder holder, HttpCall call) {
    if (call.path().equals("/v2/account/configurations")) {
      return apis.account().configure(holder, call);
    }
    if (call.path().startsWith(ORDERS)) {
      return apis.orders().replace(holder, call.path().substring(ORDERS.length()), call);
    }
    throw unknown();
  }

  private HttpReply delete(Holder holder, HttpCall call) {
    if (call.path().equals("/v2/orders")) {
      return apis.orders().cancelAll(holder);
    }
    if (call.path().startsWith(ORDERS)) {
      return apis.orders().cancel(holder, call.path().substring(ORDERS.length()));
    }
    if (call.path().equals("/v2/positions")) {
      return apis.positions().closeAll(holder, call);
    }
    if (call.path().startsWith(POSITIONS)) {
      return apis.positions().close(holder, call.path().substring(POSITIONS.length()), call);
    }
    throw unknown();
  }

  private static Refusal unknown() {
    return Refusal.plain(404, "endpoint not found.");
  }
}
