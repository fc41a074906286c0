package io.brokerway.server.rest.router;

import io.brokerway.broker.KillPoint;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.market.Market;
import io.brokerway.engine.orders.Caller;
import io.brokerway.engine.orders.CancelRequest;
import io.brokerway.engine.orders.Commanded;
import io.brokerway.engine.orders.OrderDesk;
import io.brokerway.engine.orders.OrderView;
import io.brokerway.engine.orders.PlaceOrder;
import io.brokerway.engine.orders.ReplaceRequest;
import io.brokerway.engine.orders.core.CommandState;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.engine.risk.Refusal;
import io.brokerway.server.rest.IdempotencyKeys;
import io.brokerway.server.rest.Preference;
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
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(RouterSurface.ROOT + "/orders")
@Tag(name = "Broker router")
final class RouterOrderRoutes {
  private static final String PLACE = "POST /api/v1/broker/orders";
  private static final String REPLACE = "PATCH /api/v1/broker/orders/{orderId}";
  private static final String CANCEL = "DELETE /api/v1/broker/orders/{orderId}";
  private static final String LOOK = "GET /api/v1/broker/orders";

  private final OrderDesk desk;
  private final Accounts accounts;
  private final Market market;
  private final IdempotencyKeys keys;

  RouterOrderRoutes(OrderDesk desk, Accounts accounts, Market market, IdempotencyKeys keys) {
    this.desk = desk;
    this.accounts = accounts;
    this.market = market;
    this.keys = keys;
  }

  @PostMapping
  @Needs(Scope.TRADE)
  @Operation(
      summary = "Places an order",
      description =
          "Durable when it is answered; Prefer: wait=N waits for the broker's answer. An"
              + " Idempotency-Key makes it safe to repeat; without one, a fresh one is made and"
              + " returned in the header of that name. A refusal is 422 and names every failed"
              + " check.")
  ResponseEntity<RouterOrderAnswer> place(
      Acting acting,
      @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
      @RequestHeader(name = Preference.HEADER, required = false) @Nullable String prefer,
      @RequestBody RouterOrderBody body) {
    KillPoint.K0.reached();
    var idempotencyKey = keys.orFresh(key);
    var wait = Preference.waitOf(prefer);
    var spec = RouterOrderReader.read(body);
    var account = accounts.account(acting.tenant(), acting.user(), body.accountId());
    Symbol.requireListed("symbol", market, account.connectionRef(), spec.instrument());
    KillPoint.K1.reached();
    var caller = acting.caller(PLACE);
    var placed = desk.place(caller, new PlaceOrder(idempotencyKey, body.accountId(), spec, null));
    var order = placed.order();
    if (order.state() == OrderState.DENIED) {
      throw denied(order.refusals(), order, placed.replayed());
    }
    var shown = wait.isZero() ? order : desk.await(caller, order.id(), wait);
    return answer(shown, idempotencyKey, placed.replayed());
  }

  @GetMapping("/{orderId}")
  @Needs(Scope.READ)
  @Operation(summary = "One order with its fills and every change of its state")
  RouterOrderAnswer one(Acting acting, @PathVariable UUID orderId) {
    var caller = acting.caller(LOOK);
    var order = desk.find(caller, orderId);
    return RouterOrderAnswer.of(order, desk.events(caller, orderId, 0));
  }

  @PatchMapping("/{orderId}")
  @Needs(Scope.TRADE)
  @Operation(
      summary = "Changes the quantity or the prices of a working order; moves a stop-loss",
      description =
          "quantity is the new total. stop_loss_price moves the stop-loss: of a bracket that is an"
              + " order of its own, which is then the answer.")
  ResponseEntity<RouterOrderAnswer> replace(
      Acting acting,
      @PathVariable UUID orderId,
      @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
      @RequestBody RouterChangeBody body) {
    KillPoint.K0.reached();
    var idempotencyKey = keys.orFresh(key);
    var change = body.toChange();
    KillPoint.K1.reached();
    var caller = acting.caller(REPLACE);
    var order = body.stopLossPrice() == null ? orderId : stopLoss(caller, orderId);
    return answer(
        desk.replace(caller, new ReplaceRequest(idempotencyKey, order, change)), idempotencyKey);
  }

  /**
   * The stop-loss of an order with exits is an order of its own; any other one has its own stop.
   */
  private UUID stopLoss(Caller caller, UUID orderId) {
    return desk.find(caller, orderId).parts().stream()
        .map(part -> desk.find(caller, part))
        .filter(part -> part.spec().terms().type().needsStopPrice())
        .map(OrderView::id)
        .findFirst()
        .orElse(orderId);
  }

  @DeleteMapping("/{orderId}")
  @Needs(Scope.TRADE)
  @Operation(
      summary = "Cancels an order",
      description = "Durable when it is answered; canceled only once the broker proves it.")
  ResponseEntity<RouterOrderAnswer> cancel(
      Acting acting,
      @PathVariable UUID orderId,
      @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key) {
    KillPoint.K0.reached();
    var idempotencyKey = keys.orFresh(key);
    KillPoint.K1.reached();
    return answer(
        desk.cancel(acting.caller(CANCEL), new CancelRequest(idempotencyKey, orderId)),
        idempotencyKey);
  }

  private static ResponseEntity<RouterOrderAnswer> answer(Commanded commanded, String key) {
    var command = commanded.command();
    if (command.state() == CommandState.DENIED) {
      throw denied(command.refusals(), commanded.order(), commanded.replayed());
    }
    return answer(commanded.order(), key, commanded.replayed());
  }

  private static ResponseEntity<RouterOrderAnswer> answer(
      OrderView order, String idempotencyKey, boolean replayed) {
    var answer = ResponseEntity.ok().header(IdempotencyKeys.HEADER, idempotencyKey);
    if (replayed) {
      answer.header(IdempotencyKeys.REPLAYED_HEADER, "true");
    }
    return answer.body(RouterOrderAnswer.of(order));
  }

  private static ProblemException denied(
      List<Refusal> refusals, OrderView order, boolean replayed) {
    var type =
        refusals.stream().anyMatch(RouterOrderAnswer::isOfType)
            ? ProblemType.UNSUPPORTED_ORDER_TYPE
            : ProblemType.ORDER_DENIED;
    return new ProblemException(
        Problem.denied(type, RouterOrderAnswer.reasons(refusals), RouterOrderAnswer.of(order)),
        null,
        replayed);
  }
}
