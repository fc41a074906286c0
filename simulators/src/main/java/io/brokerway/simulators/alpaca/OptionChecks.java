package io.brokerway.simulators.alpaca;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What Alpaca asks of an account that trades options. */
final class OptionChecks {
  static final int COVERED = 1;
  static final int LONG = 2;
  static final int SPREADS = 3;

  private final Venue venue;

  OptionChecks(Venue venue) {
    this.venue = venue;
  }

  /** The account's own setting may be below what Alpaca approved. */
  void requireLevel(Holder holder, int level) {
    if (holder.settings().maxOptionsTradingLevel() < level) {
      throw Refusal.forbidden(
          "account not eligible to trade level %d option contracts".formatted(level));
    }
  }

  /** An order that says whether it opens or closes must be right about it. */
  void requireIntent(Holder holder, Listed listed, boolean buys, @Nullable String intent) {
    var inferred = inferred(holder, listed, buys);
    if (intent != null && !intent.equals(inferred)) {
      throw Refusal.unprocessable(
          "position intent mismatch, inferred: %s, specified: %s".formatted(inferred, intent));
    }
  }

  private String inferred(Holder holder, Listed listed, boolean buys) {
    var sign = held(holder, listed).signum();
    if (buys) {
      return sign < 0 ? "buy_to_close" : "buy_to_open";
    }
    return sign > 0 ? "sell_to_close" : "sell_to_open";
  }

  private BigDecimal held(Holder holder, Listed listed) {
    return venue.positions(holder.key()).stream()
        .filter(position -> position.listed().symbol().equals(listed.symbol()))
        .map(position -> position.quantity())
        .findFirst()
        .orElse(BigDecimal.ZERO);
  }
}
