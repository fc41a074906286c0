package io.brokerway.engine.orders;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.portfolio.Holding;
import io.brokerway.engine.storage.Database;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order that closes a position: an ordinary market order of what is held, with all the safety
 * of orders. A broker's own way to close would have neither an id of ours nor a place in the
 * journal before the first byte, and what is sent twice could trade twice.
 */
final class ClosingOrders {
  private static final int MOST_DECIMALS = 9;

  private final Database database;
  private final Venues venues;

  ClosingOrders(Database database, Venues venues) {
    this.database = database;
    this.venues = venues;
  }

  /**
   * The order.
   *
   * @throws OrderException.NothingToClose if nothing is held, less than was asked for, or nobody
   *     knows
   */
  OrderSpec of(AccountRef account, ClosePosition request) {
    var instrument = request.instrument();
    Holding holding =
        database.readTenant(account.tenant(), tx -> venues.holding(tx, account, instrument));
    if (holding.freshness().asOf() == null) {
      throw new OrderException.NothingToClose(
          "the positions of this account were not read yet: sync it first");
    }
    var held = holding.quantity().abs();
    if (held.signum() == 0) {
      throw new OrderException.NothingToClose(
          "there is no position of %s to close".formatted(instrument.symbol()));
    }
    var units = units(account, request, held, holding.quantity().signum() < 0);
    return new OrderSpec(
        OrderClass.SIMPLE,
        instrument,
        holding.quantity().signum() > 0 ? Side.SELL : Side.BUY,
        // Options name what they do; elsewhere the broker sees it by what is held.
        instrument.assetClass() == AssetClass.OPTION
            ? PositionEffect.CLOSE
            : PositionEffect.AUTOMATIC,
        new OrderQuantity.Units(units),
        OrderTerms.market(
            instrument.assetClass() == AssetClass.CRYPTO ? TimeInForce.GTC : TimeInForce.DAY),
        List.of(),
        null,
        null,
        null,
        false,
        Map.of());
  }

  private BigDecimal units(
      AccountRef account, ClosePosition request, BigDecimal held, boolean isShort) {
    var quantity = request.quantity();
    var percentage = request.percentage();
    if (quantity != null) {
      if (quantity.compareTo(held) > 0) {
        throw new OrderException.NothingToClose(
            "the position is %s, less than %s"
                .formatted(held.toPlainString(), quantity.toPlainString()));
      }
      return quantity;
    }
    if (percentage == null || percentage.compareTo(ClosePosition.WHOLE) == 0) {
      return held;
    }
    var step = step(account, request, isShort);
    var part = held.multiply(percentage).divide(ClosePosition.WHOLE);
    var units = part.divide(step, 0, RoundingMode.DOWN).multiply(step);
    if (units.signum() == 0) {
      throw new OrderException.NothingToClose(
          "%s %% of the position is less than can be traded".formatted(percentage.toPlainString()));
    }
    return units;
  }

  /** The least that quantities differ by: a part of a position is rounded down to it. */
  private BigDecimal step(AccountRef account, ClosePosition request, boolean isShort) {
    var listing = listing(account, request);
    var own = listing == null ? null : listing.quantityIncrement();
    if (own != null && own.signum() > 0) {
      return own;
    }
    var fractions =
        !isShort
            && (request.instrument().assetClass() == AssetClass.CRYPTO
                || (listing != null && listing.fractionable()));
    return fractions ? BigDecimal.ONE.movePointLeft(MOST_DECIMALS) : BigDecimal.ONE;
  }

  private @Nullable Listing listing(AccountRef account, ClosePosition request) {
    try {
      return venues.listing(account.connectionRef(), request.instrument()).orElse(null);
    } catch (BrokerException | ConnectionException e) {
      return null;
    }
  }
}
