package io.brokerway.engine.orders;

import io.brokerway.broker.account.Balance;
import io.brokerway.engine.orders.ReleaseKind.Release;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.risk.Exposures;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.engine.storage.Tx;
import io.brokerway.engine.storage.WriteKind;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes balances into the exposures of their accounts, and lets go of what was reserved for orders
 * that the broker acknowledged before the read started. The answer is whether the balance was newer
 * than the one known.
 */
final class ReleaseKind implements WriteKind<Release, Boolean> {
  private final OrderSettings settings;

  /**
   * A balance that is stored.
   *
   * @param readStartedAt on the broker's clock
   */
  record Release(AccountRef account, Balance balance, Instant readStartedAt) {
    Exposures.Key key() {
      return new Exposures.Key(account.tenant(), account.account());
    }
  }

  ReleaseKind(OrderSettings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "reservation.release";
  }

  @Override
  public TenantId tenantOf(Release write) {
    return write.account().tenant();
  }

  @Override
  public List<Boolean> apply(Tx tx, List<Release> writes) throws SQLException {
    var exposures = Exposures.lock(tx, writes.stream().map(Release::key).toList());
    var results = new ArrayList<Boolean>(writes.size());
    for (var write : writes) {
      results.add(apply(tx, write, exposures));
    }
    exposures.write();
    return results;
  }

  private boolean apply(Tx tx, Release write, Exposures exposures) throws SQLException {
    var exposure = exposures.get(write.key());
    var newest = exposure.balanceReadAt();
    if (newest != null && newest.isAfter(write.readStartedAt())) {
      return false;
    }
    var released =
        release(tx, write.account(), write.readStartedAt().minus(settings.clockMargin()));
    exposures.put(
        write.key(), exposure.withBalance(write.balance(), write.readStartedAt(), released));
    return true;
  }

  private static BigDecimal release(Tx tx, AccountRef account, Instant known) throws SQLException {
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
    return released;
  }
}
