package io.brokerway.engine.risk;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Environment;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** The step of prices, the collar, and whether there is a price to judge by. */
final class PriceChecks {
  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final BigDecimal SUB_PENNY = new BigDecimal("0.0001");
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private PriceChecks() {}

  static void check(NewOrder order, MarketView view, RiskLimits limits, Refusals refusals) {
    var terms = order.terms();
    if (order.instrument() != null) {
      step("limitPrice", terms.limitPrice(), order.instrument(), view.listing(), refusals);
      step("stopPrice", terms.stopPrice(), order.instrument(), view.listing(), refusals);
      exits(order, view, refusals);
    }
    reference(order, view, limits, refusals);
  }

  private static void exits(NewOrder order, MarketView view, Refusals refusals) {
    var instrument = order.instrument();
    if (instrument == null) {
      return;
    }
    var takeProfit = order.takeProfit();
    if (takeProfit != null) {
      step("takeProfit", takeProfit.limitPrice(), instrument, view.listing(), refusals);
    }
    var stopLoss = order.stopLoss();
    if (stopLoss != null) {
      step("stopLoss", stopLoss.stopPrice(), instrument, view.listing(), refusals);
      step("stopLoss", stopLoss.limitPrice(), instrument, view.listing(), refusals);
    }
  }

  private static void step(
      String field,
      @Nullable BigDecimal price,
      Instrument instrument,
      @Nullable Listing listing,
      Refusals refusals) {
    if (price == null) {
      return;
    }
    if (price.signum() <= 0) {
      refusals.add(
          Refusal.Code.PRICE_NOT_POSITIVE,
          field,
          "A price must be above 0, not %s.",
          price.toPlainString());
      return;
    }
    var step = stepOf(price, instrument, listing);
    if (step != null && price.remainder(step).signum() != 0) {
      refusals.add(
          Refusal.Code.PRICE_INCREMENT,
          field,
          "A price of %s must be a multiple of %s, not %s.",
          instrument.symbol(),
          step.toPlainString(),
          price.toPlainString());
    }
  }

  private static @Nullable BigDecimal stepOf(
      BigDecimal price, Instrument instrument, @Nullable Listing listing) {
    var own = listing == null ? null : listing.priceIncrement();
    if (own != null && own.signum() > 0) {
      return own;
    }
    var share =
        instrument.assetClass() == AssetClass.EQUITY || instrument.assetClass() == AssetClass.ETF;
    var american = instrument.market() == null && instrument.currency().equals(CurrencyCode.USD);
    if (!share || !american) {
      return null;
    }
    // Rule 612 of Regulation NMS: no sub-penny prices at or above one dollar.
    return price.compareTo(BigDecimal.ONE) >= 0 ? CENT : SUB_PENNY;
  }

  private static void reference(
      NewOrder order, MarketView view, RiskLimits limits, Refusals refusals) {
    var live = view.environment() == Environment.LIVE;
    var collar = live ? limits.collarLivePercent() : limits.collarPaperPercent();
    var reference = view.reference();
    if (reference == null) {
      if ((collar != null && isCollared(order)) || Cost.of(order, null, limits) == null) {
        refusals.add(
            Refusal.Code.REFERENCE_PRICE_MISSING,
            "symbol",
            "There is no price to judge this order by; name a limit price, or try again.");
      }
      return;
    }
    var stale = view.referenceAge().compareTo(limits.maxReferenceAge()) > 0;
    var needed = isCollared(order) || Cost.priceOf(order, null) == null;
    // A closed market has no newer price; then the last one is the best there is.
    if (live && stale && needed && isTrading(order, view)) {
      refusals.add(
          Refusal.Code.REFERENCE_PRICE_STALE,
          "symbol",
          "The newest price is %d seconds old, and at most %d are allowed for a live account.",
          view.referenceAge().toSeconds(),
          limits.maxReferenceAge().toSeconds());
      return;
    }
    if (collar != null && isCollared(order)) {
      collar(order, reference, collar, refusals);
    }
  }

  private static boolean isTrading(NewOrder order, MarketView view) {
    return view.hours() == null || MarketHoursChecks.isOpen(order.terms().session(), view.hours());
  }

  private static boolean isCollared(NewOrder order) {
    return order.instrument() != null && order.terms().limitPrice() != null;
  }

  private static void collar(
      NewOrder order, BigDecimal reference, BigDecimal percent, Refusals refusals) {
    var limit = order.terms().limitPrice();
    if (limit == null || order.terms().type() == OrderType.LIMIT_IF_TOUCHED) {
      return;
    }
    var stop = order.terms().stopPrice();
    var base = stop == null ? reference : stop;
    var width = base.multiply(percent).divide(HUNDRED, 8, RoundingMode.HALF_UP);
    var buy = order.side() == Side.BUY;
    var bound = buy ? base.add(width) : base.subtract(width);
    if (buy ? limit.compareTo(bound) > 0 : limit.compareTo(bound) < 0) {
      refusals.add(
          Refusal.Code.PRICE_COLLAR,
          "limitPrice",
          "A limit of %s is more than %s %% %s the price of %s.",
          limit.toPlainString(),
          percent.stripTrailingZeros().toPlainString(),
          buy ? "above" : "below",
          base.toPlainString());
    }
  }
}
