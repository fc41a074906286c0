package io.brokerway.engine.portfolio;

import io.brokerway.broker.account.Balance;
import io.brokerway.engine.storage.Tx;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Hears of good reads (also when the figures did not change): what counted until such a read can be
 * let go.
 */
public interface PortfolioListener {

  /**
   * A balance read is stored: told after the commit, on the thread of the sync.
   *
   * @param readStartedAt on the broker's clock
   */
  default void balanceStored(AccountRef account, Balance balance, Instant readStartedAt) {}

  /** A complete read of all positions is being stored. */
  default void onPositionsStored(Tx tx, AccountRef account, Instant readStartedAt)
      throws SQLException {}
}
