package io.brokerway.simulators.tradestation;

import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderLeg;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts TradeStation's orders into the venue's terms. The venue has exits of the same instrument and
 * quantity that share their entry's time in force; other groups are refused as not simulated.
 */
final class OrderBuilder {
  private final Symbols symbols;

  OrderBuilder(Symbols symbols) {
    this.symbols = symbols;
  }

  /**
   * An order that the venue can take.
   *
   * @param parts the requests of which it is made, the entry first, in the venue's order
   */
  record Ready(Holder holder, NewOrder order, List<OrderRequest> parts, Listed listed) {}

  /** Two exits that close each other. */
  Ready pair(Holder holder, OrderRequest.Group group, String caller, Instant now) {
    if (group.orders().size() != 2) {
      throw Refusal.notSimulated("a group of %d orders".formatted(group.orders().size()));
    }
    var profit = limit(group);
    var loss = stop(group);
    requireAlike(profit, loss);
    if (!profit.action().closes() || profit.action() != loss.action()) {
      throw Refusal.notSimulated("a group whose orders do not all close one position");
    }
    var listed = listed(profit);
    var order =
        new NewOrder(
            holder.key(),
            note(profit, caller, group.kind()).encoded(),
            OrderClass.OCO,
            listed.instrument(),
            side(profit.action()),
            PositionEffect.AUTOMATIC,
            new OrderQuantity.Units(profit.quantity()),
            terms(profit, now),
            List.of(),
            exit(profit),
            exit(loss),
            null,
            false,
            Map.of());
    return new Ready(holder, order, List.of(profit, loss), listed);
  }

  Ready single(Holder holder, OrderRequest request, String caller, Instant now) {
    if (!request.legs().isEmpty()) {
      return spread(holder, request, caller, now);
    }
    var listed = listed(request);
    if (request.sends().isEmpty()) {
      var order = entry(holder, listed, request, GroupKind.NORMAL, caller, null, null, now);
      return new Ready(holder, order, List.of(request), listed);
    }
    if (request.sends().size() > 1) {
      throw Refusal.notSimulated("an order that sends several groups");
    }
    var group = request.sends().getFirst();
    var profit = group.orders().size() == 2 ? limit(group) : null;
    var loss = group.orders().size() == 2 ? stop(group) : group.orders().getFirst();
    if (group.orders().size() > 2) {
      throw Refusal.notSimulated("a group of %d orders".formatted(group.orders().size()));
    }
    requireExit(request, loss);
    if (profit == null) {
      var isLimit = loss.type() == OrderType.LIMIT;
      var order =
          entry(
              holder,
              listed,
              request,
              group.kind(),
              caller,
              isLimit ? exit(loss) : null,
              isLimit ? null : exit(loss),
              now);
      return new Ready(holder, order, List.of(request, loss), listed);
    }
    requireExit(request, profit);
    var order = entry(holder, listed, request, group.kind(), caller, exit(profit), exit(loss), now);
    return new Ready(holder, order, List.of(request, profit, loss), listed);
  }

  private NewOrder entry(
      Holder holder,
      Listed listed,
      OrderRequest request,
      GroupKind group,
      String caller,
      @Nullable ExitOrder profit,
      @Nullable ExitOrder loss,
      Instant now) {
    var exits = (profit == null ? 0 : 1) + (loss == null ? 0 : 1);
    return new NewOrder(
        holder.key(),
        note(request, caller, group).encoded(),
        switch (exits) {
          case 0 -> OrderClass.SIMPLE;
          case 1 -> OrderClass.OTO;
          default -> OrderClass.BRACKET;
        },
        listed.instrument(),
        side(request.action()),
        PositionEffect.AUTOMATIC,
        new OrderQuantity.Units(request.quantity()),
        terms(request, now),
        List.of(),
        profit,
        loss,
        null,
        request.allOrNone(),
        Map.of());
  }

