package io.brokerway.conformance;

import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Capabilities.QuantityKind;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import java.util.ArrayList;
import java.util.List;

/** One way to combine the parts of a simple order. */
record Combination(
    OrderType type,
    TimeInForce timeInForce,
    AssetClass assetClass,
    TradingSession session,
    QuantityKind quantity) {

  /** Every combination there is of an asset class and type. */
  static List<Combination> of(OrderType type, AssetClass assetClass) {
    var all = new ArrayList<Combination>();
    for (var time : TimeInForce.values()) {
      for (var session : TradingSession.values()) {
        for (var quantity : QuantityKind.values()) {
          all.add(new Combination(type, time, assetClass, session, quantity));
        }
      }
    }
    return all;
  }

  boolean isDeclaredBy(Capabilities capabilities) {
    return capabilities.takes(assetClass, type, timeInForce, session, quantity);
  }

  /** {@code LIMIT-DAY-EQUITY}, and behind it what is not usual: {@code -EXTENDED-NOTIONAL}. */
  String id() {
    return "%s-%s-%s%s%s"
        .formatted(
            type,
            timeInForce,
            assetClass,
            session == TradingSession.REGULAR ? "" : "-" + session,
            switch (quantity) {
              case WHOLE_UNITS -> "";
              case FRACTIONAL_UNITS -> "-FRACTIONAL";
              case NOTIONAL -> "-NOTIONAL";
            });
  }
}
