package io.brokerway.simulators.etrade;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.etrade.oauth.Doorkeeper;
import io.brokerway.simulators.etrade.oauth.OAuthProblem;
import java.util.List;

/** {@code https://api.etrade.com/v1}: who calls, how often, and what for. */
final class ApiHost {
  private final Doorkeeper doorkeeper;
  private final AccountBook book;
  private final Pace pace;
  private final EtradeApis apis;

  ApiHost(Doorkeeper doorkeeper, AccountBook book, Pace pace, EtradeApis apis) {
    this.doorkeeper = doorkeeper;
    this.book = book;
    this.pace = pace;
    this.apis = apis;
  }

  /**
   * Answers a call below {@code /v1}.
   *
   * @param pretending whether an order is answered as if it were taken, and is not
   */
  HttpReply answer(HttpCall call, boolean pretending) {
    var media = Media.of(call);
    try {
      var visitor = doorkeeper.admit(call);
      var path = List.of(Media.path(call).substring(1).split("/", -1));
      if (!pace.count(visitor.customer().userId(), module(path))) {
        return Pace.tooFast();
      }
      return route(new Asked(call, media, visitor), path, pretending);
    } catch (OAuthProblem problem) {
      return problem.reply();
    } catch (Refusal refusal) {
      return media.answer(refusal);
    }
  }

  private static Pace.Module module(List<String> path) {
    if (path.contains("market")) {
      return Pace.Module.MARKET;
    }
    return path.contains("orders") ? Pace.Module.ORDERS : Pace.Module.ACCOUNTS;
  }

  private HttpReply route(Asked asked, List<String> path, boolean pretending) {
    if (path.size() < 3) {
      throw unknown();
    }
    var rest = path.subList(3, path.size());
    return switch (path.get(1)) {
      case "market" -> market(asked, path.get(2), rest);
      case "accounts" -> accounts(asked, path.get(2), rest, pretending);
      default -> throw unknown();
    };
  }

  private HttpReply market(Asked asked, String what, List<String> rest) {
    var name = rest.isEmpty() ? "" : rest.getFirst();
    return switch (asked.call().method() + " " + what) {
      case "GET quote" -> apis.market().quotes(asked, name);
      case "GET lookup" -> apis.market().lookup(asked, name);
      case "GET optionchains" -> apis.options().chain(asked);
      case "GET optionexpiredate" -> apis.options().expiries(asked);
      default -> throw unknown();
    };
  }

  private HttpReply accounts(Asked asked, String key, List<String> rest, boolean pretending) {
    if (key.equals("list") && rest.isEmpty()) {
      return apis.accounts().list(asked);
    }
    if (rest.isEmpty()) {
      throw unknown();
    }
    var holder = holder(asked, key);
    var below = rest.subList(1, rest.size());
    var read = asked.call().method().equals("GET");
    return switch (rest.getFirst()) {
      case "balance" -> apis.accounts().balance(asked, holder);
      case "portfolio" ->
          below.isEmpty()
              ? apis.portfolio().list(asked, holder)
              : apis.portfolio().lots(asked, holder, below.getFirst());
      case "transactions" ->
          below.isEmpty()
              ? apis.transactions().list(asked, holder)
              : apis.transactions().one(asked, holder, below.getFirst());
      case "orders" ->
          read ? readOrders(asked, holder, below) : writeOrders(asked, holder, below, pretending);
      default -> throw unknown();
    };
  }

  private HttpReply readOrders(Asked asked, Holder holder, List<String> below) {
    return below.isEmpty()
        ? apis.orders().list(asked, holder)
        : apis.orders().details(asked, holder, below.getFirst());
  }

  private HttpReply writeOrders(
      Asked asked, Holder holder, List<String> below, boolean pretending) {
    var orders = apis.orders();
    var number = below.isEmpty() ? "" : below.getFirst();
    var action = String.join("/", below.size() > 1 ? below.subList(1, below.size()) : below);
    return switch (asked.call().method() + " " + action) {
      case "POST preview" -> orders.preview(asked, holder);
      case "POST place" ->
          pretending ? orders.pretendPlace(asked, holder) : orders.place(asked, holder);
      case "PUT cancel" ->
          pretending ? orders.pretendCancel(asked, holder) : orders.cancel(asked, holder);
      case "PUT change/preview" -> orders.previewChange(asked, holder, number);
      case "PUT change/place" ->
          pretending ? orders.pretendPlace(asked, holder) : orders.change(asked, holder, number);
      default -> throw unknown();
    };
  }

  private Holder holder(Asked asked, String key) {
    var holder =
        book.byKey(key, asked.visitor().consumer())
            .orElseThrow(() -> Refusal.of(Refusal.ACCOUNT_KEY, "Please enter valid Account Key"));
    if (!asked.visitor().customer().accountIds().contains(holder.id())) {
      throw Refusal.invalid("Account key does not belong to user.");
    }
    return holder;
  }

  private static Refusal unknown() {
    return Refusal.notFound("The resource was not found.");
  }
}