  private Ready spread(Holder holder, OrderRequest request, String caller, Instant now) {
    if (!request.sends().isEmpty()) {
      throw Refusal.notSimulated("a spread that sends orders");
    }
    var units =
        request.legs().stream()
            .map(leg -> leg.quantity().toBigIntegerExact())
            .reduce(BigInteger.ZERO, BigInteger::gcd);
    var legs = request.legs().stream().map(leg -> leg(leg, units)).toList();
    var order =
        new NewOrder(
            holder.key(),
            note(request, caller, GroupKind.NORMAL).encoded(),
            OrderClass.MULTI_LEG,
            null,
            Side.BUY,
            PositionEffect.AUTOMATIC,
            new OrderQuantity.Units(new BigDecimal(units)),
            terms(request, now),
            legs,
            null,
            null,
            null,
            false,
            Map.of());
    var first = listed(request.legs().getFirst().symbol());
    return new Ready(holder, order, List.of(request), first);
  }

  private OrderLeg leg(LegRequest leg, BigInteger units) {
    var listed = listed(leg.symbol());
    if (!listed.isOption()) {
      throw Refusal.notSimulated("a spread with other legs than options");
    }
    return new OrderLeg(
        listed.instrument(),
        leg.action().buys() ? Side.BUY : Side.SELL,
        leg.quantity().toBigIntegerExact().divide(units).intValueExact(),
        leg.action().closes() ? PositionEffect.CLOSE : PositionEffect.OPEN);
  }

  private Listed listed(OrderRequest request) {
    var listed = listed(String.valueOf(request.symbol()));
    if (listed.isOption() != request.action().isForOptions()) {
      throw Refusal.badRequest(
          "TradeAction %s is not valid for %s".formatted(request.action(), request.symbol()));
    }
    if (request.lifespan().isInMinutes() && listed.isOption()) {
      throw Refusal.badRequest("Duration is only valid for equities");
    }
    return listed;
  }

  private Listed listed(String symbol) {
    return symbols
        .find(symbol)
        .filter(found -> !found.isCrypto())
        .orElseThrow(() -> Refusal.badRequest("Invalid symbol: " + symbol));
  }

  private static OrderRequest limit(OrderRequest.Group group) {
    return group.orders().stream()
        .filter(order -> order.type() == OrderType.LIMIT)
        .findFirst()
        .orElseThrow(() -> Refusal.notSimulated("a group without a limit order"));
  }

  private static OrderRequest stop(OrderRequest.Group group) {
    return group.orders().stream()
        .filter(order -> OrderWords.isStop(order.type()))
        .findFirst()
        .orElseThrow(() -> Refusal.notSimulated("a group without a stop order"));
  }

  private static void requireExit(OrderRequest entry, OrderRequest exit) {
    requireAlike(entry, exit);
    if (!exit.action().closes() || exit.action().buys() == entry.action().buys()) {
      throw Refusal.notSimulated("an order that is sent and does not close its sender's position");
    }
    if (exit.type() == OrderType.MARKET) {
      throw Refusal.notSimulated("a market order that another one sends");
    }
  }

  private static void requireAlike(OrderRequest one, OrderRequest other) {
    var alike =
        one.account().equals(other.account())
            && String.valueOf(one.symbol()).equals(String.valueOf(other.symbol()))
            && one.quantity().compareTo(other.quantity()) == 0;
    if (!alike) {
      throw Refusal.notSimulated("a group of different accounts, symbols or quantities");
    }
    if (!one.lifespan().equals(other.lifespan())) {
      throw Refusal.notSimulated("a group of different durations");
    }
  }

  private static OrderTerms terms(OrderRequest request, Instant now) {
    var lifespan = request.lifespan();
    return new OrderTerms(
        request.type(),
        lifespan.timeInForce(),
        lifespan.session(),
        request.limitPrice(),
        request.stopPrice(),
        request.trail(),
        null,
        lifespan.end(now));
  }

  private static ExitOrder exit(OrderRequest request) {
    return new ExitOrder(request.limitPrice(), request.stopPrice(), request.trail());
  }

  static Side side(TradeAction action) {
    if (action.buys()) {
      return Side.BUY;
    }
    return action.closes() ? Side.SELL : Side.SELL_SHORT;
  }

  private static OrderNote note(OrderRequest request, String caller, GroupKind group) {
    return new OrderNote(
        request.action(),
        request.lifespan().word(),
        request.route(),
        request.confirmId(),
        caller,
        group);
  }
}
