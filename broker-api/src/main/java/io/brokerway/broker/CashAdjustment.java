package io.brokerway.broker;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Balance;
import java.math.BigDecimal;

/** Sets the play money of an account at a venue of our own. Thread-safe. */
public interface CashAdjustment {

  /**
   * Sets the cash of an account; the venue books the difference as a transaction of type {@link
   * io.brokerway.broker.account.TransactionType#ADJUSTMENT}. Durable when this returns.
   *
   * @param amount in the account's currency, 0 or above
   * @return the balance after it
   * @throws BrokerException.NotFound if there is no such account
   * @throws BrokerException.Unavailable if the venue could not keep it: nothing changed
   * @throws IllegalArgumentException if the amount is below 0
   */
  Reading<Balance> setCash(AccountKey account, BigDecimal amount);
}
