package io.brokerway.engine.risk;

import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuantity;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Lot, smallest order, step, and the limits on size. */
final class QuantityChecks {
  private QuantityChecks() {}

  static void check(NewOrder order, MarketView view, RiskLimits limits, Refusals refusals) {
    switch (order.quantity()) {
      case OrderQuantity.Units units -> units(units.units(), order, view, limits, refusals);
      case OrderQuantity.Notional notional -> {
        var amount = notional.amount().amount();
        maxNotional(amount, limits, refusals);
        if (!notional.amount().currency().equals(view.accountCurrency())) {
          refusals.add(
              Refusal.Code.UNSUPPORTED_CURRENCY,
              "notional",
              "An amount must be in the account's currency %s, not %s.",
              view.accountCurrency(),
              notional.amount().currency());
        }
      }
    }
  }

  private static void units(
      BigDecimal quantity, NewOrder order, MarketView view, RiskLimits limits, Refusals refusals) {
    var listing = view.listing();
    if (listing != null) {
      listed(quantity, listing, refusals);
    }
    if (limits.maxQuantity() != null && quantity.compareTo(limits.maxQuantity()) > 0) {
      refusals.add(
          Refusal.Code.MAX_QUANTITY,
          "quantity",
          "An order may be for at most %s units, not %s.",
          limits.maxQuantity().toPlainString(),
          quantity.toPlainString());
    }
    var price = Cost.priceOf(order, view.reference());
    if (price != null) {
      maxNotional(Cost.value(order, quantity, price), limits, refusals);
    }
  }

  private static void listed(BigDecimal quantity, Listing listing, Refusals refusals) {
    var least = listing.minOrderQuantity();
    if (least != null && quantity.compareTo(least) < 0) {
      refusals.add(
          Refusal.Code.QUANTITY_TOO_SMALL,
          "quantity",
          "An order must be for at least %s units, not %s.",
          least.toPlainString(),
          quantity.toPlainString());
    }
    var step = stepOf(listing);
    if (step != null && quantity.remainder(step).signum() != 0) {
      refusals.add(
          Refusal.Code.QUANTITY_INCREMENT,
          "quantity",
          "The quantity must be a multiple of %s, not %s.",
          step.toPlainString(),
          quantity.toPlainString());
    }
  }

  private static @Nullable BigDecimal stepOf(Listing listing) {
    var step = listing.quantityIncrement();
    if (step != null && step.signum() > 0) {
      return step;
    }
    var whole = !listing.fractionable() && listing.instrument().assetClass() != AssetClass.CRYPTO;
    return whole ? BigDecimal.ONE : null;
  }

  private static void maxNotional(BigDecimal value, RiskLimits limits, Refusals refusals) {
    if (limits.maxNotional() != null && value.compareTo(limits.maxNotional()) > 0) {
      refusals.add(
          Refusal.Code.MAX_NOTIONAL,
          "quantity",
          "An order may be worth at most %s, not %s.",
          limits.maxNotional().toPlainString(),
          value.stripTrailingZeros().toPlainString());
    }
  }
}
