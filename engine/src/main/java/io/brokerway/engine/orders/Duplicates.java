package io.brokerway.engine.orders;

import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Finds an order equal to a new one that was placed a moment before. */
final class Duplicates {
  private static final int MOST = 100;

  private Duplicates() {}

  static boolean exist(Tx tx, PlaceWrite write, List<OrderRow> ofThisBatch) throws SQLException {
    var wanted = OrderJson.canonical(write.spec());
    var since = write.at().minus(write.duplicateWindow());
    for (var order : ofThisBatch) {
      if (order.account().equals(write.account().account())
          && !order.life().isFinal()
          && OrderJson.canonical(order.spec()).equals(wanted)) {
        return true;
      }
    }
    var recent =
        tx.query(
            "SELECT "
                + OrderTable.COLUMNS
                + """
                 FROM orders
                WHERE tenant_id = ? AND user_id = ? AND id > ? AND account_id = ?
                  AND created_at > ? AND base <> 'DENIED'
                ORDER BY id DESC
                LIMIT ?
                """,
            OrderTable::read,
            write.scope().tenant(),
            write.scope().user(),
            firstIdAt(since.toEpochMilli()),
            write.account().account(),
            since,
            MOST);
    return recent.stream().anyMatch(order -> OrderJson.canonical(order.spec()).equals(wanted));
  }

  /** The smallest id of version 7 of a millisecond. */
  private static UUID firstIdAt(long millis) {
    return new UUID((millis << 16) | 0x7000L, 0x8000_0000_0000_0000L);
  }
}
