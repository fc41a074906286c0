package io.brokerway.simulators.zerodha;

import io.brokerway.exchange.tape.MarketQuote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** Quotes in Kite's binary layout: big-endian, prices in paise. */
final class Packets {
  /** What a client gets of an instrument. */
  enum Mode {
    LTP,
    QUOTE,
    FULL
  }

  private static final int PRICE_DECIMALS = 2;

  private Packets() {}

  /** A frame of packets, each behind its length. */
  static byte[] frame(List<byte[]> packets) {
    var size = Short.BYTES + packets.stream().mapToInt(one -> Short.BYTES + one.length).sum();
    var frame = ByteBuffer.allocate(size).putShort((short) packets.size());
    for (var packet : packets) {
      frame.putShort((short) packet.length).put(packet);
    }
    return frame.array();
  }

  static byte[] of(KiteInstrument instrument, MarketQuote quote, Instant traded, Mode mode) {
    if (mode == Mode.LTP) {
      return ByteBuffer.allocate(8)
          .putInt((int) instrument.token())
          .putInt(paise(quote.last()))
          .array();
    }
    return instrument.isIndex()
        ? index(instrument, quote, mode)
        : share(instrument, quote, traded, mode);
  }

  private static byte[] index(KiteInstrument instrument, MarketQuote quote, Mode mode) {
    var packet =
        ByteBuffer.allocate(mode == Mode.FULL ? 32 : 28)
            .putInt((int) instrument.token())
            .putInt(paise(quote.last()))
            .putInt(paise(quote.dayHigh()))
            .putInt(paise(quote.dayLow()))
            .putInt(paise(quote.dayOpen()))
            .putInt(paise(quote.previousClose()))
            .putInt(paise(quote.last().subtract(quote.previousClose())));
    if (mode == Mode.FULL) {
      packet.putInt((int) quote.at().getEpochSecond());
    }
    return packet.array();
  }

  private static byte[] share(
      KiteInstrument instrument, MarketQuote quote, Instant traded, Mode mode) {
    var depth = Depth.of(quote);
    var packet =
        ByteBuffer.allocate(mode == Mode.FULL ? 184 : 44)
            .putInt((int) instrument.token())
            .putInt(paise(quote.last()))
            .putInt(count(quote.lastSize().longValue()))
            .putInt(paise(MarketApi.averagePrice(quote)))
            .putInt(count(quote.dayVolume().longValue()))
            .putInt(count(Depth.total(depth.buy())))
            .putInt(count(Depth.total(depth.sell())))
            .putInt(paise(quote.dayOpen()))
            .putInt(paise(quote.dayHigh()))
            .putInt(paise(quote.dayLow()))
            .putInt(paise(quote.previousClose()));
    if (mode == Mode.FULL) {
      packet
          .putInt((int) traded.getEpochSecond())
          .putInt(0)
          .putInt(0)
          .putInt(0)
          .putInt((int) quote.at().getEpochSecond());
      levels(packet, depth.buy());
      levels(packet, depth.sell());
    }
    return packet.array();
  }

  private static void levels(ByteBuffer packet, List<Depth.Level> levels) {
    for (var level : levels) {
      packet
          .putInt(count(level.quantity()))
          .putInt(paise(level.price()))
          .putShort((short) Math.min(level.orders(), Short.MAX_VALUE))
          .putShort((short) 0);
    }
  }

  private static int paise(BigDecimal price) {
    return price.setScale(PRICE_DECIMALS, RoundingMode.HALF_UP).unscaledValue().intValueExact();
  }

  private static int count(long units) {
    return (int) Math.min(units, Integer.MAX_VALUE);
  }
}
