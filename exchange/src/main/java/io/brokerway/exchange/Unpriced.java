package io.brokerway.exchange;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.MarketQuote;
import io.brokerway.exchange.tape.PriceSource;
import java.time.Instant;

/** Something needs a price that its source does not know now. Never leaves the package. */
final class Unpriced extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private Unpriced(String text) {
    super(text, null, false, false);
  }

  static Unpriced of(PriceSource prices, Listed listed, Instant at) {
    return new Unpriced(prices.whyNotQuoted(listed, at));
  }

  static MarketQuote requireQuote(PriceSource prices, Listed listed, Instant at) {
    return prices.freshQuote(listed, at).orElseThrow(() -> of(prices, listed, at));
  }

  /** To who asked for a figure: it is not known now, the last good one stays. */
  BrokerException.Unavailable unavailable() {
    return new BrokerException.Unavailable(getMessage() + ": the account has no value now", this);
  }

  /** To who sent an order. */
  VenueReply.Refused refusal() {
    return new VenueReply.Refused(
        RejectReason.NOT_TRADABLE, getMessage() + ": an order that needs a price cannot be taken");
  }
}
