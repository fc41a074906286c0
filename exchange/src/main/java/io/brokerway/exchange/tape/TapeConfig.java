package io.brokerway.exchange.tape;

import java.time.LocalDate;

/**
 * What the prices depend on besides symbol and instant. Two tapes of equal configuration agree to
 * the last digit, in any process.
 *
 * @param mode how historical days are laid on the wall clock
 * @param epoch the wall date that replays the first day of the window; no use in {@link
 *     TapeMode#HISTORIC}
 * @param seed of what is modelled: the path within a day, spread and sizes
 */
public record TapeConfig(TapeMode mode, LocalDate epoch, long seed) {
  /** The epoch that everything agrees on unless told otherwise. */
  public static final LocalDate DEFAULT_EPOCH = LocalDate.of(2026, 1, 1);

  /** The seed that everything agrees on unless told otherwise. */
  public static final long DEFAULT_SEED = 20170703L;

  /** A market that never closes, at the usual epoch and seed. */
  public static TapeConfig alwaysOpen() {
    return of(TapeMode.ALWAYS_OPEN);
  }

  /** A mode at the usual epoch and seed. */
  public static TapeConfig of(TapeMode mode) {
    return new TapeConfig(mode, DEFAULT_EPOCH, DEFAULT_SEED);
  }

  public TapeConfig withSeed(long newSeed) {
    return new TapeConfig(mode, epoch, newSeed);
  }
}
