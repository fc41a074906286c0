package io.brokerway.engine.orders;

import io.brokerway.broker.account.Balance;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.portfolio.PortfolioListener;
import io.brokerway.engine.risk.Exposures;
import io.brokerway.engine.storage.Tx;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Lets reservations go once a balance read knows of the orders themselves: one that started after
 * the broker's acknowledgement.
 */
final class Reservations implements PortfolioListener {
  private final OrderSettings settings;

  Reservations(OrderSettings settings) {
    this.settings = settings;
  }

  @Override
  public void onBalanceStored(Tx tx, AccountRef account, Balance balance, Instant readStartedAt)
      throws SQLException {
    var key = new Exposures.Key(account.tenant(), account.account());
    var exposures = Exposures.lock(tx, List.of(key));
    var exposure = exposures.get(key);
    var newest = exposure.balanceReadAt();
    if (newest != null && newest.isAfter(readStartedAt)) {
      return;
    }
    var known = readStartedAt.minus(settings.clockMargin());
    var released =
        tx.first(
                """
                SELECT coalesce(sum(reserved_cash), 0) AS released
                  FROM orders
                 WHERE tenant_id = ? AND account_id = ? AND reserve_until < ?
                """,
                row -> row.getBigDecimal("released"),
                account.tenant(),
                account.account(),
                known)
            .orElse(BigDecimal.ZERO);
    tx.update(
        """
        UPDATE orders
           SET reserved_cash = 0, reserve_until = NULL
         WHERE tenant_id = ? AND account_id = ? AND reserve_until < ?
        """,
        account.tenant(),
        account.account(),
        known);
    exposures.put(key, exposure.withBalance(balance, readStartedAt, released));
    exposures.write();
  }
}
