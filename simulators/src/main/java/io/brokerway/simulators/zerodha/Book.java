package io.brokerway.simulators.zerodha;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;

/**
 * An instrument in one product. At the venue each is a book of its own, since Kite keeps what was
 * bought for delivery apart from what is to be closed the same day.
 *
 * @param product {@code CNC} or {@code MIS}
 */
record Book(KiteInstrument instrument, String product) {
  static final String DELIVERY = "CNC";
  static final String INTRADAY = "MIS";

  /** What a position of this product is worth of its value as margin. */
  BigDecimal marginRate() {
    return product.equals(INTRADAY) ? new BigDecimal("0.2") : BigDecimal.ONE;
  }

  boolean isDelivery() {
    return product.equals(DELIVERY);
  }

  /** The venue's symbol: that of the instrument, and the product where it is not for delivery. */
  String symbol() {
    return isDelivery() ? instrument.key() : instrument.key() + "#" + product;
  }

  Listed listed() {
    var base = instrument.listed();
    if (isDelivery()) {
      return base;
    }
    var of = base.instrument();
    var own =
        of instanceof Instrument.Etf
            ? new Instrument.Etf(symbol(), base.market(), of.currency())
            : new Instrument.Equity(symbol(), base.market(), of.currency());
    return new Listed(
        own, base.name(), base.market(), base.priceDecimals(), base.quantityDecimals());
  }
}
