package io.brokerway.engine.scripted;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.account.Transaction;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What the scripted broker says of one account; a test sets it as it likes. */
public final class ScriptedAccount {
  public final Account account;
  public volatile Balance balance;
  public volatile List<Position> positions = List.of();
  public final List<Transaction> transactions = new CopyOnWriteArrayList<>();
  public volatile boolean positionsComplete = true;
  public volatile @Nullable RuntimeException balanceFailure;
  public volatile @Nullable RuntimeException positionsFailure;
  public volatile @Nullable RuntimeException transactionsFailure;

  ScriptedAccount(String key, String cash) {
    account =
        new Account(
            new AccountKey(key),
            "99887766" + key,
            "Account " + key,
            Account.Type.MARGIN,
            Environment.PAPER,
            CurrencyCode.USD,
            Account.Status.ACTIVE,
            "");
    balance = basic(cash);
  }

  public void cash(String cash) {
    balance = basic(cash);
  }

  private static Balance basic(String cash) {
    var amount = new BigDecimal(cash);
    return Balance.basic(CurrencyCode.USD, amount, amount, amount);
  }
}
