package io.brokerway.brokers.tradestation;

import io.brokerway.broker.CallPriority;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * Which word of TradeStation's an order goes by: it tells opening from closing, and refuses the
 * word that does not fit what is held. Where the caller does not say which, the holding is read.
 */
final class TradeStationActions {
  private final TradeStationClient client;

  TradeStationActions(TradeStationClient client) {
    this.client = client;
  }

  String action(NewOrder order) {
    var instrument = Objects.requireNonNull(order.instrument());
    return instrument instanceof Instrument.Option
        ? ofOption(order, instrument)
        : ofShare(order, instrument);
  }

  private String ofShare(NewOrder order, Instrument instrument) {
    return switch (order.side()) {
      case SELL -> "SELL";
      case SELL_SHORT -> "SELLSHORT";
      case BUY -> {
        // The exits of an OCO order close what is there.
        var closes = order.orderClass() == OrderClass.OCO || closes(order, instrument, -1);
        yield closes ? "BUYTOCOVER" : "BUY";
      }
    };
  }

  private String ofOption(NewOrder order, Instrument instrument) {
    return switch (order.side()) {
      case BUY -> closes(order, instrument, -1) ? "BUYTOCLOSE" : "BUYTOOPEN";
      case SELL -> closes(order, instrument, 1) ? "SELLTOCLOSE" : "SELLTOOPEN";
      case SELL_SHORT -> "SELLTOOPEN";
    };
  }

  /**
   * Whether an order closes.
   *
   * @param held the sign of a holding that it would close
   */
  private boolean closes(NewOrder order, Instrument instrument, int held) {
    return switch (order.effect()) {
      case OPEN -> false;
      case CLOSE -> true;
      case AUTOMATIC -> held(order, instrument).signum() == held;
    };
  }

  private BigDecimal held(NewOrder order, Instrument instrument) {
    var account = order.account().value();
    var symbol = TradeStationSymbols.symbol(instrument);
    var reply = client.getPositions(account, symbol, CallPriority.ORDER).body();
    TradeStationErrors.requireNone("positions", reply.errors());
    return TradeStationClient.list("Positions", reply.positions()).stream()
        .map(TradeStationMapping::position)
        .filter(position -> position.instrument().key().equals(instrument.key()))
        .map(position -> position.quantity())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
