package io.brokerway.broker.market;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a market trades, as the venue itself says.
 *
 * @param session the session at {@code asOf}
 * @param asOf on the venue's clock
 * @param nextOpen when the next regular session opens; absent if the venue does not say
 * @param nextClose when the present or next regular session closes; absent if it does not say
 */
public record MarketHours(
    Session session, Instant asOf, @Nullable Instant nextOpen, @Nullable Instant nextClose) {

  /** A part of the trading day. */
  public enum Session {
    CLOSED,
    PRE_MARKET,
    REGULAR,
    POST_MARKET,
    OVERNIGHT
  }

  public boolean isRegular() {
    return session == Session.REGULAR;
  }

  /** A market that never closes. */
  public static MarketHours always(Instant asOf) {
    return new MarketHours(Session.REGULAR, asOf, null, null);
  }
}
