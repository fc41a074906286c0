package com.example.piggybank;

import io.brokerway.simulators.BrokerSimulator;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.SocketDoor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Piggybank's API: token in a header, accounts, cash, shares and entries by page. */
final class PiggybankSimulator implements BrokerSimulator {
  static final String PREFIX = "piggybank";

  private static final int PER_PAGE = 50;
  private static final Pattern ACCOUNT = Pattern.compile("/v1/accounts/([^/]+)/(\\w+)");
  private static final Pattern SHARE = Pattern.compile("/v1/shares/(\\w+)");

  private final SimulatorClock clock;
  private final Map<String, PiggybankAccount> byToken = new ConcurrentHashMap<>();

  PiggybankSimulator(SimulatorClock clock) {
    this.clock = clock;
  }

  void open(PiggybankAccount account) {
    byToken.put(account.token(), account);
  }

  void revoke(PiggybankAccount account) {
    byToken.remove(account.token());
  }

  Instant now() {
    return clock.instant();
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public HttpReply answer(HttpCall call) {
    var account = call.header("X-Piggybank-Token").flatMap(this::account);
    if (account.isEmpty()) {
      return refusal(401, "unknown token");
    }
    if (!call.method().equals("GET")) {
      return refusal(405, "this API only reads");
    }
    return answer(account.get(), call);
  }

  private Optional<PiggybankAccount> account(String token) {
    return Optional.ofNullable(byToken.get(token));
  }

  private HttpReply answer(PiggybankAccount account, HttpCall call) {
    var share = SHARE.matcher(call.path());
    if (share.matches()) {
      return share.group(1).equals("NOSUCH")
          ? refusal(404, "no such share")
          : HttpReply.json(
              200, Map.of("symbol", share.group(1), "name", share.group(1), "open", true));
    }
    if (call.path().equals("/v1/accounts")) {
      var row = Map.of("id", account.id(), "number", account.number(), "title", "Pocket money");
      return HttpReply.json(200, Map.of("accounts", List.of(row)));
    }
    var part = ACCOUNT.matcher(call.path());
    return part.matches() && part.group(1).equals(account.id())
        ? part(account, part, call)
        : refusal(404, "no such account");
  }

  private HttpReply part(PiggybankAccount account, Matcher path, HttpCall call) {
    return switch (path.group(2)) {
      case "balance" -> HttpReply.json(200, Map.of("cash", account.cash()));
      case "holdings" -> HttpReply.json(200, Map.of("holdings", account.holdings()));
      case "entries" -> entries(account, call);
      default -> refusal(404, "no such path");
    };
  }

  private static HttpReply entries(PiggybankAccount account, HttpCall call) {
    var after = call.parameter("after").map(Integer::parseInt).orElse(0);
    var since = call.parameter("since").map(Instant::parse).orElse(Instant.EPOCH);
    var rows =
        account.entries().stream()
            .skip(after)
            .filter(entry -> !entry.at().isBefore(since))
            .toList();
    var page = rows.stream().limit(PER_PAGE).map(PiggybankAccount.Entry::wire).toList();
    return rows.size() <= PER_PAGE
        ? HttpReply.json(200, Map.of("entries", page))
        : HttpReply.json(200, Map.of("entries", page, "next", rows.get(PER_PAGE - 1).id()));
  }

  private static HttpReply refusal(int status, String message) {
    return HttpReply.json(status, Map.of("error", message));
  }

  /** It only reads: nothing is taken either way. */
  @Override
  public HttpReply pretend(HttpCall call) {
    return answer(call);
  }

  @Override
  public HttpReply rateLimited() {
    return refusal(429, "slow down").with(Map.of("Retry-After", "2"));
  }

  @Override
  public Map<String, SocketDoor> sockets() {
    return Map.of();
  }

  @Override
  public HttpReply control(HttpCall call) {
    return HttpReply.empty(404);
  }

  @Override
  public void close() {
    byToken.clear();
  }
}
