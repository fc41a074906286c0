package io.brokerway.brokers.zerodha;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import java.math.BigDecimal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The binary frames of prices: big-endian packets with a length each. Source: Kite Connect
 * "WebSocket streaming" and the tickers of its SDKs, read 2026-11-23. Pure.
 */
final class ZerodhaTicks {
  /** A frame shorter than its own count is a sign of life. */
  private static final int SHORTEST = 2;

  private static final int LAST_PRICE_ONLY = 8;
  private static final int FULL = 184;
  private static final int QUOTE = 44;
  private static final int LAST_QUANTITY_AT = 8;
  private static final int CLOSE_AT = 40;
  private static final int TIME_AT = 60;
  private static final int BIDS_AT = 64;
  private static final int ASKS_AT = 124;
  private static final int SEGMENT = 0xFF;

  private ZerodhaTicks() {}

  /**
   * A price.
   *
   * @param bid the best one, absent with its size in frames that have no depth, or if nobody bids
   */
  record Tick(
      long token,
      BigDecimal last,
      @Nullable BigDecimal lastQuantity,
      @Nullable BigDecimal previousClose,
      @Nullable BigDecimal bid,
      @Nullable BigDecimal bidSize,
      @Nullable BigDecimal ask,
      @Nullable BigDecimal askSize,
      @Nullable Instant at) {}

  /** The prices of a frame; none in a sign of life. */
  static List<Tick> read(byte[] frame) {
    if (frame.length < SHORTEST) {
      return List.of();
    }
    try {
      var buffer = ByteBuffer.wrap(frame);
      var count = Short.toUnsignedInt(buffer.getShort());
      var ticks = new ArrayList<Tick>(count);
      for (var packet = 0; packet < count; packet++) {
        var length = Short.toUnsignedInt(buffer.getShort());
        var bytes = new byte[length];
        buffer.get(bytes);
        ticks.add(tick(ByteBuffer.wrap(bytes)));
      }
      if (buffer.hasRemaining()) {
        throw new UnexpectedReply("Zerodha sent a frame of prices that is too long");
      }
      return ticks;
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new UnexpectedReply("Zerodha sent a frame of prices that is cut short", e);
    }
  }

  private static Tick tick(ByteBuffer packet) {
    var token = Integer.toUnsignedLong(packet.getInt(0));
    var decimals = decimals(token);
    var length = packet.limit();
    var full = length == FULL;
    var quoted = full || length == QUOTE;
    if (length < LAST_PRICE_ONLY) {
      throw new UnexpectedReply("Zerodha sent a price that is cut short");
    }
    return new Tick(
        token,
        BigDecimal.valueOf(packet.getInt(4), decimals),
        quoted ? size(packet, LAST_QUANTITY_AT) : null,
        quoted ? price(packet, CLOSE_AT, decimals) : null,
        full ? price(packet, BIDS_AT + 4, decimals) : null,
        full ? size(packet, BIDS_AT) : null,
        full ? price(packet, ASKS_AT + 4, decimals) : null,
        full ? size(packet, ASKS_AT) : null,
        full ? time(packet.getInt(TIME_AT)) : null);
  }

  /** How many decimals the prices of a market have, by the last byte of the token. */
  private static int decimals(long token) {
    return switch ((int) (token & SEGMENT)) {
      case 3 -> 7;
      case 6 -> 4;
      default -> 2;
    };
  }

  private static @Nullable BigDecimal price(ByteBuffer packet, int at, int decimals) {
    var units = packet.getInt(at);
    return units <= 0 ? null : BigDecimal.valueOf(units, decimals);
  }

  private static @Nullable BigDecimal size(ByteBuffer packet, int at) {
    var units = Integer.toUnsignedLong(packet.getInt(at));
    return units == 0 ? null : BigDecimal.valueOf(units);
  }

  private static @Nullable Instant time(int seconds) {
    return seconds <= 0 ? null : Instant.ofEpochSecond(seconds);
  }
}
