package io.brokerway.simulators.coinbase;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Money;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.exchange.DuplicateRule;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.VenueReply;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.coinbase.OrderPlan.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Takes orders by Coinbase's rules. Thread-safe: one order of a portfolio at a time. */
final class OrderDesk {
  /** How far beyond its trigger the loss of a bracket is limited. */
  private static final BigDecimal BEYOND_TRIGGER = new BigDecimal("0.05");

  private final Venue venue;
  private final Products products;
  private final Orders orders;
  private final OrderNotes notes;
  private final OrderChecks checks;
  private final Map<String, Object> locks = new ConcurrentHashMap<>();
  private volatile boolean refusesDuplicates;

  OrderDesk(Venue venue, Products products, Orders orders, OrderNotes notes) {
    this.venue = venue;
    this.products = products;
    this.orders = orders;
    this.notes = notes;
    this.checks = new OrderChecks(venue);
  }

  /**
   * What a client order id means that was used before: by the documentation the first order is
   * returned, though there is a name for the refusal too.
   */
  void refuseDuplicates(boolean refuse) {
    refusesDuplicates = refuse;
  }

  /** Places an order, or finds the one that has its client order id. */
  TradedOrder place(Portfolio portfolio, OrderRequest request, String origin) {
    synchronized (lock(portfolio)) {
      var before = venue.orderByClientId(portfolio.key(), request.clientOrderId());
      if (before.isPresent()) {
        if (refusesDuplicates) {
          throw OrderFailure.of("DUPLICATE_CLIENT_ORDER_ID", "client_order_id is not unique");
        }
        return orders.of(before.get());
      }
      var order = prepare(portfolio, request);
      return switch (venue.place(order, DuplicateRule.REFUSE)) {
        case VenueReply.Accepted(var taken, var _) -> taken(portfolio, request, taken, origin);
        case VenueReply.Refused refused -> throw OrderChecks.failure(refused);
      };
    }
  }

  /** Checks an order and puts it in the venue's terms. */
  NewOrder prepare(Portfolio portfolio, OrderRequest request) {
    var product = product(request);
    checks.check(request, product);
    return order(portfolio, request, product);
  }

  Product product(OrderRequest request) {
    return products
        .find(request.productId())
        .orElseThrow(
            () -> OrderFailure.of("INVALID_PRODUCT_ID", "invalid product " + request.productId()));
  }

  Object lock(Portfolio portfolio) {
    return locks.computeIfAbsent(portfolio.id(), _ -> new Object());
  }

  private TradedOrder taken(
      Portfolio portfolio, OrderRequest request, VenueOrder taken, String origin) {
    var order = orders.of(endAtOnce(portfolio, request, taken));
    notes.placed(order, portfolio, request.configuration(), origin);
    var exits = request.exitConfiguration();
    if (exits != null) {
      orders
          .attachedTo(order)
          .ifPresent(attached -> notes.placed(attached, portfolio, exits, origin));
    }
    return order;
  }

  /** A market order with exits works as one that waits; what it did not fill at once ends here. */
  private VenueOrder endAtOnce(Portfolio portfolio, OrderRequest request, VenueOrder taken) {
    if (request.exits() == null || request.plan().kind() != Kind.MARKET || !taken.isOpen()) {
      return taken;
    }
    return switch (venue.cancel(portfolio.key(), taken.id())) {
      case VenueReply.Accepted(var ended, var _) -> ended;
      case VenueReply.Refused _ -> venue.order(portfolio.key(), taken.id()).orElse(taken);
    };
  }

  private NewOrder order(Portfolio portfolio, OrderRequest request, Product product) {
    var plan = request.plan();
    var bracket = plan.kind() == Kind.BRACKET;
    var exits = bracket ? plan : request.exits();
    var orderClass =
        bracket ? OrderClass.OCO : exits == null ? OrderClass.SIMPLE : OrderClass.BRACKET;
    var exitsSell = bracket != request.buys();
    return new NewOrder(
        portfolio.key(),
        request.clientOrderId(),
        orderClass,
        product.listed().instrument(),
        request.buys() ? Side.BUY : Side.SELL,
        PositionEffect.AUTOMATIC,
        quantity(plan, orderClass, product),
        terms(plan, orderClass),
        List.of(),
        exits == null ? null : profit(exits),
        exits == null ? null : loss(exits, exitsSell, product),
        null,
        false,
        Map.of());
  }

  /** The venue takes amounts of money for simple orders alone: others are counted in coins. */
  private OrderQuantity quantity(OrderPlan plan, OrderClass orderClass, Product product) {
    var money = plan.quoteSize();
    if (money == null) {
      return new OrderQuantity.Units(plan.baseSize() == null ? BigDecimal.ZERO : plan.baseSize());
    }
    if (orderClass == OrderClass.SIMPLE) {
      return new OrderQuantity.Notional(new Money(money, CurrencyCode.USD));
    }
    var price =
        plan.limitPrice() == null
            ? venue.prices().quote(product.listed(), venue.now()).ask()
            : plan.limitPrice();
    return new OrderQuantity.Units(
        money.divide(price, product.listed().quantityDecimals(), RoundingMode.DOWN));
  }

  private static OrderTerms terms(OrderPlan plan, OrderClass orderClass) {
    var waits = orderClass == OrderClass.BRACKET && plan.kind() == Kind.MARKET;
    return new OrderTerms(
        plan.kind().type(),
        waits ? TimeInForce.GTC : plan.timeInForce(),
        TradingSession.REGULAR,
        plan.limitPrice(),
        plan.kind() == Kind.STOP_LIMIT ? plan.stopPrice() : null,
        null,
        null,
        plan.endTime());
  }

  private static @Nullable ExitOrder profit(OrderPlan exits) {
    return exits.limitPrice() == null ? null : ExitOrder.takeProfit(exits.limitPrice());
  }

  private static @Nullable ExitOrder loss(OrderPlan exits, boolean sells, Product product) {
    var trigger = exits.stopPrice();
    return trigger == null
        ? null
        : ExitOrder.stopLoss(trigger, beyond(trigger, sells, product.listed().priceDecimals()));
  }

  /** The limit at which the loss of a bracket is taken once its trigger was seen. */
  static BigDecimal beyond(BigDecimal trigger, boolean sells, int decimals) {
    var factor =
        sells ? BigDecimal.ONE.subtract(BEYOND_TRIGGER) : BigDecimal.ONE.add(BEYOND_TRIGGER);
    return trigger
        .multiply(factor)
        .setScale(decimals, sells ? RoundingMode.DOWN : RoundingMode.UP)
        .max(BigDecimal.ONE.movePointLeft(decimals));
  }

  /** Records what the venue took before the process died, and the ledger could not tell of. */
  void recover(Portfolio portfolio) {
    for (var order : orders.all(portfolio).reversed()) {
      if (!notes.knows(order)) {
        notes.placed(order, portfolio, Json.object(), "recovered");
      }
    }
  }
}
