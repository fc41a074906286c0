package io.brokerway.engine.portfolio;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Money;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.engine.storage.Columns;
import io.brokerway.engine.storage.Ids;
import io.brokerway.engine.storage.InstrumentText;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The transactions of accounts. */
final class TransactionStore {
  private static final int KEYS_AT_ONCE = 5_000;
  private static final String COLUMNS =
      """
      transaction_id, broker_ref, type, sub_type, instrument, quantity, price, amount,
      amount_currency, fee, fee_currency, broker_order_id, cumulative_quantity, occurred_at,
      date_only, settlement_date, description, status, amends, created_at\
      """;

  private final Ids ids;

  TransactionStore(Ids ids) {
    this.ids = ids;
  }

  /** What storing came to, in the order of the broker's. */
  record Stored(List<Transaction> added, List<Transaction> changed) {}

  /** Adds what is new and corrects what the broker changed under its own id. */
  Stored save(
      Tx tx, TenantId tenant, UUID account, Map<String, TransactionKeys.Keyed> keyed, Instant now)
      throws SQLException {
    var known = known(tx, tenant, account, new ArrayList<>(keyed.keySet()));
    var added = new ArrayList<Transaction>();
    var changed = new ArrayList<Transaction>();
    for (var one : keyed.values()) {
      var hash = known.get(one.key());
      if (hash == null) {
        insert(tx, tenant, account, one, now);
        added.add(one.transaction());
      } else if (!Arrays.equals(hash, one.contentHash())) {
        update(tx, tenant, account, one);
        changed.add(one.transaction());
      }
    }
    return new Stored(added, changed);
  }

  private static Map<String, byte[]> known(Tx tx, TenantId tenant, UUID account, List<String> keys)
      throws SQLException {
    var known = new HashMap<String, byte[]>();
    for (var from = 0; from < keys.size(); from += KEYS_AT_ONCE) {
      var some = keys.subList(from, Math.min(keys.size(), from + KEYS_AT_ONCE));
      tx.query(
          """
          SELECT transaction_key, content_hash
            FROM transaction
           WHERE tenant_id = ? AND account_id = ? AND transaction_key = ANY (?)
          """,
          row -> known.put(row.getString("transaction_key"), row.getBytes("content_hash")),
          tenant,
          account,
          some.toArray(String[]::new));
    }
    return known;
  }

