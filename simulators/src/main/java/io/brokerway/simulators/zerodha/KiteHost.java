package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.util.Arrays;
import java.util.List;

/** The API's host: who calls, how often, and what for. */
final class KiteHost {

  /** A caller, and the application that he calls with. */
  record Visitor(KiteUser user, String apiKey) {}

  private final Directory directory;
  private final Logins logins;
  private final KiteLimits limits;
  private final KiteApis apis;

  KiteHost(Directory directory, Logins logins, KiteLimits limits, KiteApis apis) {
    this.directory = directory;
    this.logins = logins;
    this.limits = limits;
    this.apis = apis;
  }

  /**
   * Answers a call.
   *
   * @param pretending whether an order is answered as if it were taken, and is not
   */
  HttpReply answer(HttpCall call, boolean pretending) {
    try {
      if (call.path().startsWith("/session/")) {
        return apis.sessions().answer(call);
      }
      var visitor = visitor(call);
      limits.count(
          KiteLimits.of(call.method(), call.path()), visitor.user().id() + visitor.apiKey());
      return pretending && !call.method().equals("GET")
          ? pretend(visitor, call)
          : route(visitor, call);
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  /** {@code Authorization: token api_key:access_token}. */
  private Visitor visitor(HttpCall call) {
    var header = call.header("Authorization").orElse("");
    var parts = header.startsWith("token ") ? header.substring(6).split(":", 2) : new String[0];
    if (parts.length != 2) {
      throw Refusal.token("Incorrect `api_key` or `access_token`.");
    }
    var login =
        logins
            .find(parts[0], parts[1])
            .orElseThrow(() -> Refusal.token("Incorrect `api_key` or `access_token`."));
    return new Visitor(directory.user(login.userId()).orElseThrow(), login.apiKey());
  }

  private HttpReply pretend(Visitor visitor, HttpCall call) {
    var path = segments(call);
    if (call.method().equals("POST") && path.size() == 2 && path.getFirst().equals("orders")) {
      return apis.orders().pretend(visitor.user(), path.get(1), call);
    }
    return path.size() == 3 && path.getFirst().equals("orders")
        ? KiteReply.id("order_id", path.get(2))
        : KiteReply.isTrue();
  }

  private HttpReply route(Visitor visitor, HttpCall call) {
    var path = segments(call);
    return switch (path.getFirst()) {
      case "user" -> user(visitor.user(), call, path);
      case "orders" -> orders(visitor, call, path);
      case "trades" -> apis.orders().allTrades(visitor.user());
      case "portfolio" -> portfolio(visitor.user(), call, path);
      case "quote" -> quotes(call, path);
      case "instruments" -> instruments(call, path);
      case "margins", "charges" -> apis.calculators().answer(visitor.user(), call);
      case "gtt" -> apis.triggers().answer(visitor, call, path);
      case "mf" -> apis.mutualFunds().answer(call);
      default -> throw Refusal.noRoute();
    };
  }

  private static List<String> segments(HttpCall call) {
    return Arrays.asList(call.path().substring(1).split("/", -1));
  }

  private HttpReply user(KiteUser user, HttpCall call, List<String> path) {
    requireGet(call);
    return switch (String.join("/", path.subList(1, path.size()))) {
      case "profile" -> KiteReply.of(apis.users().profile(user));
      case "profile/full" -> KiteReply.of(apis.users().full(user));
      case "margins" -> {
        var data = Json.object();
        data.set("equity", apis.funds().equity(user.key()));
        data.set("commodity", Funds.commodity());
        yield KiteReply.of(data);
      }
      case "margins/equity" -> KiteReply.of(apis.funds().equity(user.key()));
      case "margins/commodity" -> KiteReply.of(Funds.commodity());
      default -> throw Refusal.noRoute();
    };
  }

  private HttpReply orders(Visitor visitor, HttpCall call, List<String> path) {
    var user = visitor.user();
    var api = apis.orders();
    return switch (call.method() + path.size()) {
      case "GET1" -> api.list(user);
      case "GET2" -> api.states(user, path.get(1));
      case "GET3" -> {
        if (!path.get(2).equals("trades")) {
          throw Refusal.noRoute();
        }
        yield api.trades(user, path.get(1));
      }
      case "POST2" -> api.place(user, path.get(1), call, visitor.apiKey());
      case "PUT3" -> api.change(user, path.get(1), path.get(2), call);
      case "DELETE3" -> api.cancel(user, path.get(1), path.get(2));
      default -> throw Refusal.noRoute();
    };
  }

  private HttpReply portfolio(KiteUser user, HttpCall call, List<String> path) {
    requireGet(call);
    return switch (String.join("/", path.subList(1, path.size()))) {
      case "positions" -> apis.portfolio().positions(user);
      case "holdings" -> apis.portfolio().holdings(user);
      case "holdings/summary" -> apis.portfolio().summary(user);
      case "holdings/compact" -> apis.portfolio().compact(user);
      // The simulator's exchange holds no auctions.
      case "holdings/auctions" -> KiteReply.of(Json.array());
      default -> throw Refusal.noRoute();
    };
  }

  private HttpReply quotes(HttpCall call, List<String> path) {
    requireGet(call);
    return switch (path.size() == 1 ? "" : path.get(1)) {
      case "" -> apis.market().quote(call);
      case "ohlc" -> apis.market().ohlc(call);
      case "ltp" -> apis.market().ltp(call);
      default -> throw Refusal.noRoute();
    };
  }

  private HttpReply instruments(HttpCall call, List<String> path) {
    requireGet(call);
    return switch (path.size()) {
      case 1 -> apis.market().dump("");
      case 2 -> apis.market().dump(path.get(1));
      case 3 -> {
        if (!path.get(1).equals("trigger_range")) {
          throw Refusal.noRoute();
        }
        yield apis.market().triggerRange(path.get(2), call);
      }
      case 4 -> {
        if (!path.get(1).equals("historical")) {
          throw Refusal.noRoute();
        }
        yield apis.market().historical(path.get(2), path.get(3), call);
      }
      default -> throw Refusal.noRoute();
    };
  }

  private static void requireGet(HttpCall call) {
    if (!call.method().equals("GET")) {
      throw Refusal.noMethod();
    }
  }
}
