package io.brokerway.exchange;

import io.brokerway.broker.market.MarketHours.Session;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.MarketQuote;
import io.brokerway.exchange.tape.PriceSource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/** Fills orders against quotes. Guarded by its venue's lock. */
final class Matching {
  private static final BigDecimal BASIS_POINTS = new BigDecimal(10_000);

  private final VenueConfig config;
  private final PriceSource prices;
  private final Recorder recorder;
  private final Contingencies contingencies;
  private final CombinationMatching combinations;

  Matching(
      VenueConfig config,
      PriceSource prices,
      Ledger ledger,
      Recorder recorder,
      Contingencies contingencies) {
    this.config = config;
    this.prices = prices;
    this.recorder = recorder;
    this.contingencies = contingencies;
    this.combinations = new CombinationMatching(config, prices, ledger, recorder);
  }

  /** Whether an order may fill in a session. */
  static boolean trades(Session session, boolean extended) {
    return switch (session) {
      case REGULAR -> true;
      case PRE_MARKET, POST_MARKET -> extended;
      case CLOSED, OVERNIGHT -> false;
    };
  }

  /** Fills an order as far as the market of a moment allows. */
  void match(LiveOrder order, Instant at) {
    var session = prices.hours(order.listed, at).session();
    if (trades(session, order.isExtended())) {
      prices.freshQuote(order.listed, at).ifPresent(quote -> match(order, quote));
    }
  }

  /** As {@link #match(LiveOrder, Instant)} for an order that may trade now. */
  void match(LiveOrder order, MarketQuote quote) {
    if (!order.isWorking() || order.isAuctionOnly() || order.isCombinationLeg()) {
      return;
    }
    if (order.isCombination()) {
      combinations.match(order, quote.at());
      return;
    }
    Trailing.follow(order, quote).ifPresent(recorder::emit);
    if (order.isUntriggered()) {
      if (!isStopSeen(order, quote.last())) {
        return;
      }
      recorder.emit(new VenueEvent.OrderTriggered(quote.at(), order.id));
    }
    fill(order, quote);
  }

  private static boolean isStopSeen(LiveOrder order, BigDecimal last) {
    var stop = order.stop();
    return stop != null && (order.isBuy() ? last.compareTo(stop) >= 0 : last.compareTo(stop) <= 0);
  }

  private void fill(LiveOrder order, MarketQuote quote) {
    var limit = order.limit();
    var touch = order.isBuy() ? quote.ask() : quote.bid();
    if (limit != null && isWorse(order, touch, limit)) {
      return;
    }
    var price = limit == null ? slipped(order, touch) : touch;
    var leaves = order.leaves(price);
    var displayed = order.isBuy() ? quote.askSize() : quote.bidSize();
    var taken = order.account.taken(order.listed, order.isBuy(), quote.sizeSlot());
    var quantity = leaves.min(displayed.subtract(taken));
    var wholly = order.allOrNone || order.terms.timeInForce() == TimeInForce.FOK;
    if (quantity.signum() <= 0 || (wholly && quantity.compareTo(leaves) < 0)) {
      return;
    }
    fill(order, quantity, price, quote.sizeSlot(), quote.at());
  }

  /** Fills an order in an auction, whole, if its limit allows. */
  boolean fillAtAuction(LiveOrder order, BigDecimal price, Instant at) {
    var limit = order.limit();
    if (limit != null && isWorse(order, price, limit)) {
      return false;
    }
    fill(order, order.leaves(price), price, 0, at);
    return true;
  }

  private void fill(
      LiveOrder order, BigDecimal quantity, BigDecimal price, long sizeSlot, Instant at) {
    recorder.emit(
        new VenueEvent.OrderFilled(
            at,
            order.id,
            config.ids().get().toString(),
            quantity,
            price,
            commission(order.listed).of(quantity, price),
            sizeSlot,
            order.leaves(price).compareTo(quantity) == 0));
    contingencies.afterFill(order, at);
  }

  private Commission commission(Listed listed) {
    return listed.isCrypto() ? config.cryptoCommission() : config.equityCommission();
  }

  private static boolean isWorse(LiveOrder order, BigDecimal price, BigDecimal limit) {
    return order.isBuy() ? price.compareTo(limit) > 0 : price.compareTo(limit) < 0;
  }

  /** What takes any price gets a worse one than displayed, by the venue's slippage. */
  private BigDecimal slipped(LiveOrder order, BigDecimal touch) {
    return slipped(touch, order.isBuy(), order.listed);
  }

  BigDecimal slipped(BigDecimal touch, boolean buy, Listed listed) {
    if (config.slippageBasisPoints().signum() == 0) {
      return touch;
    }
    var slip = touch.multiply(config.slippageBasisPoints()).divide(BASIS_POINTS);
    var price = buy ? touch.add(slip) : touch.subtract(slip);
    var rounded =
        price.setScale(listed.priceDecimals(), buy ? RoundingMode.CEILING : RoundingMode.FLOOR);
    return rounded.signum() > 0 ? rounded : touch;
  }
}