  private void insert(
      Tx tx, TenantId tenant, UUID account, TransactionKeys.Keyed keyed, Instant now)
      throws SQLException {
    var parameters = new ArrayList<@Nullable Object>();
    parameters.addAll(content(keyed));
    parameters.add(now);
    parameters.add(tenant);
    parameters.add(account);
    parameters.add(keyed.key());
    parameters.add(ids.next());
    tx.update(
        """
        INSERT INTO transaction (
          content_hash, broker_ref, type, sub_type, symbol, instrument, quantity, price, amount,
          amount_currency, fee, fee_currency, broker_order_id, cumulative_quantity, occurred_at,
          date_only, settlement_date, description, status, amends, created_at, tenant_id,
          account_id, transaction_key, transaction_id)
        VALUES (?, ?, ?, ?, ?, ?::JSONB, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        parameters.toArray());
  }

  private static void update(Tx tx, TenantId tenant, UUID account, TransactionKeys.Keyed keyed)
      throws SQLException {
    var parameters = new ArrayList<@Nullable Object>();
    parameters.addAll(content(keyed));
    parameters.add(tenant);
    parameters.add(account);
    parameters.add(keyed.key());
    tx.update(
        """
        UPDATE transaction
           SET content_hash = ?, broker_ref = ?, type = ?, sub_type = ?, symbol = ?,
               instrument = ?::JSONB, quantity = ?, price = ?, amount = ?, amount_currency = ?,
               fee = ?, fee_currency = ?, broker_order_id = ?, cumulative_quantity = ?,
               occurred_at = ?, date_only = ?, settlement_date = ?, description = ?, status = ?,
               amends = ?
         WHERE tenant_id = ? AND account_id = ? AND transaction_key = ?
        """,
        parameters.toArray());
  }

  private static List<@Nullable Object> content(TransactionKeys.Keyed keyed) {
    var t = keyed.transaction();
    var instrument = t.instrument();
    return Arrays.asList(
        keyed.contentHash(),
        t.brokerId(),
        t.type(),
        t.subType(),
        instrument == null ? null : instrument.symbol(),
        instrument == null ? null : InstrumentText.write(instrument),
        t.quantity(),
        t.price(),
        amount(t.amount()),
        currency(t.amount()),
        amount(t.fee()),
        currency(t.fee()),
        t.brokerOrderId(),
        t.cumulativeQuantity(),
        t.occurredAt(),
        t.dateOnly(),
        t.settlementDate(),
        t.description(),
        t.status(),
        t.amends());
  }

  private static @Nullable BigDecimal amount(@Nullable Money money) {
    return money == null ? null : money.amount();
  }

  private static @Nullable String currency(@Nullable Money money) {
    return money == null ? null : money.currency().code();
  }

  /** The newest first, from behind a place on; at most {@code limit}. */
  List<TransactionView> list(
      Tx tx, AccountRef account, TransactionFilter filter, Optional<PageToken> after, int limit)
      throws SQLException {
    var where = new StringBuilder("tenant_id = ? AND account_id = ?");
    var parameters = new ArrayList<@Nullable Object>();
    parameters.add(account.tenant());
    parameters.add(account.account());
    if (filter.from() != null) {
      where.append(" AND occurred_at >= ?");
      parameters.add(filter.from());
    }
    if (filter.to() != null) {
      where.append(" AND occurred_at < ?");
      parameters.add(filter.to());
    }
    if (!filter.types().isEmpty()) {
      where.append(" AND type = ANY (?)");
      parameters.add(filter.types().stream().map(Enum::name).sorted().toArray(String[]::new));
    }
    if (filter.symbol() != null) {
      where.append(" AND symbol = ?");
      parameters.add(filter.symbol());
    }
    if (after.isPresent()) {
      where.append(" AND (occurred_at, transaction_id) < (?, ?)");
      parameters.add(after.get().occurredAt());
      parameters.add(after.get().id());
    }
    parameters.add(limit);
    return tx.query(
        "SELECT "
            + COLUMNS
            + " FROM transaction WHERE "
            + where
            + " ORDER BY occurred_at DESC, transaction_id DESC LIMIT ?",
        row ->
            new TransactionView(
                Columns.uuid(row, "transaction_id"),
                account.account(),
                read(row),
                Columns.instant(row, "created_at")),
        parameters.toArray());
  }

  /** Those that happened after one moment and not after another, the oldest first. */
  List<Transaction> between(
      Tx tx, TenantId tenant, UUID account, Instant after, Instant until, int limit)
      throws SQLException {
    return tx.query(
        "SELECT "
            + COLUMNS
            + """
               FROM transaction
             WHERE tenant_id = ? AND account_id = ? AND occurred_at > ? AND occurred_at <= ?
             ORDER BY occurred_at, transaction_id
             LIMIT ?
            """,
        TransactionStore::read,
        tenant,
        account,
        after,
        until,
        limit);
  }

  private static Transaction read(ResultSet row) throws SQLException {
    var instrument = row.getString("instrument");
    return new Transaction(
        row.getString("broker_ref"),
        TransactionType.valueOf(row.getString("type")),
        row.getString("sub_type"),
        instrument == null ? null : InstrumentText.read(instrument),
        row.getBigDecimal("quantity"),
        row.getBigDecimal("price"),
        money(row, "amount"),
        money(row, "fee"),
        row.getString("broker_order_id"),
        row.getBigDecimal("cumulative_quantity"),
        Columns.instant(row, "occurred_at"),
        row.getBoolean("date_only"),
        row.getObject("settlement_date", LocalDate.class),
        row.getString("description"),
        Transaction.Status.valueOf(row.getString("status")),
        row.getString("amends"));
  }

  private static @Nullable Money money(ResultSet row, String column) throws SQLException {
    var amount = row.getBigDecimal(column);
    return amount == null
        ? null
        : new Money(amount, new CurrencyCode(row.getString(column + "_currency")));
  }
}
