package io.brokerway.exchange;

import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.exchange.VenueEvent.Binding;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes in orders of several options that fill together: one order for the whole, whose price is
 * the sum of its legs (above 0 is paid, below 0 is received), and one for each leg. Guarded by its
 * venue's lock.
 */
final class CombinationEntry {
  private static final int MIN_LEGS = 2;
  private static final int MAX_LEGS = 4;

  private final VenueConfig config;
  private final PriceSource prices;
  private final Recorder recorder;
  private final OptionGate gate;

  CombinationEntry(VenueConfig config, PriceSource prices, Recorder recorder, OptionGate gate) {
    this.config = config;
    this.prices = prices;
    this.recorder = recorder;
    this.gate = gate;
  }

  /** Emits what the order becomes; returns its id. Throws a {@link Refusal}. */
  String enter(NewOrder order, LiveAccount account, List<CombinationLeg> legs, Instant at) {
    var quantity = check(order, legs);
    var binding = gate.admit(account, legs, quantity, debit(order.terms(), legs, at), null, at);
    var id = newId();
    var legIds = legs.stream().map(leg -> newId()).toList();
    var first = legs.getFirst().listed();
    recorder.emit(
        placed(
            order,
            new Part(
                id,
                order.clientOrderId(),
                null,
                legIds,
                first,
                Side.BUY,
                order.terms(),
                quantity,
                binding),
            at));
    for (var i = 0; i < legs.size(); i++) {
      recorder.emit(placed(order, part(order, account, legs.get(i), id, legIds.get(i)), at));
    }
    return id;
  }

  /** One of the orders that a combination becomes. */
  private record Part(
      String id,
      String clientOrderId,
      @Nullable String parent,
      List<String> legs,
      Listed listed,
      Side side,
      OrderTerms terms,
      BigDecimal quantity,
      Binding binding) {}

  private static Part part(
      NewOrder order, LiveAccount account, CombinationLeg leg, String parent, String id) {
    var quantity = leg.ratio().multiply(units(order));
    var held = account.held(leg.listed());
    var closing = closing(held, leg, quantity);
    var opens = quantity.subtract(closing).signum() > 0;
    var sell = opens && held.signum() <= 0 ? Side.SELL_SHORT : Side.SELL;
    return new Part(
        id,
        id,
        parent,
        List.of(),
        leg.listed(),
        leg.buy() ? Side.BUY : sell,
        OrderTerms.market(order.terms().timeInForce()),
        quantity,
        new Binding(closing, BigDecimal.ZERO, BigDecimal.ZERO));
  }

  private static BigDecimal closing(BigDecimal held, CombinationLeg leg, BigDecimal quantity) {
    var reduces = held.signum() == (leg.buy() ? -1 : 1);
    return reduces ? held.abs().min(quantity) : BigDecimal.ZERO;
  }

  private VenueEvent.OrderPlaced placed(NewOrder order, Part part, Instant at) {
    return new VenueEvent.OrderPlaced(
        at,
        part.id(),
        order.account().value(),
        part.clientOrderId(),
        OrderClass.MULTI_LEG,
        part.listed().symbol(),
        part.side(),
        part.terms(),
        part.quantity(),
        null,
        false,
        false,
        true,
        part.binding(),
        part.parent(),
        part.legs(),
        null,
        Expiry.of(order.terms(), part.listed(), prices, at),
        null);
  }

  /** What a unit costs at most: its limit, or what the market asks now. */
  private BigDecimal debit(OrderTerms terms, List<CombinationLeg> legs, Instant at) {
    var limit = terms.limitPrice();
    return limit != null
        ? limit
        : legs.stream()
            .map(leg -> leg.price(prices.quote(leg.listed(), at)))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal check(NewOrder order, List<CombinationLeg> legs) {
    var terms = order.terms();
    if (terms.type() != OrderType.MARKET && terms.type() != OrderType.LIMIT) {
      throw unsupported("combinations are MARKET or LIMIT orders");
    }
    if (legs.size() < MIN_LEGS || legs.size() > MAX_LEGS) {
      throw unsupported("a combination has %d to %d legs".formatted(MIN_LEGS, MAX_LEGS));
    }
    if (!legs.stream().allMatch(leg -> leg.listed().isOption())) {
      throw unsupported("the legs of a combination are options");
    }
    if (legs.stream().map(leg -> leg.listed().symbol()).distinct().count() < legs.size()) {
      throw unsupported("each leg of a combination is another contract");
    }
    if (legs.stream().map(leg -> OptionGate.option(leg.listed()).underlying()).distinct().count()
        > 1) {
      throw unsupported("the legs of a combination have one underlying");
    }
    var limit = terms.limitPrice();
    if (limit != null && Amounts.decimals(limit) > legs.getFirst().listed().priceDecimals()) {
      throw new Refusal(RejectReason.INVALID_PRICE, "limitPrice may have two decimals");
    }
    if (!Amounts.isWhole(units(order))) {
      throw new Refusal(RejectReason.INVALID_QUANTITY, "only whole combinations are traded");
    }
    return Amounts.trimmed(units(order));
  }

  private static BigDecimal units(NewOrder order) {
    return switch (order.quantity()) {
      case OrderQuantity.Units(var units) -> units;
      case OrderQuantity.Notional notional ->
          throw new Refusal(
              RejectReason.INVALID_QUANTITY, "combinations are traded by units, not by money");
    };
  }

  private String newId() {
    return config.ids().get().toString();
  }

  private static Refusal unsupported(String text) {
    return new Refusal(RejectReason.UNSUPPORTED_COMBINATION, text);
  }
}
