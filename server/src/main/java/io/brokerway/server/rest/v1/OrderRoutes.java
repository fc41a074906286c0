package io.brokerway.server.rest.v1;

import io.brokerway.broker.KillPoint;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.market.Market;
import io.brokerway.engine.orders.Caller;
import io.brokerway.engine.orders.CancelRequest;
import io.brokerway.engine.orders.Commanded;
import io.brokerway.engine.orders.OrderDesk;
import io.brokerway.engine.orders.OrderFilter;
import io.brokerway.engine.orders.OrderSpec;
import io.brokerway.engine.orders.OrderView;
import io.brokerway.engine.orders.PlaceOrder;
import io.brokerway.engine.orders.ReplaceRequest;
import io.brokerway.engine.orders.core.CommandState;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.server.json.InvalidInput;
import io.brokerway.server.rest.IdempotencyKeys;
import io.brokerway.server.rest.Preference;
import io.brokerway.server.rest.Problem;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.rest.Symbol;
import io.brokerway.server.security.Acting;
import io.brokerway.server.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/orders")
@Tag(name = "Orders")
final class OrderRoutes {
  private static final String PLACE = "POST /api/v1/orders";
  private static final String REPLACE = "PATCH /api/v1/orders/{orderId}";
  private static final String CANCEL = "DELETE /api/v1/orders/{orderId}";
  private static final String LOOK = "GET /api/v1/orders";

  private final OrderDesk desk;
  private final Accounts accounts;
  private final Market market;
  private final IdempotencyKeys keys;

  OrderRoutes(OrderDesk desk, Accounts accounts, Market market, IdempotencyKeys keys) {
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
          "Durable when it is answered: 202 with Location, or 201 if Prefer: wait=N saw the"
              + " broker's answer. 422 ORDER_DENIED names every failed check and holds the order as"
              + " it was stored. The same Idempotency-Key with the same body gives the same order,"
              + " always.")
  @ApiResponse(responseCode = "201", description = "Seen by the broker", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "202", description = "Durable with us", useReturnTypeSchema = true)
  ResponseEntity<OrderResource> place(
      Acting acting,
      @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
      @RequestHeader(name = Preference.HEADER, required = false) @Nullable String prefer,
      @RequestBody OrderBody body) {
    KillPoint.K0.reached();
    var idempotencyKey = keys.required(key);
    var wait = Preference.waitOf(prefer);
    var spec = OrderReader.read(body);
    var request = new PlaceOrder(idempotencyKey, body.accountId(), spec, OrderReader.maxAge(body));
    requireListed(acting, body.accountId(), spec);
    KillPoint.K1.reached();
    var caller = acting.caller(PLACE);
    var placed = desk.place(caller, request);
    if (placed.order().state() == OrderState.DENIED) {
      throw denied(placed.order(), placed.replayed());
    }
    return answer(caller, placed.order(), placed.replayed(), wait);
  }

  @PostMapping("/preview")
  @Needs(Scope.READ)
  @Operation(summary = "Tells what placing an order would lead to now; stores nothing")
  PreviewResource preview(Acting acting, @RequestBody OrderBody body) {
    var spec = OrderReader.read(body);
    requireListed(acting, body.accountId(), spec);
    return PreviewResource.of(
        desk.preview(acting.caller("POST /api/v1/orders/preview"), body.accountId(), spec));
  }

  @GetMapping
  @Needs(Scope.READ)
  @Operation(summary = "The user's orders, the newest first")
  Page<OrderResource> list(
      Acting acting,
      @RequestParam(required = false) @Nullable UUID accountId,
      @RequestParam(defaultValue = "false") boolean open,
      @RequestParam(required = false) @Nullable String pageToken,
      @RequestParam(defaultValue = "100") int limit) {
    var most = Limits.check(limit, OrderFilter.MAX_LIMIT);
    try {
      var page = desk.list(acting.caller(LOOK), new OrderFilter(accountId, open, most, pageToken));
      return new Page<>(
          page.orders().stream().map(OrderResource::of).toList(), page.nextPageToken());
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("pageToken", "must be the nextPageToken of the page before");
    }
  }

