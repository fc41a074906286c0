package io.brokerway.engine.risk;

import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.Side;

/** Whether the broker trades the instrument, in the account's currency. */
final class InstrumentChecks {
  private InstrumentChecks() {}

  static void check(NewOrder order, MarketView view, Refusals refusals) {
    var instrument = order.instrument();
    if (instrument == null) {
      return;
    }
    var listing = view.listing();
    if (listing == null) {
      if (view.listingKnown()) {
        refusals.add(
            Refusal.Code.UNKNOWN_INSTRUMENT,
            "symbol",
            "This broker offers no %s.",
            instrument.key());
      } else {
        refusals.add(
            Refusal.Code.NOT_TRADABLE,
            "symbol",
            "The broker did not say whether %s is tradable; try again.",
            instrument.symbol());
      }
    } else {
      if (!listing.tradable()) {
        refusals.add(
            Refusal.Code.NOT_TRADABLE,
            "symbol",
            "%s is not tradable at this broker now.",
            instrument.symbol());
      }
      if (order.side() == Side.SELL_SHORT && Boolean.FALSE.equals(listing.shortable())) {
        refusals.add(
            Refusal.Code.NOT_SHORTABLE,
            "side",
            "%s cannot be sold short at this broker.",
            instrument.symbol());
      }
    }
    if (!instrument.currency().equals(view.accountCurrency())) {
      refusals.add(
          Refusal.Code.UNSUPPORTED_CURRENCY,
          "symbol",
          "%s is priced in %s and the account holds %s: its cost cannot be judged without a rate.",
          instrument.symbol(),
          instrument.currency(),
          view.accountCurrency());
    }
  }
}
