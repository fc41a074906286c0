package io.brokerway.server.rest.v1;

import io.brokerway.broker.KillPoint;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.orders.Caller;
import io.brokerway.engine.orders.ClosePosition;
import io.brokerway.engine.orders.OrderDesk;
import io.brokerway.engine.orders.OrderException;
import io.brokerway.engine.orders.OrderView;
import io.brokerway.engine.orders.Placed;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.engine.portfolio.Portfolio;
import io.brokerway.server.json.FieldErrors;
import io.brokerway.server.json.InvalidInput;
import io.brokerway.server.rest.IdempotencyKeys;
import io.brokerway.server.rest.Problem;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.rest.Symbol;
import io.brokerway.server.security.Acting;
import io.brokerway.server.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Closes positions, each by an order like any other. */
@RestController
@RequestMapping("/api/v1/accounts/{accountId}/positions")
@Tag(name = "Orders")
final class CloseRoutes {
  private static final String CLOSE = "DELETE /api/v1/accounts/{accountId}/positions/{symbol}";
  private static final String CLOSE_ALL = "DELETE /api/v1/accounts/{accountId}/positions";

  /** What a key for all positions leaves room for: the instrument's own key. */
  private static final int MOST_KEY = 150;

  private static final Duration CANCELS = Duration.ofSeconds(10);
  private static final String STILL_OPEN =
      "an order of it is still being canceled: repeat the request with the same Idempotency-Key";

  private final OrderDesk desk;
  private final Accounts accounts;
  private final Portfolio portfolio;
  private final IdempotencyKeys keys;

  CloseRoutes(OrderDesk desk, Accounts accounts, Portfolio portfolio, IdempotencyKeys keys) {
    this.desk = desk;
    this.accounts = accounts;
    this.portfolio = portfolio;
    this.keys = keys;
  }

  @DeleteMapping("/{symbol}")
  @Needs(Scope.TRADE)
  @Operation(
      summary = "Closes a position, or a part of it, by a market order",
      description =
          "The order of what is held, or of quantity or percentage of it; it is placed, checked and"
              + " journalled as POST /api/v1/orders does it. Working orders that bind the position"
              + " are canceled first by whoever asks. 409 WRONG_STATE if nothing is held.")
  @ApiResponse(responseCode = "202", description = "Durable with us", useReturnTypeSchema = true)
  ResponseEntity<OrderResource> close(
      Acting acting,
      @PathVariable UUID accountId,
      @PathVariable String symbol,
      @RequestParam(required = false) @Nullable AssetClass assetClass,
      @RequestParam(required = false) @Nullable BigDecimal quantity,
      @RequestParam(required = false) @Nullable BigDecimal percentage,
      @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key) {
    KillPoint.K0.reached();
    var account = accounts.account(acting.tenant(), acting.user(), accountId);
    var request =
        request(keys.required(key), account, instrument(symbol, assetClass), quantity, percentage);
    KillPoint.K1.reached();
    var placed = desk.close(acting.caller(CLOSE), request);
    requireTaken(placed);
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/orders/" + placed.order().id()))
        .headers(headers -> {
          if (placed.replayed()) {
            headers.set(IdempotencyKeys.REPLAYED_HEADER, "true");
          }
        })
        .body(OrderResource.of(placed.order()));
  }

  @DeleteMapping
  @Needs(Scope.TRADE)
  @Operation(
      summary = "Closes all positions of an account, each by a market order of its own",
      description =
          "One item for each position: its order, DENIED too, or why there is none. With"
              + " cancelOrders the open orders of the account are canceled first, and waited for"
              + " up to 10 s: they may bind what is to be closed; a position whose order is still"
              + " open then is not closed and says so. The same Idempotency-Key gives the orders of"
              + " the first request again, and places what was left to be placed.")
  @ApiResponse(responseCode = "202", description = "Durable with us", useReturnTypeSchema = true)
  ResponseEntity<Page<ClosedPositionResource>> closeAll(
      Acting acting,
      @PathVariable UUID accountId,
      @RequestParam(defaultValue = "false") boolean cancelOrders,
      @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key) {
    KillPoint.K0.reached();
    var account = accounts.account(acting.tenant(), acting.user(), accountId);
    var base = keys.required(key) + "/" + accountId + "/";
    if (base.length() > MOST_KEY) {
      throw new InvalidInput(IdempotencyKeys.HEADER, "must have at most 100 characters here");
    }
    var caller = acting.caller(CLOSE_ALL);
    var closed = new LinkedHashMap<String, ClosedPositionResource>();
    var placed = desk.placedUnder(caller, base);
    for (var order : placed) {
      put(closed, Objects.requireNonNull(order.spec().instrument()), order, null);
    }
    KillPoint.K1.reached();
    var open =
        cancelOrders
            ? desk.cancelOpen(caller, accountId, ids(placed), base + "cancel/", CANCELS)
            : List.<OrderView>of();
    for (var position : portfolio.positions(account)) {
      var instrument = position.position().instrument();
      if (open.stream().anyMatch(order -> isOf(order, instrument))) {
        put(closed, instrument, null, STILL_OPEN);
      } else if (!closed.containsKey(instrument.key())) {
        closeOne(closed, caller, request(base + instrument.key(), account, instrument, null, null));
      }
    }
    return ResponseEntity.accepted().body(Page.only(closed.values().stream().toList()));
  }

  private static Set<UUID> ids(List<OrderView> orders) {
    return orders.stream().map(OrderView::id).collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isOf(OrderView order, Instrument instrument) {
    var traded = order.spec().instrument();
    return traded == null
        ? order.spec().legs().stream()
            .anyMatch(leg -> leg.instrument().key().equals(instrument.key()))
        : traded.key().equals(instrument.key());
  }

  private void closeOne(
      Map<String, ClosedPositionResource> closed, Caller caller, ClosePosition request) {
    try {
      put(closed, request.instrument(), desk.close(caller, request).order(), null);
    } catch (OrderException.NothingToClose e) {
      put(closed, request.instrument(), null, String.valueOf(e.getMessage()));
    }
  }

  private static void put(
      Map<String, ClosedPositionResource> closed,
      Instrument instrument,
      @Nullable OrderView order,
      @Nullable String problem) {
    closed.put(
        instrument.key(),
        new ClosedPositionResource(
            InstrumentResource.of(instrument),
            order == null ? null : OrderResource.of(order),
            problem));
  }

  private static ClosePosition request(
      String key,
      AccountRef account,
      Instrument instrument,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal percentage) {
    try {
      return new ClosePosition(key, account.account(), instrument, quantity, percentage);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(
          percentage == null ? "quantity" : "percentage",
          String.valueOf(e.getMessage()).replaceFirst("^(quantity|percentage) (?=must)", ""));
    }
  }

  private static void requireTaken(Placed placed) {
    if (placed.order().state() == OrderState.DENIED) {
      throw new ProblemException(
          Problem.denied(
              OrderResource.reasons(placed.order().refusals()), OrderResource.of(placed.order())),
          null,
          placed.replayed());
    }
  }

  private static Instrument instrument(String symbol, @Nullable AssetClass assetClass) {
    var errors = new FieldErrors();
    var instrument = Symbol.parse("symbol", symbol, assetClass, errors);
    errors.throwIfAny();
    return Objects.requireNonNull(instrument);
  }
}
