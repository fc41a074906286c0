package io.brokerway.simulators.etrade;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenuePosition;
import io.brokerway.exchange.VenueReply;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.util.Optional;

/** What an order needs of account and market, and E*TRADE's words where it is not there. */
final class OrderChecks {
  private static final String NO_FUNDS =
      "We cannot accept this order because there are insufficient funds in your account.";

  private final Venue venue;

  OrderChecks(Venue venue) {
    this.venue = venue;
  }

  /** Counts what {@code ALL_I_OWN} is now. */
  OrderRequest counted(Holder holder, OrderRequest request) {
    return request.with(request.items().stream().map(item -> counted(holder, item)).toList());
  }

  private OrderItem counted(Holder holder, OrderItem item) {
    if (item.quantity() != null) {
      return item;
    }
    var available =
        position(holder, item.listed()).map(VenuePosition::available).orElse(BigDecimal.ZERO);
    if (available.signum() <= 0) {
      throw notHeld(item.listed());
    }
    return item.of(Figures.plain(available));
  }

  /** What a preview finds out, as far as it can be known before the order is there. */
  void check(Holder holder, OrderRequest request) {
    for (var item : request.items()) {
      checkHolding(holder, item);
    }
    if (request.items().size() == 1) {
      checkFunds(holder, request, request.items().getFirst());
    }
  }

  private void checkHolding(Holder holder, OrderItem item) {
    var position = position(holder, item.listed());
    var held = position.map(VenuePosition::quantity).orElse(BigDecimal.ZERO);
    if (item.closes()) {
      var available = position.map(VenuePosition::available).orElse(BigDecimal.ZERO);
      var rightSide = held.signum() == (item.buys() ? -1 : 1);
      if (!rightSide || item.units().compareTo(available) > 0) {
        throw notHeld(item.listed());
      }
    }
    if (item.action().equals("SELL_SHORT") && held.signum() > 0) {
      throw Refusal.invalid(
          "You hold a long position in %s: use SELL".formatted(Products.symbol(item.listed())));
    }
  }

  private void checkFunds(Holder holder, OrderRequest request, OrderItem item) {
    if (!item.buys() || item.closes()) {
      return;
    }
    var covered = position(holder, item.listed()).filter(held -> held.quantity().signum() < 0);
    if (covered.isPresent()) {
      return;
    }
    var balance = venue.balance(holder.key());
    var power =
        item.listed().isOption() ? balance.nonMarginableBuyingPower() : balance.buyingPower();
    if (value(request, item).compareTo(power) > 0) {
      throw noFunds();
    }
  }

  /** What an order costs or brings at its own price, or at the market's. */
  BigDecimal value(OrderRequest request) {
    if (request.isCombination()) {
      var units = request.items().stream().map(OrderItem::units).reduce(BigDecimal::min);
      var limit = PriceTypes.limitPrice(request);
      return limit == null
          ? BigDecimal.ZERO
          : limit
              .multiply(units.orElse(BigDecimal.ZERO))
              .multiply(request.items().getFirst().listed().multiplier());
    }
    return value(request, request.items().getFirst());
  }

  private BigDecimal value(OrderRequest request, OrderItem item) {
    return price(request, item).multiply(item.units()).multiply(item.listed().multiplier());
  }

  private BigDecimal price(OrderRequest request, OrderItem item) {
    if (request.limitPrice() != null) {
      return request.limitPrice();
    }
    if (PriceTypes.trail(request) == null && request.stopPrice() != null) {
      return request.stopPrice();
    }
    var quote = venue.prices().quote(item.listed(), venue.now());
    return item.buys() ? quote.ask() : quote.bid();
  }

  /** What E*TRADE says where the venue refused an order. */
  static Refusal refusal(VenueReply.Refused refused) {
    return switch (refused.reason()) {
      case INSUFFICIENT_FUNDS -> noFunds();
      case DUPLICATE_CLIENT_ORDER_ID ->
          Refusal.of(
              Refusal.STALE_PLACE, "This is a duplicate order: its clientOrderId was used before.");
      case TOO_LATE, UNKNOWN_ORDER ->
          Refusal.of(
              Refusal.NOT_CANCELABLE,
              "This order is currently being executed or rejected. It cannot be cancelled.");
      case INSUFFICIENT_POSITION,
          UNKNOWN_INSTRUMENT,
          NOT_TRADABLE,
          NOT_SHORTABLE,
          MARKET_CLOSED,
          INVALID_PRICE,
          INVALID_QUANTITY,
          UNSUPPORTED_COMBINATION,
          NOT_PERMITTED,
          RULE,
          INVALID_REQUEST,
          OTHER ->
          Refusal.invalid(refused.text());
    };
  }

  private static Refusal noFunds() {
    return Refusal.of(Refusal.FUNDS, NO_FUNDS);
  }

  private static Refusal notHeld(Listed listed) {
    return Refusal.invalid(
        "You do not hold enough of %s for this order".formatted(Products.symbol(listed)));
  }

  private Optional<VenuePosition> position(Holder holder, Listed listed) {
    return venue.positions(holder.key()).stream()
        .filter(position -> position.listed().symbol().equals(listed.symbol()))
        .findFirst();
  }
}
