package io.brokerway.engine.orders;

import io.brokerway.broker.account.Balance;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.portfolio.PortfolioListener;
import io.brokerway.engine.storage.StorageOverloaded;
import io.brokerway.engine.storage.StorageUnavailable;
import io.brokerway.engine.storage.Writer;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets reservations go once a balance read knows of the orders themselves. Goes through the writer
 * as all that changes an exposure does: no sync holds a row that the next orders wait for.
 */
final class Reservations implements PortfolioListener {
  private static final Logger LOG = LoggerFactory.getLogger(Reservations.class);

  private final Writer writer;
  private final ReleaseKind kind;

  Reservations(Writer writer, OrderSettings settings) {
    this.writer = writer;
    this.kind = new ReleaseKind(settings);
  }

  @Override
  public void balanceStored(AccountRef account, Balance balance, Instant readStartedAt) {
    try {
      writer.write(kind, new ReleaseKind.Release(account, balance, readStartedAt));
    } catch (StorageUnavailable | StorageOverloaded e) {
      // What stays reserved refuses too much, never too little; the next read lets it go.
      LOG.info(
          "reservations wait for the next balance: account={} why={}",
          account.account(),
          e.getMessage());
    }
  }
}
