package io.brokerway.exchange.tape;

/**
 * The market of one historical day: prices at evenly spaced points with straight lines between
 * them, sizes by slot, volume as a running total. A place in the day is a position in a length, in
 * whatever unit the caller stretches the day to. Immutable once built.
 */
final class DayTape {
  private final int[] last;
  private final int[] bid;
  private final int[] ask;
  private final int[] highSoFar;
  private final int[] lowSoFar;
  private final long[] bidSize;
  private final long[] askSize;
  private final long[] volume;
  private final int regularFrom;
  private final int regularTo;
  private final boolean modelled;

  /**
   * @param last and {@code bid}, {@code ask}: at each point, both ends of the day included
   * @param bidSize and {@code askSize}: by slot
   * @param volume the running total at each slot's start and at the end
   * @param regularFrom the point at which the regular session starts
   * @param regularTo the point at which it ends
   */
  DayTape(
      int[] last,
      int[] bid,
      int[] ask,
      long[] bidSize,
      long[] askSize,
      long[] volume,
      int regularFrom,
      int regularTo,
      boolean modelled) {
    this.last = last;
    this.bid = bid;
    this.ask = ask;
    this.bidSize = bidSize;
    this.askSize = askSize;
    this.volume = volume;
    this.regularFrom = regularFrom;
    this.regularTo = regularTo;
    this.modelled = modelled;
    this.highSoFar = new int[last.length];
    this.lowSoFar = new int[last.length];
    for (var i = 0; i < last.length; i++) {
      var starts = i <= regularFrom;
      highSoFar[i] = starts ? last[i] : Math.max(highSoFar[i - 1], last[i]);
      lowSoFar[i] = starts ? last[i] : Math.min(lowSoFar[i - 1], last[i]);
    }
  }

  boolean isModelled() {
    return modelled;
  }

  int last(long position, long length) {
    return along(last, position, length);
  }

  int bid(long position, long length) {
    return along(bid, position, length);
  }

  int ask(long position, long length) {
    return along(ask, position, length);
  }

  int open() {
    return last[regularFrom];
  }

  int close() {
    return last[regularTo];
  }

  /** The highest last price of the regular session up to a position. */
  int high(long position, long length) {
    return Math.max(highSoFar[point(position, length)], last(position, length));
  }

  int low(long position, long length) {
    return Math.min(lowSoFar[point(position, length)], last(position, length));
  }

  int slot(long position, long length) {
    return (int) Math.min(position * bidSize.length / length, bidSize.length - 1L);
  }

  long bidSize(int slot) {
    return bidSize[slot];
  }

  long askSize(int slot) {
    return askSize[slot];
  }

  /** Units traded up to a position. */
  long volume(long position, long length) {
    var slots = volume.length - 1;
    var scaled = position * slots;
    var slot = (int) (scaled / length);
    if (slot >= slots) {
      return volume[slots];
    }
    var part = (double) (scaled % length) / length;
    return volume[slot] + (long) ((volume[slot + 1] - volume[slot]) * part);
  }

  /** The highest last price from one position to another, both included. */
  int highest(long from, long to, long length) {
    var highest = Math.max(last(from, length), last(to, length));
    for (var i = point(from, length) + 1; i <= point(to, length); i++) {
      highest = Math.max(highest, last[i]);
    }
    return highest;
  }

  int lowest(long from, long to, long length) {
    var lowest = Math.min(last(from, length), last(to, length));
    for (var i = point(from, length) + 1; i <= point(to, length); i++) {
      lowest = Math.min(lowest, last[i]);
    }
    return lowest;
  }

  private int point(long position, long length) {
    return (int) (position * (last.length - 1) / length);
  }

  private static int along(int[] points, long position, long length) {
    var scaled = position * (points.length - 1);
    var point = (int) (scaled / length);
    if (point >= points.length - 1) {
      return points[points.length - 1];
    }
    // Rounding down keeps the order of two lines: a bid below its ask stays below it.
    var rise = points[point + 1] - (long) points[point];
    return points[point] + (int) Math.floorDiv(rise * (scaled % length), length);
  }
}
