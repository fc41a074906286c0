package io.brokerway.engine.risk;

import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The exposure rows of the accounts of one transaction: locked in id order, folded in memory, each
 * written once. Whoever changes an order of an account holds its row. Not thread-safe.
 */
public final class Exposures {

  /** What identifies an account. */
  public record Key(TenantId tenant, UUID account) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      // As PostgreSQL orders UUIDs; Java's own order of them is by signed halves.
      var high =
          Long.compareUnsigned(
              account.getMostSignificantBits(), other.account.getMostSignificantBits());
      var low =
          Long.compareUnsigned(
              account.getLeastSignificantBits(), other.account.getLeastSignificantBits());
      return high != 0 ? high : low;
    }
  }

  /** What identifies a holding. */
  private record Holding(Key account, String instrument) {}

  private final Tx tx;
  private final List<Key> keys;
  private Tx.Answer<Map.Entry<Key, Exposure>> asked = List::of;
  private final Map<Key, Exposure> read = new HashMap<>();
  private final Map<Key, Exposure> folded = new TreeMap<>();
  private final Map<Holding, BigDecimal> sells = new HashMap<>();
  private final Map<Holding, BigDecimal> sellMoves = new HashMap<>();

  private Exposures(Tx tx, List<Key> keys) {
    this.tx = tx;
    this.keys = keys;
  }

  /** Locks the rows of the accounts, made first where an account has none yet. */
  public static Exposures lock(Tx tx, Collection<Key> accounts) throws SQLException {
    var exposures = ask(tx, accounts);
    exposures.settle();
    return exposures;
  }

  /**
   * Asks for the locked rows together with what else is asked then: what follows in the same round
   * is read under the lock. To be {@link #settle settled} before it is used.
   */
  public static Exposures ask(Tx tx, Collection<Key> accounts) {
    var keys = accounts.stream().distinct().sorted().toList();
    var exposures = new Exposures(tx, keys);
    exposures.asked = exposures.select(keys);
    return exposures;
  }

  /**
   * Takes the rows.
   *
   * @return whether accounts had none yet: then what was read in the same round was not read under
   *     their lock
   */
  public boolean settle() throws SQLException {
    take(asked);
    var missing = keys.stream().filter(key -> !read.containsKey(key)).toList();
    if (!missing.isEmpty()) {
      tx.update(
          """
          INSERT INTO account_exposure (tenant_id, account_id, reserved_cash, open_orders,
                 lane_sequence, rate_second, in_second, rate_minute, in_minute)
          SELECT *, 0, 0, 0, 0, 0, 0, 0 FROM unnest(?::text[], ?::uuid[])
          ON CONFLICT (tenant_id, account_id) DO NOTHING
          """,
          tenants(missing),
          accounts(missing));
      take(select(missing));
    }
    folded.putAll(read);
    return !missing.isEmpty();
  }

  private void take(Tx.Answer<Map.Entry<Key, Exposure>> rows) throws SQLException {
    for (var row : rows.get()) {
      read.put(row.getKey(), row.getValue());
    }
  }

  private Tx.Answer<Map.Entry<Key, Exposure>> select(List<Key> accounts) {
    return tx.ask(
        """
        SELECT tenant_id, account_id, buying_power, non_marginable, balance_read_at, reserved_cash,
               open_orders, lane_sequence, rate_second, in_second, rate_minute, in_minute
          FROM account_exposure
          JOIN unnest(?::text[], ?::uuid[]) AS wanted (wanted_tenant, wanted_account)
            ON tenant_id = wanted_tenant AND account_id = wanted_account
         ORDER BY account_id
           FOR UPDATE OF account_exposure
        """,
        row ->
            Map.entry(
                new Key(new TenantId(row.getString("tenant_id")), Columns.uuid(row, "account_id")),
                exposure(row)),
        tenants(accounts),
        accounts(accounts));
  }

  private static Exposure exposure(ResultSet row) throws SQLException {
    return new Exposure(
        row.getBigDecimal("buying_power"),
        row.getBigDecimal("non_marginable"),
        Columns.instantOrNull(row, "balance_read_at"),
        row.getBigDecimal("reserved_cash"),
        row.getInt("open_orders"),
        row.getLong("lane_sequence"),
        row.getLong("rate_second"),
        row.getInt("in_second"),
        row.getLong("rate_minute"),
        row.getInt("in_minute"));
  }

  public Exposure get(Key account) {
    var exposure = folded.get(account);
    if (exposure == null) {
      throw new IllegalStateException("the exposure of " + account + " is not locked");
    }
    return exposure;
  }

  public void put(Key account, Exposure exposure) {
    get(account);
    folded.put(account, exposure);
  }

  /** Units of a holding that open sells bind. */
  public BigDecimal boundBySells(Key account, String instrument) throws SQLException {
    var holding = new Holding(account, instrument);
    var known = sells.get(holding);
    if (known == null) {
      known = readSells(holding).orElse(BigDecimal.ZERO);
      sells.put(holding, known);
    }
    return known.add(sellMoves.getOrDefault(holding, BigDecimal.ZERO));
  }

  private java.util.Optional<BigDecimal> readSells(Holding holding) throws SQLException {
    return tx.first(
        """
        SELECT reserved_quantity
          FROM position_exposure
         WHERE tenant_id = ? AND account_id = ? AND instrument_key = ?
        """,
        row -> row.getBigDecimal("reserved_quantity"),
        holding.account().tenant(),
        holding.account().account(),
        holding.instrument());
  }

  /** Binds units of a holding, or lets them go if negative. */
  public void bindSells(Key account, String instrument, BigDecimal units) {
    if (units.signum() != 0) {
      sellMoves.merge(new Holding(account, instrument), units, BigDecimal::add);
    }
  }

  /** Queues what changed to be written. */
  public void write() {
    writeAccounts();
    writeSells();
  }

  private void writeAccounts() {
    var changed =
        folded.entrySet().stream()
            .filter(entry -> !entry.getValue().equals(read.get(entry.getKey())))
            .toList();
    if (changed.isEmpty()) {
      return;
    }
    var keys = changed.stream().map(Map.Entry::getKey).toList();
    var values = changed.stream().map(Map.Entry::getValue).toList();
    tx.queue(
        """
        UPDATE account_exposure AS old
           SET buying_power = new.buying_power, non_marginable = new.non_marginable,
               balance_read_at = new.balance_read_at, reserved_cash = new.reserved_cash,
               open_orders = new.open_orders, lane_sequence = new.lane_sequence,
               rate_second = new.rate_second, in_second = new.in_second,
               rate_minute = new.rate_minute, in_minute = new.in_minute
          FROM unnest(?::text[], ?::uuid[], ?::numeric[], ?::numeric[], ?::timestamptz[],
                      ?::numeric[], ?::int4[], ?::int8[], ?::int8[], ?::int4[], ?::int8[], ?::int4[])
               AS new (tenant_id, account_id, buying_power, non_marginable, balance_read_at,
                       reserved_cash, open_orders, lane_sequence, rate_second, in_second,
                       rate_minute, in_minute)
         WHERE old.tenant_id = new.tenant_id AND old.account_id = new.account_id
        """,
        changed.size(),
        tenants(keys),
        accounts(keys),
        values.stream().map(Exposure::buyingPower).toArray(BigDecimal[]::new),
        values.stream().map(Exposure::nonMarginable).toArray(BigDecimal[]::new),
        values.stream().map(Exposure::balanceReadAt).toArray(java.time.Instant[]::new),
        values.stream().map(Exposure::reservedCash).toArray(BigDecimal[]::new),
        values.stream().mapToInt(Exposure::openOrders).toArray(),
        values.stream().mapToLong(Exposure::laneSequence).toArray(),
        values.stream().mapToLong(Exposure::second).toArray(),
        values.stream().mapToInt(Exposure::inSecond).toArray(),
        values.stream().mapToLong(Exposure::minute).toArray(),
        values.stream().mapToInt(Exposure::inMinute).toArray());
  }

  private void writeSells() {
    if (sellMoves.isEmpty()) {
      return;
    }
    var moves = List.copyOf(sellMoves.entrySet());
    tx.queue(
        """
        INSERT INTO position_exposure AS old
               (tenant_id, account_id, instrument_key, reserved_quantity)
        SELECT * FROM unnest(?::text[], ?::uuid[], ?::text[], ?::numeric[])
        ON CONFLICT (tenant_id, account_id, instrument_key) DO UPDATE
           SET reserved_quantity =
               greatest(old.reserved_quantity + excluded.reserved_quantity, 0)
        """,
        moves.size(),
        moves.stream().map(move -> move.getKey().account().tenant().value()).toArray(String[]::new),
        moves.stream().map(move -> move.getKey().account().account()).toArray(UUID[]::new),
        moves.stream().map(move -> move.getKey().instrument()).toArray(String[]::new),
        moves.stream().map(Map.Entry::getValue).toArray(BigDecimal[]::new));
  }

  private static String[] tenants(List<Key> keys) {
    return keys.stream().map(key -> key.tenant().value()).toArray(String[]::new);
  }

  private static UUID[] accounts(List<Key> keys) {
    return keys.stream().map(Key::account).toArray(UUID[]::new);
  }

  /** The exposure of an account without a lock, for a preview; none if the account has no row. */
  public static Exposure peek(Tx tx, Key account) throws SQLException {
    return tx.first(
            """
            SELECT buying_power, non_marginable, balance_read_at, reserved_cash, open_orders,
                   lane_sequence, rate_second, in_second, rate_minute, in_minute
              FROM account_exposure
             WHERE tenant_id = ? AND account_id = ?
            """,
            Exposures::exposure,
            account.tenant(),
            account.account())
        .orElse(Exposure.NONE);
  }

  /** What open sells bind of a holding, without a lock. */
  public static @Nullable BigDecimal peekSells(Tx tx, Key account, String instrument)
      throws SQLException {
    return new Exposures(tx, List.of())
        .readSells(new Holding(account, instrument))
        .orElse(BigDecimal.ZERO);
  }
}
