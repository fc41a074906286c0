package io.brokerway.engine.portfolio;

import io.brokerway.broker.account.Position;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.engine.connections.ConnectionState;
import io.brokerway.engine.storage.Tx;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes figures out of snapshots, fills and their ages. */
final class FigureViews {
  private final FigureStore figures;
  private final FillStore fills;
  private final Clock clock;
  private final Duration freshFor;

  /**
   * @param freshFor how old a good read may be: two intervals of the sync
   */
  FigureViews(FigureStore figures, FillStore fills, Clock clock, Duration freshFor) {
    this.figures = figures;
    this.fills = fills;
    this.clock = clock;
    this.freshFor = freshFor;
  }

  LastRun lastRun(Tx tx, AccountRef account) throws SQLException {
    return figures.balance(tx, account.tenant(), account.account()).run();
  }

  /**
   * The balance now. Fills are read before the snapshot: a sync that ends between the two leaves
   * fills that the new snapshot holds, and those count for nothing.
   */
  BalanceView balance(Tx tx, AccountRef account) throws SQLException {
    var booked = fills.of(tx, account.tenant(), account.account());
    var row = figures.balance(tx, account.tenant(), account.account());
    var snapshot = row.balance();
    var read = row.run().balance();
    var span = read.span();
    if (snapshot == null || span == null) {
      return new BalanceView(account.account(), null, null, never(read));
    }
    var effects = Effect.of(booked, span);
    var doubtful =
        effects.stream().anyMatch(Effect::isDoubtful) || BalanceFold.leavesOut(snapshot, effects);
    return new BalanceView(
        account.account(),
        BalanceFold.apply(snapshot, effects),
        span.from(),
        freshness(read, row.connection(), effects, doubtful));
  }

  /** All positions that are not zero, by symbol. */
  List<PositionView> positions(Tx tx, AccountRef account) throws SQLException {
    var booked = fills.of(tx, account.tenant(), account.account());
    var rows = figures.positions(tx, account.tenant(), account.account());
    var read = rows.run().positions();
    var span = read.span();
    if (span == null) {
      return List.of();
    }
    var effects = Effect.of(booked, span);
    return PositionFold.apply(rows.positions(), effects).stream()
        .map(PositionFold::derived)
        .map(position -> view(account, position, read, rows.connection(), effects))
        .sorted(
            Comparator.comparing((PositionView view) -> view.position().instrument().symbol())
                .thenComparing(view -> view.position().lot()))
        .toList();
  }

  private PositionView view(
      AccountRef account,
      Position position,
      LastRun.Read read,
      ConnectionState connection,
      List<Effect> effects) {
    var own = of(effects, position.instrument());
    return new PositionView(
        account.account(),
        position,
        PositionFold.percent(position),
        freshness(read, connection, own, own.stream().anyMatch(Effect::isDoubtful)));
  }

  /** What is held of one instrument in all its lots. */
  Holding holding(Tx tx, AccountRef account, Instrument instrument) throws SQLException {
    var booked = fills.of(tx, account.tenant(), account.account());
    var rows = figures.positions(tx, account.tenant(), account.account());
    var read = rows.run().positions();
    var span = read.span();
    if (span == null) {
      return new Holding(BigDecimal.ZERO, null, never(read));
    }
    var effects = of(Effect.of(booked, span), instrument);
    var quantity = BigDecimal.ZERO;
    BigDecimal available = null;
    for (var position : PositionFold.apply(rows.positions(), effects)) {
      if (position.instrument().key().equals(instrument.key())) {
        quantity = quantity.add(position.quantity());
        available = sum(available, position.available());
      }
    }
    return new Holding(
        quantity,
        available,
        freshness(read, rows.connection(), effects, effects.stream().anyMatch(Effect::isDoubtful)));
  }

  private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null || other == null ? (one == null ? other : one) : one.add(other);
  }

  private static List<Effect> of(List<Effect> effects, Instrument instrument) {
    return effects.stream()
        .filter(effect -> effect.instrument().key().equals(instrument.key()))
        .toList();
  }

  private static Freshness never(LastRun.Read read) {
    return new Freshness(null, "broker", FigureStatus.UNKNOWN, read.problem());
  }

  private Freshness freshness(
      LastRun.Read read, ConnectionState connection, List<Effect> effects, boolean doubtful) {
    var asOf = asOf(read, effects);
    var source = effects.isEmpty() ? "broker" : "broker+fills";
    if (doubtful) {
      return new Freshness(
          asOf,
          source,
          FigureStatus.UNKNOWN,
          "a fill came while the broker was read; it is being read again");
    }
    var problem = problem(read, connection);
    return new Freshness(
        asOf, source, problem.isEmpty() ? FigureStatus.FRESH : FigureStatus.STALE, problem);
  }

  private static @Nullable Instant asOf(LastRun.Read read, List<Effect> effects) {
    var asOf = read.at();
    for (var effect : effects) {
      if (asOf == null || effect.bookedAt().isAfter(asOf)) {
        asOf = effect.bookedAt();
      }
    }
    return asOf;
  }

  private String problem(LastRun.Read read, ConnectionState connection) {
    if (!read.problem().isEmpty()) {
      return read.problem();
    }
    if (connection != ConnectionState.CONNECTED) {
      return "the connection is " + connection;
    }
    var at = read.at();
    if (at == null) {
      return "never read";
    }
    var age = Duration.between(at, clock.instant());
    return age.compareTo(freshFor) > 0 ? "last read " + age.toSeconds() + " s ago" : "";
  }
}
