package com.example.piggybank;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Piggybank sends, in its own spelling. */
final class PiggybankWire {
  private PiggybankWire() {}

  record Accounts(@Nullable List<Account> accounts) {}

  record Account(@Nullable String id, @Nullable String number, @Nullable String title) {}

  record Balance(@Nullable BigDecimal cash) {}

  record Holdings(@Nullable List<Holding> holdings) {}

  record Holding(@Nullable String symbol, @Nullable BigDecimal shares) {}

  /**
   * A page of entries, the oldest first.
   *
   * @param next the id to go on after; absent on the last page
   */
  record Entries(@Nullable List<Entry> entries, @Nullable String next) {}

  record Entry(
      @Nullable String id,
      @Nullable String kind,
      @Nullable BigDecimal amount,
      @Nullable Instant at) {}

  record Share(@Nullable String symbol, @Nullable String name, @Nullable Boolean open) {}
}
