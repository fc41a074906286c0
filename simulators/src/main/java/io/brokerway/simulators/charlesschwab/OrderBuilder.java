package io.brokerway.simulators.charlesschwab;

import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderLeg;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts an order in the venue's terms: one order, a pair, an entry with exits, or a combination. */
final class OrderBuilder {
  private static final String NOT_SIMULATED = "This combination of orders is not simulated.";

  private final Symbols symbols;

  OrderBuilder(Symbols symbols) {
    this.symbols = symbols;
  }

  /** An exit besides the other one of its pair; either may be missing. */
  private record Exits(@Nullable OrderForm profit, @Nullable OrderForm loss) {}

  NewOrder build(Holder holder, OrderForm form, Instant now) {
    return switch (form.strategy()) {
      case "SINGLE" ->
          form.legs().size() == 1 ? simple(holder, form, now) : combination(holder, form, now);
      case "TRIGGER" -> trigger(holder, form, now);
      case "OCO" -> pair(holder, form, now);
      default -> throw new Rejected(NOT_SIMULATED);
    };
  }

  /** The instrument of a leg. What Schwab answers to nonsense is an error of its own making. */
  Listed listed(OrderForm.Leg leg) {
    var listed =
        symbols
            .find(leg.symbol())
            .orElseThrow(() -> Refusal.of(500, "Application encountered unexpected error"));
    var option = leg.assetType().equals("OPTION");
    if (option != listed.isOption() || option != leg.instruction().matches(".*_(OPEN|CLOSE)")) {
      throw Refusal.invalid("assetType, symbol and instruction do not fit each other");
    }
    return listed;
  }

  private NewOrder simple(Holder holder, OrderForm form, Instant now) {
    return order(holder, form, OrderClass.SIMPLE, VenueTerms.of(form, now), null, null);
  }

  private NewOrder trigger(Holder holder, OrderForm form, Instant now) {
    if (form.legs().size() != 1 || form.children().size() != 1) {
      throw new Rejected(NOT_SIMULATED);
    }
    var child = form.children().getFirst();
    var exits = child.isSingle() ? exits(List.of(child)) : exits(child.children());
    requireFit(form, child.isSingle() ? List.of(child) : child.children(), true);
    var both = exits.profit() != null && exits.loss() != null;
    return order(
        holder,
        form,
        both ? OrderClass.BRACKET : OrderClass.OTO,
        VenueTerms.of(form, now),
        profit(exits),
        loss(exits, now));
  }

  private NewOrder pair(Holder holder, OrderForm form, Instant now) {
    var exits = exits(form.children());
    var first = exits.profit();
    if (first == null || exits.loss() == null) {
      throw new Rejected(NOT_SIMULATED);
    }
    requireFit(first, form.children(), false);
    return order(
        holder, first, OrderClass.OCO, VenueTerms.of(first, now), profit(exits), loss(exits, now));
  }

  private NewOrder combination(Holder holder, OrderForm form, Instant now) {
    var unit =
        form.legs().stream()
            .map(leg -> leg.quantity().toBigInteger())
            .reduce(BigInteger.ZERO, BigInteger::gcd);
    var legs =
        form.legs().stream()
            .map(leg ->
                new OrderLeg(
                    listed(leg).instrument(),
                    leg.buys() ? Side.BUY : Side.SELL,
                    leg.quantity().toBigInteger().divide(unit).intValueExact(),
                    PositionEffect.AUTOMATIC))
            .toList();
    return new NewOrder(
        holder.key(),
        UUID.randomUUID().toString(),
        OrderClass.MULTI_LEG,
        null,
        Side.BUY,
        PositionEffect.AUTOMATIC,
        new OrderQuantity.Units(new BigDecimal(unit)),
        VenueTerms.of(form, now),
        legs,
        null,
        null,
        null,
        form.allOrNone(),
        Map.of());
  }

  private NewOrder order(
      Holder holder,
      OrderForm form,
      OrderClass orderClass,
      OrderTerms terms,
      @Nullable ExitOrder profit,
      @Nullable ExitOrder loss) {
    var leg = form.legs().getFirst();
    return new NewOrder(
        holder.key(),
        UUID.randomUUID().toString(),
        orderClass,
        listed(leg).instrument(),
        side(leg.instruction()),
        PositionEffect.AUTOMATIC,
        new OrderQuantity.Units(leg.quantity()),
        terms,
        List.of(),
        profit,
        loss,
        null,
        form.allOrNone(),
        Map.of());
  }

  private static Exits exits(List<OrderForm> children) {
    OrderForm profit = null;
    OrderForm loss = null;
    for (var child : children) {
      var takesProfit = child.orderType().equals("LIMIT");
      if (!child.isSingle() || (takesProfit ? profit : loss) != null) {
        throw new Rejected(NOT_SIMULATED);
      }
      if (takesProfit) {
        profit = child;
      } else {
        loss = child;
      }
    }
    return new Exits(profit, loss);
  }

  /** The venue's exits close what the entry opens, all of it, and last as long. */
  private static void requireFit(OrderForm first, List<OrderForm> others, boolean opposite) {
    var leg = first.legs().getFirst();
    for (var other : others) {
      var second = other.legs().getFirst();
      if (other.legs().size() != 1
          || !second.symbol().equals(leg.symbol())
          || second.quantity().compareTo(leg.quantity()) != 0
          || (second.buys() == leg.buys()) == opposite
          || !other.duration().equals(first.duration())) {
        throw new Rejected(NOT_SIMULATED);
      }
    }
  }

  private static @Nullable ExitOrder profit(Exits exits) {
    var form = exits.profit();
    return form == null || form.price() == null ? null : ExitOrder.takeProfit(form.price());
  }

  private static @Nullable ExitOrder loss(Exits exits, Instant now) {
    var form = exits.loss();
    if (form == null) {
      return null;
    }
    var terms = VenueTerms.of(form, now);
    if (terms.stopPrice() == null && terms.trail() == null) {
      throw new Rejected(NOT_SIMULATED);
    }
    return new ExitOrder(terms.limitPrice(), terms.stopPrice(), terms.trail());
  }

  static Side side(String instruction) {
    return switch (instruction) {
      case "BUY", "BUY_TO_COVER", "BUY_TO_OPEN", "BUY_TO_CLOSE" -> Side.BUY;
      case "SELL", "SELL_TO_CLOSE" -> Side.SELL;
      case "SELL_SHORT", "SELL_SHORT_EXEMPT", "SELL_TO_OPEN" -> Side.SELL_SHORT;
      default -> throw new Rejected("Instruction %s is not simulated.".formatted(instruction));
    };
  }
}
