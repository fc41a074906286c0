package io.brokerway.simulators.coinbase;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.RateLimit;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v2}: the wallet ledger of the Coinbase App API, with its own envelope and errors. */
final class AppApi {
  static final String PATH = "/v2";

  private static final String ACCOUNTS = "/accounts/";
  private static final int USUAL_ROWS = 25;
  private static final int MOST_ROWS = 100;

  private final Callers callers;
  private final RateLimit limit;
  private final Wallets wallets;
  private final LedgerView ledger;

  AppApi(Callers callers, RateLimit limit, Wallets wallets, LedgerView ledger) {
    this.callers = callers;
    this.limit = limit;
    this.wallets = wallets;
    this.ledger = ledger;
  }

  /** Answers a call below {@link #PATH}, whose token is for the whole path. */
  HttpReply answer(HttpCall call) {
    try {
      var visitor =
          callers
              .of(call)
              .orElseThrow(
                  () -> Refusal.v2(401, callers.problem(call), "The access token is invalid"));
      var state = limit.count("v2:" + visitor.portfolio().userId());
      var reply =
          state.allowed()
              ? safely(visitor.portfolio(), call)
              : Refusal.v2(429, "rate_limit_exceeded", "Too many requests").reply();
      return reply.with(state.headers());
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  private HttpReply safely(Portfolio portfolio, HttpCall call) {
    try {
      return route(portfolio, call);
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  private HttpReply route(Portfolio portfolio, HttpCall call) {
    if (!call.method().equals("GET")) {
      throw Refusal.v2(405, "method_not_allowed", "Method not allowed");
    }
    var path = call.path().substring(PATH.length());
    if (path.equals("/user")) {
      return one(call, user(portfolio));
    }
    if (path.equals("/accounts")) {
      return page(call, wallets.of(portfolio), Wallet::id, AppApi::json);
    }
    if (path.startsWith(ACCOUNTS)) {
      return below(portfolio, call, List.of(path.substring(ACCOUNTS.length()).split("/", -1)));
    }
    throw notFound();
  }

  private HttpReply below(Portfolio portfolio, HttpCall call, List<String> path) {
    var wallet = wallets.find(portfolio, path.getFirst()).orElseThrow(AppApi::notFound);
    if (path.size() == 1) {
      return one(call, json(wallet));
    }
    return switch (path.get(1)) {
      case "transactions" -> rows(portfolio, wallet, call, path, row -> true);
      case "deposits" ->
          rows(portfolio, wallet, call, path, row -> row.type().equals("fiat_deposit"));
      case "withdrawals" ->
          rows(portfolio, wallet, call, path, row -> row.type().equals("fiat_withdrawal"));
      default -> throw notFound();
    };
  }

  private HttpReply rows(
      Portfolio portfolio,
      Wallet wallet,
      HttpCall call,
      List<String> path,
      Predicate<LedgerRow> wanted) {
    var rows = ledger.rows(portfolio, wallet).stream().filter(wanted).toList();
    if (path.size() == 2) {
      return page(call, rows, LedgerRow::id, LedgerRow::json);
    }
    return rows.stream()
        .filter(row -> row.id().equals(path.get(2)))
        .findFirst()
        .map(row -> one(call, row.json()))
        .orElseThrow(AppApi::notFound);
  }

  /** The newest first; a page begins behind the id that the caller names. */
  private static <T> HttpReply page(
      HttpCall call, List<T> all, Function<T, String> id, Function<T, ObjectNode> show) {
    var ascending = call.parameter("order").orElse("desc").equals("asc");
    var sorted = ascending ? all.reversed() : all;
    var after = call.parameter("starting_after");
    var from =
        after
            .map(named -> sorted.stream().map(id).toList().indexOf(named))
            .map(index -> {
              if (index < 0) {
                throw Refusal.v2(400, "validation_error", "starting_after is not known");
              }
              return index + 1;
            })
            .orElse(0);
    var limit = Paging.limit(call, USUAL_ROWS, MOST_ROWS);
    var to = Math.min(sorted.size(), from + limit);
    var rows = sorted.subList(from, to);
    var json = Json.object();
    var more = to < sorted.size();
    var next = more ? id.apply(rows.getLast()) : null;
    json.putObject("pagination")
        .putNull("ending_before")
        .put("starting_after", after.orElse(null))
        .putNull("previous_ending_before")
        .put("next_starting_after", next)
        .put("limit", limit)
        .put("order", ascending ? "asc" : "desc")
        .putNull("previous_uri")
        .put("next_uri", next == null ? null : uri(call, limit, ascending, next));
    var data = json.putArray("data");
    rows.forEach(row -> data.add(show.apply(row)));
    return HttpReply.json(200, warned(call, json));
  }

  private static String uri(HttpCall call, int limit, boolean ascending, String next) {
    return "%s?limit=%d&order=%s&starting_after=%s"
        .formatted(call.path(), limit, ascending ? "asc" : "desc", next);
  }

  private static HttpReply one(HttpCall call, JsonNode data) {
    return HttpReply.json(200, warned(call, Json.object().set("data", data)));
  }

  /** Whoever does not say which version of the API he means is warned. */
  private static ObjectNode warned(HttpCall call, ObjectNode json) {
    if (call.header("CB-VERSION").isEmpty()) {
      json.putArray("warnings")
          .addObject()
          .put("id", "missing_version")
          .put("message", "Please supply API version (YYYY-MM-DD) as CB-VERSION header");
    }
    return json;
  }

  private static ObjectNode user(Portfolio portfolio) {
    return Json.object()
        .put("id", portfolio.userId())
        .put("name", portfolio.name())
        .put("native_currency", Wallets.DOLLARS)
        .put("resource", "user")
        .put("resource_path", "/v2/user");
  }

  private static ObjectNode json(Wallet wallet) {
    var json =
        Json.object()
            .put("id", wallet.id())
            .put("name", wallet.name())
            .put("primary", wallet.fiat())
            .put("type", wallet.fiat() ? "fiat" : "wallet");
    json.putObject("currency")
        .put("code", wallet.currency())
        .put("name", wallet.currency())
        .put("exponent", wallet.fiat() ? 2 : 8)
        .put("type", wallet.fiat() ? "fiat" : "crypto");
    json.putObject("balance")
        .put("amount", Texts.plain(wallet.total()))
        .put("currency", wallet.currency());
    return json.putNull("created_at")
        .putNull("updated_at")
        .put("resource", "account")
        .put("resource_path", "/v2/accounts/" + wallet.id())
        .put("allow_deposits", true)
        .put("allow_withdrawals", true);
  }

  private static Refusal notFound() {
    return Refusal.v2(404, "not_found", "Not found");
  }
}
