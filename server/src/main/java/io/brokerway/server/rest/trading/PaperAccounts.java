package io.brokerway.server.rest.trading;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Environment;
import io.brokerway.broker.Money;
import io.brokerway.broker.login.Secret;
import io.brokerway.engine.connections.ConnectRequest;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.engine.portfolio.BalanceView;
import io.brokerway.engine.portfolio.Portfolio;
import io.brokerway.engine.portfolio.Sync;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The paper accounts of users. Thread-safe. */
public final class PaperAccounts {
  private static final BrokerId PAPER = new BrokerId("paper");

  private final Connections connections;
  private final Accounts accounts;
  private final Portfolio portfolio;
  private final Sync sync;

  public PaperAccounts(Connections connections, Accounts accounts, Portfolio portfolio, Sync sync) {
    this.connections = connections;
    this.accounts = accounts;
    this.portfolio = portfolio;
    this.sync = sync;
  }

  /** A user's first paper account. */
  public Optional<AccountRef> find(Owner owner) {
    return accounts.ofOwner(owner).stream()
        .filter(account -> account.broker().equals(PAPER))
        .findFirst();
  }

  /**
   * Opens a paper account.
   *
   * @param cash in dollars; absent for the paper broker's own default
   */
  public AccountRef open(Owner owner, @Nullable BigDecimal cash) {
    Map<String, Secret> fields =
        cash == null ? Map.of() : Map.of("initial_balance", Secret.of(cash.toPlainString()));
    connections.connect(owner, new ConnectRequest(PAPER, null, Environment.PAPER, fields, null));
    var account =
        find(owner).orElseThrow(() -> new IllegalStateException("no paper account came of it"));
    // Its balance is known from the start: an order may follow at once.
    sync.sync(account.connection());
    return account;
  }

  /** Its cash; null if it is not known. */
  @Nullable BigDecimal cash(AccountRef account) {
    return cash(portfolio.balance(account));
  }

  /** Sets its cash, by an adjustment in its ledger. */
  @Nullable BigDecimal setCash(AccountRef account, BigDecimal cash) {
    return cash(portfolio.setCash(account, new Money(cash, CurrencyCode.USD)));
  }

  private static @Nullable BigDecimal cash(BalanceView view) {
    var balance = view.balance();
    return balance == null ? null : balance.cash();
  }
}
