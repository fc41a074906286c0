package io.brokerway.simulators.charlesschwab;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenuePosition;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;

/** The rules of an order that need the account or the market. */
final class OrderChecks {
  private static final BigDecimal FAR_ABOVE = new BigDecimal(2);
  private static final BigDecimal FAR_BELOW = new BigDecimal("0.5");

  private final Venue venue;
  private final OrderBuilder builder;

  OrderChecks(Venue venue, OrderBuilder builder) {
    this.venue = venue;
    this.builder = builder;
  }

  void check(Holder holder, OrderForm form) {
    if (form.legs().size() == 1) {
      var leg = form.legs().getFirst();
      var listed = builder.listed(leg);
      requireHolding(holder, leg, listed);
      requireNear(form, leg, listed);
      requireStopSide(form, leg, listed);
    }
  }

  private void requireHolding(Holder holder, OrderForm.Leg leg, Listed listed) {
    if (!leg.closes()) {
      return;
    }
    var wanted = leg.buys() ? -1 : 1;
    var free =
        venue.positions(holder.key()).stream()
            .filter(position -> position.listed().symbol().equals(listed.symbol()))
            .filter(position -> position.quantity().signum() == wanted)
            .map(VenuePosition::available)
            .findFirst()
            .orElse(BigDecimal.ZERO);
    if (leg.quantity().compareTo(free) > 0) {
      throw new Rejected(Rejected.OVERSOLD);
    }
  }

  private void requireNear(OrderForm form, OrderForm.Leg leg, Listed listed) {
    if (!form.orderType().equals("LIMIT") || form.price() == null) {
      return;
    }
    var quote = venue.prices().quote(listed, venue.now());
    var far =
        leg.buys()
            ? form.price().compareTo(quote.ask().multiply(FAR_ABOVE)) > 0
            : form.price().compareTo(quote.bid().multiply(FAR_BELOW)) < 0;
    if (far) {
      throw new Rejected(Rejected.FAR);
    }
  }

  private void requireStopSide(OrderForm form, OrderForm.Leg leg, Listed listed) {
    var stop = form.stopPrice();
    if (stop == null || !form.orderType().startsWith("STOP")) {
      return;
    }
    var last = venue.prices().quote(listed, venue.now()).last();
    if (leg.buys() ? stop.compareTo(last) <= 0 : stop.compareTo(last) >= 0) {
      throw new Rejected(Rejected.STOP_SIDE);
    }
  }
}