  @GetMapping("/{orderId}")
  @Needs(Scope.READ)
  @Operation(summary = "One order with its commands and fills")
  OrderResource one(Acting acting, @PathVariable UUID orderId) {
    return OrderResource.of(desk.find(acting.caller(LOOK), orderId));
  }

  @GetMapping("/{orderId}/events")
  @Needs(Scope.READ)
  @Operation(summary = "The order's whole history, oldest first")
  Page<OrderEventResource> events(
      Acting acting, @PathVariable UUID orderId, @RequestParam(defaultValue = "0") long after) {
    return Page.only(
        desk.events(acting.caller(LOOK), orderId, after).stream()
            .map(OrderEventResource::of)
            .toList());
  }

  @PatchMapping("/{orderId}")
  @Needs(Scope.TRADE)
  @Operation(
      summary = "Changes a working order",
      description = "quantity is the new total. 422 ORDER_DENIED if the change fails its checks.")
  @ApiResponse(responseCode = "202", description = "Durable with us", useReturnTypeSchema = true)
  ResponseEntity<OrderResource> replace(
      Acting acting,
      @PathVariable UUID orderId,
      @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
      @RequestBody ReplaceBody body) {
    KillPoint.K0.reached();
    var request = new ReplaceRequest(keys.required(key), orderId, body.toChange());
    KillPoint.K1.reached();
    return answer(desk.replace(acting.caller(REPLACE), request));
  }

  @DeleteMapping("/{orderId}")
  @Needs(Scope.TRADE)
  @Operation(
      summary = "Cancels an order",
      description = "Durable when it is answered; canceled only once the broker proves it.")
  @ApiResponse(responseCode = "202", description = "Durable with us", useReturnTypeSchema = true)
  ResponseEntity<OrderResource> cancel(
      Acting acting,
      @PathVariable UUID orderId,
      @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key) {
    KillPoint.K0.reached();
    var request = new CancelRequest(keys.required(key), orderId);
    KillPoint.K1.reached();
    return answer(desk.cancel(acting.caller(CANCEL), request));
  }

  private void requireListed(Acting acting, UUID accountId, OrderSpec spec) {
    var account = accounts.account(acting.tenant(), acting.user(), accountId);
    Symbol.requireListed("symbol", market, account.connectionRef(), spec.instrument());
  }

  private ResponseEntity<OrderResource> answer(
      Caller caller, OrderView order, boolean replayed, Duration wait) {
    var shown = wait.isZero() ? order : desk.await(caller, order.id(), wait);
    var settled =
        switch (shown.state()) {
          case PENDING_NEW, SUBMITTING, SUBMIT_UNKNOWN, NEEDS_DECISION -> false;
          case NEW,
              PARTIALLY_FILLED,
              PENDING_CANCEL,
              PENDING_REPLACE,
              SUSPENDED,
              DONE_FOR_DAY,
              FILLED,
              CANCELED,
              REJECTED,
              EXPIRED,
              DENIED,
              EXPIRED_UNSENT,
              NOT_ACCEPTED ->
              !wait.isZero();
        };
    return ResponseEntity.status(settled ? HttpStatus.CREATED : HttpStatus.ACCEPTED)
        .location(URI.create("/api/v1/orders/" + shown.id()))
        .headers(headers -> markReplay(headers, replayed))
        .body(OrderResource.of(shown));
  }

  private static ResponseEntity<OrderResource> answer(Commanded commanded) {
    if (commanded.command().state() == CommandState.DENIED) {
      throw new ProblemException(
          Problem.denied(
              OrderResource.reasons(commanded.command().refusals()),
              OrderResource.of(commanded.order())),
          null,
          commanded.replayed());
    }
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/orders/" + commanded.order().id()))
        .headers(headers -> markReplay(headers, commanded.replayed()))
        .body(OrderResource.of(commanded.order()));
  }

  private static ProblemException denied(OrderView order, boolean replayed) {
    return new ProblemException(
        Problem.denied(OrderResource.reasons(order.refusals()), OrderResource.of(order)),
        null,
        replayed);
  }

  private static void markReplay(org.springframework.http.HttpHeaders headers, boolean replayed) {
    if (replayed) {
      headers.set(IdempotencyKeys.REPLAYED_HEADER, "true");
    }
  }
}
