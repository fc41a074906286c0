package io.brokerway.simulators.coinbase;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.RateLimit;

/** {@code /api/v3/brokerage}: who calls, how often, and what for. */
final class Brokerage {
  static final String PATH = "/api/v3/brokerage";

  private static final String PUBLIC = "/market/";
  private static final String HISTORICAL = "/orders/historical/";
  private static final String PRODUCTS = "/products/";
  private static final String ACCOUNTS = "/accounts/";
  private static final String PORTFOLIOS = "/portfolios/";

  private final Callers callers;
  private final RateLimit limit;
  private final RateLimit publicLimit;
  private final BrokerageApis apis;

  Brokerage(Callers callers, RateLimit limit, RateLimit publicLimit, BrokerageApis apis) {
    this.callers = callers;
    this.limit = limit;
    this.publicLimit = publicLimit;
    this.apis = apis;
  }

  /**
   * Answers a call below {@link #PATH}, whose token is for the whole path.
   *
   * @param pretending whether an order is answered as if it were taken, and is not
   */
  HttpReply answer(HttpCall call, boolean pretending) {
    try {
      var inner = call.at(call.path().substring(PATH.length()));
      if (inner.path().equals("/time") || inner.path().startsWith(PUBLIC)) {
        var state = publicLimit.count("public");
        return (state.allowed() ? open(inner) : Refusal.tooFast().reply()).with(state.headers());
      }
      var visitor = callers.of(call).orElseThrow(Refusal::unauthorized);
      var state = limit.count(visitor.portfolio().userId());
      var reply = state.allowed() ? safely(visitor, inner, pretending) : Refusal.tooFast().reply();
      return reply.with(state.headers());
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  /** What needs no login. */
  private HttpReply open(HttpCall call) {
    if (!call.method().equals("GET")) {
      throw Refusal.notAllowed();
    }
    if (call.path().equals("/time")) {
      return apis.products().time();
    }
    var path = call.path().substring(PUBLIC.length() - 1);
    return market(call.at(path));
  }

  private HttpReply safely(Visitor visitor, HttpCall call, boolean pretending) {
    try {
      if (pretending && call.method().equals("POST")) {
        return pretend(visitor, call);
      }
      return switch (call.method()) {
        case "GET" -> get(visitor, call);
        case "POST" -> post(visitor, call);
        default -> throw Refusal.notAllowed();
      };
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  private HttpReply pretend(Visitor visitor, HttpCall call) {
    visitor.requireTrade();
    return switch (call.path()) {
      case "/orders" -> apis.orders().pretend(visitor.portfolio(), call);
      case "/orders/batch_cancel" -> apis.cancels().pretend(Body.of(call));
      case "/orders/edit" -> EditDesk.done(Body.of(call).required("order_id"));
      default -> post(visitor, call);
    };
  }

  private HttpReply post(Visitor visitor, HttpCall call) {
    visitor.requireTrade();
    var portfolio = visitor.portfolio();
    return switch (call.path()) {
      case "/orders" -> apis.orders().place(portfolio, call);
      case "/orders/preview" -> apis.orders().preview(portfolio, call);
      case "/orders/batch_cancel" -> apis.cancels().cancel(portfolio, Body.of(call));
      case "/orders/edit" -> apis.edits().edit(portfolio, Body.of(call));
      case "/orders/edit_preview" -> apis.edits().preview(portfolio, Body.of(call));
      default -> throw Refusal.unknownPath();
    };
  }

  private HttpReply get(Visitor visitor, HttpCall call) {
    var portfolio = visitor.portfolio();
    return switch (call.path()) {
      case "/accounts" -> apis.accounts().wallets(portfolio, call);
      case "/portfolios" -> apis.accounts().portfolios(portfolio, call);
      case "/key_permissions" -> apis.accounts().permissions(visitor);
      case "/transaction_summary" -> apis.accounts().fees(portfolio);
      case "/payment_methods" -> apis.accounts().paymentMethods();
      case "/cfm/balance_summary" -> apis.accounts().futures();
      case "/cfm/positions" -> apis.accounts().futuresPositions();
      case "/orders/historical/batch" -> apis.orders().list(portfolio, call);
      case "/orders/historical/fills" -> apis.fills().list(portfolio, call);
      default -> getBelow(portfolio, call);
    };
  }

  private HttpReply getBelow(Portfolio portfolio, HttpCall call) {
    var path = call.path();
    if (path.startsWith(HISTORICAL)) {
      return apis.orders().one(portfolio, path.substring(HISTORICAL.length()));
    }
    if (path.startsWith(ACCOUNTS)) {
      return apis.accounts().wallet(portfolio, path.substring(ACCOUNTS.length()));
    }
    if (path.startsWith(PORTFOLIOS)) {
      return apis.accounts().breakdown(portfolio, path.substring(PORTFOLIOS.length()), call);
    }
    return market(call);
  }

  /** What is the same for everybody. */
  private HttpReply market(HttpCall call) {
    return switch (call.path()) {
      case "/products" -> apis.products().list(call);
      case "/best_bid_ask" -> apis.products().bestBidAsk(call);
      case "/product_book" -> apis.products().book(call);
      default -> {
        if (call.path().startsWith(PRODUCTS)) {
          yield apis.products().below(call.path().substring(PRODUCTS.length()), call);
        }
        throw Refusal.unknownPath();
      }
    };
  }
}
