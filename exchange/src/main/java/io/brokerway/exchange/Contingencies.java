package io.brokerway.exchange;

import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.exchange.VenueEvent.Binding;
import io.brokerway.exchange.VenueEvent.Trail;
import io.brokerway.exchange.tape.MarketQuote;
import io.brokerway.exchange.tape.PriceSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an order's fill or end means for those that hang together with it: exits begin to work when
 * their entry filled, and one exit stands back for what the other did.
 */
final class Contingencies {
  private final Ledger ledger;
  private final PriceSource prices;
  private final Recorder recorder;

  Contingencies(Ledger ledger, PriceSource prices, Recorder recorder) {
    this.ledger = ledger;
    this.prices = prices;
    this.recorder = recorder;
  }

  /** Whether the order is the entry of a group. */
  static boolean isEntry(LiveOrder order) {
    return order.parent == null
        && (order.orderClass == OrderClass.BRACKET || order.orderClass == OrderClass.OTO);
  }

  void afterFill(LiveOrder order, Instant at) {
    if (isEntry(order)) {
      if (order.status == OrderStatus.FILLED) {
        activateLegs(order, at);
      }
      return;
    }
    for (var sibling : siblings(order)) {
      if (order.status == OrderStatus.FILLED) {
        end(sibling, OrderStatus.CANCELED, "the other exit filled", at);
      } else {
        restate(sibling, order, at);
      }
    }
  }

  /** Ends an order and what must end with it. */
  void end(LiveOrder order, OrderStatus status, String text, Instant at) {
    if (!order.isOpen()) {
      return;
    }
    recorder.emit(new VenueEvent.OrderEnded(at, order.id, status, text));
    if (order.isCombination()) {
      order.legs.stream()
          .map(ledger::require)
          .filter(LiveOrder::isOpen)
          .forEach(leg -> recorder.emit(new VenueEvent.OrderEnded(at, leg.id, status, text)));
      return;
    }
    if (isEntry(order)) {
      endEntry(order, at);
      return;
    }
    for (var sibling : siblings(order)) {
      if (sibling.isOpen()) {
        recorder.emit(new VenueEvent.OrderEnded(at, sibling.id, status, "the other exit ended"));
      }
    }
  }

  /** What an entry filled before it ended is still protected by its exits. */
  private void endEntry(LiveOrder entry, Instant at) {
    if (entry.cumulative.signum() > 0) {
      activateLegs(entry, at);
      return;
    }
    for (var leg : List.copyOf(entry.legs)) {
      var held = ledger.require(leg);
      if (held.isOpen()) {
        recorder.emit(
            new VenueEvent.OrderEnded(
                at, held.id, OrderStatus.CANCELED, "the entry ended unfilled"));
      }
    }
  }

  private void activateLegs(LiveOrder entry, Instant at) {
    for (var id : List.copyOf(entry.legs)) {
      var leg = ledger.require(id);
      if (leg.status == OrderStatus.SUSPENDED) {
        recorder.emit(
            new VenueEvent.OrderActivated(
                at,
                leg.id,
                entry.cumulative,
                closing(entry.cumulative),
                Expiry.of(leg.terms, leg.listed, prices, at),
                trail(leg, entry, at)));
      }
    }
  }

  private @Nullable Trail trail(LiveOrder leg, LiveOrder entry, Instant at) {
    var offset = leg.terms.trail();
    if (offset == null) {
      return null;
    }
    // Where the market is not known any more the trail begins at what the entry paid.
    var paid = entry.averagePrice();
    var last = prices.freshQuote(leg.listed, at).map(MarketQuote::last).orElse(paid);
    return last == null ? null : Trailing.at(last, offset, leg.isBuy(), leg.listed);
  }

  private void restate(LiveOrder sibling, LiveOrder filled, Instant at) {
    var total = filled.quantity;
    if (!sibling.isOpen() || total == null) {
      return;
    }
    var leaves = total.subtract(filled.cumulative);
    recorder.emit(
        new VenueEvent.OrderRestated(
            at,
            sibling.id,
            sibling.cumulative.add(leaves),
            closing(sibling.cumulative.subtract(sibling.carried).add(leaves))));
  }

  private static Binding closing(BigDecimal quantity) {
    return new Binding(quantity, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /** The other exits of the order's group. */
  private List<LiveOrder> siblings(LiveOrder order) {
    return switch (order.orderClass) {
      case SIMPLE, MULTI_LEG, OTO -> List.of();
      case BRACKET -> order.parent == null ? List.of() : others(order, order.parent);
      case OCO ->
          order.parent == null
              ? order.legs.stream().map(ledger::require).toList()
              : List.of(ledger.require(order.parent));
    };
  }

  private List<LiveOrder> others(LiveOrder order, String parent) {
    return ledger.require(parent).legs.stream()
        .filter(leg -> !leg.equals(order.id))
        .map(ledger::require)
        .toList();
  }
}
