package io.brokerway.server.rest.trading;

import io.brokerway.broker.KillPoint;
import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.identity.Principal;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.market.Market;
import io.brokerway.engine.orders.CancelRequest;
import io.brokerway.engine.orders.OrderDesk;
import io.brokerway.engine.orders.OrderFilter;
import io.brokerway.engine.orders.OrderView;
import io.brokerway.engine.orders.PlaceOrder;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.server.json.InvalidInput;
import io.brokerway.server.rest.IdempotencyKeys;
import io.brokerway.server.rest.Problem;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.rest.ProblemType;
import io.brokerway.server.rest.Symbol;
import io.brokerway.server.security.Acting;
import io.brokerway.server.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Trading")
final class TradingOrderRoutes {
  private static final String PLACE = "POST /order";
  private static final String CANCEL = "DELETE /order/{id}";
  private static final String LOOK = "GET /order";

  private final OrderDesk desk;
  private final Accounts accounts;
  private final Market market;
  private final PaperAccounts paper;
  private final NamedUsers users;
  private final OrderOwners owners;
  private final IdempotencyKeys keys;

  TradingOrderRoutes(
      OrderDesk desk,
      Accounts accounts,
      Market market,
      PaperAccounts paper,
      Identity identity,
      OrderOwners owners,
      IdempotencyKeys keys) {
    this.desk = desk;
    this.accounts = accounts;
    this.market = market;
    this.paper = paper;
    this.users = new NamedUsers(identity);
    this.owners = owners;
    this.keys = keys;
  }

  @PostMapping("/order")
  @Needs(Scope.TRADE)
  @Operation(
      summary = "Places an order",
      description =
          "Durable when it is answered. An Idempotency-Key makes it safe to repeat; without one, a"
              + " fresh one is made and returned in the header of that name.")
  ResponseEntity<TradingOrderAnswer> place(
      Principal principal,
      @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
      @RequestBody TradingOrderBody body) {
    KillPoint.K0.reached();
    var idempotencyKey = keys.orFresh(key);
    var spec = TradingOrderReader.read(body);
    var acting = users.acting(principal, body.userId());
    var account = account(acting, body.accountId());
    Symbol.requireListed("symbol", market, account.connectionRef(), spec.instrument());
    var request = new PlaceOrder(idempotencyKey, account.account(), spec, null);
    KillPoint.K1.reached();
    var placed = desk.place(acting.caller(PLACE), request);
    if (placed.order().state() == OrderState.DENIED) {
      throw denied(placed.order(), placed.replayed());
    }
    return answer(placed.order(), idempotencyKey, placed.replayed());
  }

  @GetMapping("/order/{id}")
  @Needs(Scope.READ)
  @Operation(summary = "One order")
  TradingOrderAnswer one(Principal principal, @PathVariable UUID id) {
    var acting = owners.acting(principal, id);
    return TradingOrderAnswer.of(desk.find(acting.caller(LOOK), id));
  }

  @GetMapping("/orders/user/{id}")
  @Needs(Scope.READ)
  @Operation(
      summary = "A user's orders, the newest first",
      description = "The header Next-Page-Token holds the token of the next page, if there is one.")
  ResponseEntity<List<TradingOrderAnswer>> ofUser(
      Principal principal,
      @PathVariable String id,
      @RequestParam(name = "page_token", required = false) @Nullable String pageToken,
      @RequestParam(defaultValue = "500") int limit) {
    if (limit < 1 || limit > OrderFilter.MAX_LIMIT) {
      throw new InvalidInput("limit", "must be 1 to " + OrderFilter.MAX_LIMIT);
    }
    var acting = users.acting(principal, id);
    try {
      var page = desk.list(acting.caller(LOOK), new OrderFilter(null, false, limit, pageToken));
      var answer = ResponseEntity.ok();
      if (page.nextPageToken() != null) {
        answer.header("Next-Page-Token", page.nextPageToken());
      }
      return answer.body(page.orders().stream().map(TradingOrderAnswer::of).toList());
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("page_token", "must be the Next-Page-Token of the page before");
    }
  }

  @DeleteMapping("/order/{id}")
  @Needs(Scope.TRADE)
  @Operation(
      summary = "Cancels an order",
      description = "Durable when it is answered; canceled only once the broker proves it.")
  ResponseEntity<TradingOrderAnswer> cancel(
      Principal principal,
      @PathVariable UUID id,
      @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key) {
    KillPoint.K0.reached();
    var idempotencyKey = keys.orFresh(key);
    var acting = owners.acting(principal, id);
    KillPoint.K1.reached();
    var canceled = desk.cancel(acting.caller(CANCEL), new CancelRequest(idempotencyKey, id));
    return answer(canceled.order(), idempotencyKey, canceled.replayed());
  }

  private AccountRef account(Acting acting, @Nullable UUID accountId) {
    if (accountId != null) {
      return accounts.account(acting.tenant(), acting.user(), accountId);
    }
    return paper
        .find(acting.owner())
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.WRONG_STATE,
                "The user has no paper account: PUT /user/{id}/balance opens one."));
  }

  private static ResponseEntity<TradingOrderAnswer> answer(
      OrderView order, String idempotencyKey, boolean replayed) {
    var answer = ResponseEntity.ok().header(IdempotencyKeys.HEADER, idempotencyKey);
    if (replayed) {
      answer.header(IdempotencyKeys.REPLAYED_HEADER, "true");
    }
    return answer.body(TradingOrderAnswer.of(order));
  }

  private static ProblemException denied(OrderView order, boolean replayed) {
    return new ProblemException(
        Problem.denied(TradingOrderAnswer.reasons(order.refusals()), TradingOrderAnswer.of(order)),
        null,
        replayed);
  }
}
