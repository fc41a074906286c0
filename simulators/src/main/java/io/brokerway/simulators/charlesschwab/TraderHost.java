package io.brokerway.simulators.charlesschwab;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.RateLimit;

/** {@code /trader/v1}: who calls, how often, and what for. */
final class TraderHost {
  static final String PREFIX = "charles_schwab";

  private final Clients clients;
  private final RateLimit limit;
  private final AccountApi accounts;
  private final OrderApi orders;
  private final PreviewApi previews;
  private final TransactionApi transactions;
  private final PreferenceApi preferences = new PreferenceApi();

  TraderHost(
      Clients clients,
      RateLimit limit,
      AccountApi accounts,
      OrderApi orders,
      PreviewApi previews,
      TransactionApi transactions) {
    this.clients = clients;
    this.limit = limit;
    this.accounts = accounts;
    this.orders = orders;
    this.previews = previews;
    this.transactions = transactions;
  }

  /** Schwab documents the status, and nothing of a body or headers. */
  static HttpReply tooFast() {
    return HttpReply.empty(429);
  }

  /** The address that a call came to, as the simulator is reached. */
  static String address(HttpCall call) {
    return "http://%s/%s/trader/v1%s".formatted(host(call), PREFIX, call.path());
  }

  static String streamer(HttpCall call) {
    return "ws://%s/%s/ws".formatted(host(call), PREFIX);
  }

  private static String host(HttpCall call) {
    return call.header("Host").orElse("127.0.0.1");
  }

  /**
   * Answers a call.
   *
   * @param pretending whether an order is answered as if it were taken, and is not
   */
  HttpReply answer(HttpCall call, boolean pretending) {
    try {
      var visitor = clients.of(call);
      if (!limit.count(visitor.counted()).allowed()) {
        return tooFast();
      }
      return pretending && !call.method().equals("GET")
          ? pretend(visitor, call)
          : route(visitor, call);
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  private HttpReply pretend(Visitor visitor, HttpCall call) {
    clients.account(visitor, parts(call)[2]);
    return call.method().equals("DELETE") ? HttpReply.empty(200) : orders.pretend(call);
  }

  private HttpReply route(Visitor visitor, HttpCall call) {
    return switch (call.method() + " " + call.path()) {
      case "GET /accounts" -> accounts.all(visitor, call);
      case "GET /accounts/accountNumbers" -> accounts.numbers(visitor);
      case "GET /orders" -> orders.listAll(visitor, call);
      case "GET /userPreference" -> preferences.answer(visitor, call);
      default -> below(visitor, call);
    };
  }

  private HttpReply below(Visitor visitor, HttpCall call) {
    var parts = parts(call);
    if (parts.length < 3 || parts.length > 5 || !parts[1].equals("accounts")) {
      throw notFound();
    }
    var holder = clients.account(visitor, parts[2]);
    return switch (parts.length) {
      case 3 -> {
        require(call, "GET");
        yield accounts.one(holder, call);
      }
      case 4 -> ofAccount(holder, parts[3], call);
      default -> ofOne(holder, parts[3], parts[4], call);
    };
  }

  private HttpReply ofAccount(Holder holder, String what, HttpCall call) {
    return switch (call.method() + " " + what) {
      case "GET orders" -> orders.list(holder, call);
      case "POST orders" -> orders.place(holder, call);
      case "POST previewOrder" -> previews.preview(holder, call);
      case "GET transactions" -> transactions.list(holder, call);
      default -> throw notFound();
    };
  }

  private HttpReply ofOne(Holder holder, String what, String id, HttpCall call) {
    return switch (call.method() + " " + what) {
      case "GET orders" -> orders.one(holder, number(id));
      case "PUT orders" -> orders.replace(holder, number(id), call);
      case "DELETE orders" -> orders.cancel(holder, number(id));
      case "GET transactions" -> transactions.one(holder, id);
      default -> throw notFound();
    };
  }

  private static String[] parts(HttpCall call) {
    var parts = call.path().split("/", -1);
    if (parts.length < 3) {
      throw notFound();
    }
    return parts;
  }

  private static void require(HttpCall call, String method) {
    if (!call.method().equals(method)) {
      throw notFound();
    }
  }

  private static long number(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw Refusal.invalid("orderId is not a number");
    }
  }

  private static Refusal notFound() {
    return Refusal.gateway(404, "Not Found", "No such resource");
  }
}
