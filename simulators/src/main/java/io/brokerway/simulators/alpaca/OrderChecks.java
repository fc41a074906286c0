package io.brokerway.simulators.alpaca;

import io.brokerway.broker.market.MarketHours.Session;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.VenuePosition;
import io.brokerway.exchange.VenueReply;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of an order that need the account or the market, and the words of their refusals. */
final class OrderChecks {
  private static final Duration OPENING_CUT_OFF = Duration.ofMinutes(2);
  private static final Duration CLOSING_CUT_OFF = Duration.ofMinutes(10);
  private static final BigDecimal MIN_CRYPTO_COST = BigDecimal.TEN;
  private static final Set<String> REPLACEABLE = Set.of("new", "partially_filled", "held");

  private final Venue venue;
  private final OrderView view;
  private final WashTrades washTrades;
  private final OptionChecks options;

  OrderChecks(Venue venue, OrderView view) {
    this.venue = venue;
    this.view = view;
    this.washTrades = new WashTrades(venue);
    this.options = new OptionChecks(venue);
  }

  /** Checks a multi-leg order against account and market, what the venue does not check. */
  void checkCombination(Holder holder, List<OrderDesk.Leg> legs, OrderRequest order) {
    requireTrading(holder);
    for (var leg : legs) {
      if (!leg.listed().isOption()) {
        throw Refusal.unprocessable("mleg orders are only for options");
      }
      requireTradable(leg.listed(), order);
      options.requireIntent(
          holder, leg.listed(), leg.request().buys(), leg.request().positionIntent());
    }
    options.requireLevel(holder, OptionChecks.SPREADS);
  }

  private static void requireTrading(Holder holder) {
    if (holder.settings().suspendTrade()) {
      throw Refusal.forbidden("new orders are rejected by user request");
    }
  }

  /** Whether an option still trades, and a market order for it may come now. */
  private void requireTradable(Listed listed, OrderRequest order) {
    var now = venue.now();
    if (!now.isBefore(venue.prices().expiry(listed))) {
      throw Refusal.unprocessable("asset %s is not active".formatted(Assets.symbol(listed)));
    }
    if (order.type() == OrderType.MARKET && !venue.prices().hours(listed, now).isRegular()) {
      throw Refusal.unprocessable("options market orders are only allowed during market hours");
    }
  }

  /** Checks an order against account and market; returns the side that it truly has. */
  Side check(Holder holder, Listed listed, OrderRequest order) {
    requireTrading(holder);
    if (listed.isOption()) {
      requireTradable(listed, order);
      options.requireIntent(holder, listed, order.buys(), order.positionIntent());
      options.requireLevel(holder, order.buys() ? OptionChecks.LONG : OptionChecks.COVERED);
    }
    if (order.isFractional() && !listed.isCrypto() && !holder.settings().fractionalTrading()) {
      throw Refusal.forbidden("fractional trading is not enabled for this account");
    }
    checkSession(listed, order);
    if (listed.isCrypto() && cost(listed, order).compareTo(MIN_CRYPTO_COST) < 0) {
      throw Refusal.forbidden("cost basis must be >= minimal amount of order 10");
    }
    var side = side(holder, listed, order);
    if (!listed.isCrypto()) {
      washTrades.check(holder, listed, order);
    }
    return side;
  }

  void requireReplaceable(VenueOrder order) {
    var status = view.status(order);
    if (!REPLACEABLE.contains(status)) {
      throw Refusal.unprocessable(
          order.isOpen()
              ? "cannot replace order in %s status".formatted(status)
              : "order is already in \"%s\" state".formatted(status));
    }
  }

  /** What Alpaca says where the venue refused an order. */
  Refusal refusal(
      Holder holder, OrderDesk.Ready ready, OrderRequest order, VenueReply.Refused refused) {
    return switch (refused.reason()) {
      case DUPLICATE_CLIENT_ORDER_ID -> Refusal.invalid("client_order_id must be unique");
      case INSUFFICIENT_FUNDS -> fundsRefusal(holder, ready.listed(), order);
      case INSUFFICIENT_POSITION -> quantityRefusal(holder, ready.listed(), order);
      case NOT_SHORTABLE, NOT_PERMITTED, RULE -> Refusal.forbidden(refused.text());
      case UNKNOWN_INSTRUMENT ->
          Refusal.unprocessable("asset \"%s\" not found".formatted(order.symbol()));
      case NOT_TRADABLE ->
          Refusal.unprocessable("asset \"%s\" is not tradable".formatted(order.symbol()));
      case MARKET_CLOSED,
          INVALID_PRICE,
          INVALID_QUANTITY,
          UNSUPPORTED_COMBINATION,
          TOO_LATE,
          UNKNOWN_ORDER,
          INVALID_REQUEST,
          OTHER ->
          Refusal.unprocessable(refused.text());
    };
  }

  /** What Alpaca says where the venue refused a replace. */
  Refusal replaceRefusal(Holder holder, VenueOrder order, VenueReply.Refused refused) {
    if (refused.reason() == RejectReason.TOO_LATE) {
      var now = venue.order(holder.key(), order.id()).orElse(order);
      return Refusal.unprocessable("order is already in \"%s\" state".formatted(view.status(now)));
    }
    if (refused.reason() == RejectReason.INSUFFICIENT_FUNDS) {
      var power = Amounts.cents(venue.balance(holder.key()).buyingPower());
      return Refusal.of(
          403, Refusal.FORBIDDEN, "insufficient buying power", Map.of("buying_power", power));
    }
    return refused.reason() == RejectReason.INSUFFICIENT_POSITION
        ? Refusal.forbidden("insufficient qty available for order")
        : Refusal.unprocessable(refused.text());
  }

