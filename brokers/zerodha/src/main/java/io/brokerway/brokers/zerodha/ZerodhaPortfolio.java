package io.brokerway.brokers.zerodha;

import static io.brokerway.brokers.zerodha.ZerodhaFigures.given;
import static io.brokerway.brokers.zerodha.ZerodhaFigures.orZero;
import static io.brokerway.brokers.zerodha.ZerodhaFigures.price;
import static io.brokerway.brokers.zerodha.ZerodhaFigures.required;

import io.brokerway.broker.account.Position;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an account holds: delivered shares stand among the holdings, what was traded today and what
 * is not for delivery among the positions. Delivery trades of today are no holdings yet and are
 * added to them; a sale of today leaves the holding as it is until tomorrow. Pure.
 */
final class ZerodhaPortfolio {
  /** Delivery; the product of all holdings. */
  static final String DELIVERY = "CNC";

  private static final String MARGIN_FUNDED = "MTF";

  private ZerodhaPortfolio() {}

  /** One instrument under one product. */
  private record Key(String exchange, String symbol, String product) {}

  /** A part of what is held under a key. */
  private record Part(
      BigDecimal quantity,
      BigDecimal multiplier,
      @Nullable BigDecimal average,
      @Nullable BigDecimal last,
      @Nullable BigDecimal previousClose) {

    /** Both together; a sale takes from what was there at its cost. */
    Part with(Part other) {
      var sum = quantity.add(other.quantity);
      return new Part(
          sum,
          multiplier,
          average(other, sum),
          other.last == null ? last : other.last,
          previousClose == null ? other.previousClose : previousClose);
    }

    private @Nullable BigDecimal average(Part other, BigDecimal sum) {
      if (other.quantity.signum() <= 0 || quantity.signum() <= 0) {
        return quantity.signum() == 0 ? other.average : average;
      }
      return average == null || other.average == null
          ? null
          : average
              .multiply(quantity)
              .add(other.average.multiply(other.quantity))
              .divide(sum, MathContext.DECIMAL64);
    }
  }

  static List<Position> positions(
      List<ZerodhaWire.Holding> holdings, List<ZerodhaWire.Position> net) {
    var parts = new LinkedHashMap<Key, Part>();
    for (var holding : holdings) {
      add(parts, key(holding, DELIVERY), delivered(holding));
      var funded = holding.mtf();
      if (funded != null && orZero("mtf.quantity", funded.quantity()).signum() != 0) {
        add(parts, key(holding, MARGIN_FUNDED), funded(holding, funded));
      }
    }
    for (var position : net) {
      var key =
          new Key(
              given("position.exchange", position.exchange()),
              given("position.tradingsymbol", position.tradingsymbol()),
              given("position.product", position.product()));
      add(parts, key, part(position));
    }
    return parts.entrySet().stream()
        .filter(entry -> entry.getValue().quantity().signum() != 0)
        .map(entry -> position(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static void add(Map<Key, Part> parts, Key key, Part part) {
    parts.merge(key, part, Part::with);
  }

  private static Key key(ZerodhaWire.Holding holding, String product) {
    return new Key(
        given("holding.exchange", holding.exchange()),
        given("holding.tradingsymbol", holding.tradingsymbol()),
        product);
  }

  private static Part delivered(ZerodhaWire.Holding holding) {
    return new Part(
        required("holding.quantity", holding.quantity())
            .add(orZero("holding.t1_quantity", holding.undelivered())),
        BigDecimal.ONE,
        price("holding.average_price", holding.averagePrice()),
        price("holding.last_price", holding.lastPrice()),
        price("holding.close_price", holding.closePrice()));
  }

  private static Part funded(ZerodhaWire.Holding holding, ZerodhaWire.MarginFunded funded) {
    return new Part(
        required("mtf.quantity", funded.quantity()),
        BigDecimal.ONE,
        price("mtf.average_price", funded.averagePrice()),
        price("holding.last_price", holding.lastPrice()),
        price("holding.close_price", holding.closePrice()));
  }

  private static Part part(ZerodhaWire.Position position) {
    var multiplier = price("position.multiplier", position.multiplier());
    return new Part(
        required("position.quantity", position.quantity()),
        multiplier == null ? BigDecimal.ONE : multiplier,
        price("position.average_price", position.averagePrice()),
        price("position.last_price", position.lastPrice()),
        price("position.close_price", position.closePrice()));
  }

  private static Position position(Key key, Part part) {
    var units = part.quantity().multiply(part.multiplier());
    var cost = part.average() == null ? null : part.average().multiply(units);
    var value = part.last() == null ? null : part.last().multiply(units);
    return new Position(
        ZerodhaSymbols.instrument(key.exchange(), key.symbol()),
        key.product(),
        part.quantity(),
        null,
        part.average(),
        cost,
        part.last(),
        value,
        cost == null || value == null ? null : value.subtract(cost),
        part.previousClose());
  }
}
