package io.brokerway.exchange;

import io.brokerway.exchange.tape.MarketQuote;
import io.brokerway.exchange.tape.PriceSource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;

/** Fills combinations: all legs at once, each at its own quote. Guarded by its venue's lock. */
final class CombinationMatching {
  private final VenueConfig config;
  private final PriceSource prices;
  private final Ledger ledger;
  private final Recorder recorder;

  CombinationMatching(VenueConfig config, PriceSource prices, Ledger ledger, Recorder recorder) {
    this.config = config;
    this.prices = prices;
    this.ledger = ledger;
    this.recorder = recorder;
  }

  /** A leg with its order and its market. */
  private record Quoted(LiveOrder order, CombinationLeg leg, MarketQuote quote) {

    /** Units of the combination that what is displayed of this leg is enough for. */
    BigDecimal room() {
      var displayed = leg.buy() ? quote.askSize() : quote.bidSize();
      var taken = order.account.taken(leg.listed(), leg.buy(), quote.sizeSlot());
      return displayed.subtract(taken).divide(leg.ratio(), 0, RoundingMode.DOWN);
    }
  }

  void match(LiveOrder order, Instant at) {
    var legs =
        order.legs.stream()
            .map(ledger::require)
            .map(
                leg -> new Quoted(leg, CombinationLeg.of(leg, order), prices.quote(leg.listed, at)))
            .toList();
    var price = sum(legs.stream().map(quoted -> quoted.leg().price(quoted.quote())).toList());
    var limit = order.limit();
    if (limit != null && price.compareTo(limit) > 0) {
      return;
    }
    var leaves = order.leaves(price);
    var units = legs.stream().map(Quoted::room).reduce(leaves, BigDecimal::min);
    if (units.signum() <= 0) {
      return;
    }
    var complete = units.compareTo(leaves) == 0;
    for (var quoted : legs) {
      var filled = units.multiply(quoted.leg().ratio());
      emit(quoted.order(), filled, quoted.leg().touch(quoted.quote()), quoted.quote(), complete);
    }
    emit(order, units, price, legs.getFirst().quote(), complete);
  }

  private void emit(
      LiveOrder order, BigDecimal quantity, BigDecimal price, MarketQuote quote, boolean complete) {
    recorder.emit(
        new VenueEvent.OrderFilled(
            quote.at(),
            order.id,
            config.ids().get().toString(),
            quantity,
            price,
            BigDecimal.ZERO,
            quote.sizeSlot(),
            complete));
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