  private void checkSession(Listed listed, OrderRequest order) {
    var now = venue.now();
    var hours = venue.prices().hours(listed, now);
    var regular = hours.session() == Session.REGULAR;
    switch (order.timeInForce()) {
      case IOC, FOK -> {
        if (!regular) {
          throw Refusal.unprocessable(
              "%s orders are only accepted during market hours"
                  .formatted(OrderView.timeInForce(order.timeInForce())));
        }
      }
      case OPG -> {
        var soon = now.plus(OPENING_CUT_OFF).isAfter(venue.prices().nextOpen(listed, now));
        if (regular || soon || hours.session() == Session.POST_MARKET) {
          throw Refusal.unprocessable(
              "opg orders are not accepted between 9:28am and 7:00pm eastern time");
        }
      }
      case CLS -> {
        var soon = now.plus(CLOSING_CUT_OFF).isAfter(venue.prices().nextClose(listed, now));
        if ((regular && soon) || hours.session() == Session.POST_MARKET) {
          throw Refusal.unprocessable(
              "cls orders are not accepted between 3:50pm and 7:00pm eastern time");
        }
      }
      case DAY, GTC, GTD -> {}
    }
  }

  private Side side(Holder holder, Listed listed, OrderRequest order) {
    if (order.buys()) {
      return Side.BUY;
    }
    var held = position(holder, listed);
    var quantity = held.map(VenuePosition::quantity).orElse(BigDecimal.ZERO);
    if (quantity.signum() > 0 || listed.isCrypto() || order.orderClass() == OrderClass.OCO) {
      requireAvailable(holder, listed, order);
      return Side.SELL;
    }
    if (!listed.isOption()) {
      requireMayShort(holder, order);
    }
    return Side.SELL_SHORT;
  }

  private void requireAvailable(Holder holder, Listed listed, OrderRequest order) {
    var available = position(holder, listed).map(VenuePosition::available).orElse(BigDecimal.ZERO);
    if (wanted(listed, order).compareTo(available) > 0) {
      throw quantityRefusal(holder, listed, order);
    }
  }

  private void requireMayShort(Holder holder, OrderRequest order) {
    if (holder.settings().noShorting() || !venue.balance(holder.key()).terms().shorting()) {
      throw Refusal.forbidden("account is not allowed to short");
    }
    if (order.isFractional()) {
      throw Refusal.forbidden("fractional orders cannot be sold short");
    }
    if (order.timeInForce() == TimeInForce.OPG) {
      throw Refusal.forbidden("opg orders cannot be sold short");
    }
  }

  private Refusal quantityRefusal(Holder holder, Listed listed, OrderRequest order) {
    var held = position(holder, listed);
    var available = held.map(VenuePosition::available).orElse(BigDecimal.ZERO);
    var existing = held.map(VenuePosition::quantity).orElse(BigDecimal.ZERO);
    var wanted = Amounts.plain(wanted(listed, order));
    if (listed.isCrypto()) {
      var coin = Assets.symbol(listed).split("/", 2)[0];
      return balanceRefusal(coin, wanted, available, existing);
    }
    return Refusal.of(
        403,
        Refusal.FORBIDDEN,
        "insufficient qty available for order (requested: %s, available: %s)"
            .formatted(wanted, Amounts.plain(available)),
        Map.of(
            "available", Amounts.plain(available),
            "existing_qty", Amounts.plain(existing),
            "held_for_orders", Amounts.plain(existing.subtract(available)),
            "symbol", Assets.symbol(listed)));
  }

  private Refusal fundsRefusal(Holder holder, Listed listed, OrderRequest order) {
    var balance = venue.balance(holder.key());
    var cost = Amounts.cents(cost(listed, order));
    if (listed.isCrypto()) {
      return balanceRefusal("USD", cost, balance.nonMarginableBuyingPower(), balance.cash());
    }
    return Refusal.of(
        403,
        Refusal.FORBIDDEN,
        "insufficient buying power",
        Map.of("buying_power", Amounts.cents(balance.buyingPower()), "cost_basis", cost));
  }

  private static Refusal balanceRefusal(
      String currency, String wanted, BigDecimal available, BigDecimal balance) {
    return Refusal.of(
        403,
        Refusal.FORBIDDEN,
        "insufficient balance for %s (requested: %s, available: %s)"
            .formatted(currency, wanted, Amounts.plain(available)),
        Map.of(
            "available", Amounts.plain(available),
            "balance", Amounts.plain(balance),
            "symbol", currency));
  }

  /** How many units an order is for, at the present price where it names money. */
  private BigDecimal wanted(Listed listed, OrderRequest order) {
    if (order.qty() != null) {
      return order.qty();
    }
    var notional = order.notional() == null ? BigDecimal.ZERO : order.notional();
    return notional.divide(price(listed, order), listed.quantityDecimals(), RoundingMode.DOWN);
  }

  private BigDecimal cost(Listed listed, OrderRequest order) {
    var notional = order.notional();
    if (notional != null) {
      return notional;
    }
    var qty = order.qty() == null ? BigDecimal.ZERO : order.qty();
    return qty.multiply(price(listed, order)).multiply(listed.multiplier());
  }

  private BigDecimal price(Listed listed, OrderRequest order) {
    if (order.limitPrice() != null) {
      return order.limitPrice();
    }
    if (order.type() == OrderType.STOP && order.stopPrice() != null) {
      return order.stopPrice();
    }
    var quote = venue.prices().quote(listed, venue.now());
    return order.buys() ? quote.ask() : quote.bid();
  }

  private Optional<VenuePosition> position(Holder holder, Listed listed) {
    return venue.positions(holder.key()).stream()
        .filter(position -> position.listed().symbol().equals(listed.symbol()))
        .findFirst();
  }
}
