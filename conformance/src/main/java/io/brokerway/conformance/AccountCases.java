package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.NotFound;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** ACCT and BAL: the accounts of a login and what they are worth. */
final class AccountCases {
  /** How far a broker's clock may be off from ours. */
  private static final Duration SKEW = Duration.ofSeconds(20);

  private static final String CAPABILITY = "accounts and balances";

  private AccountCases() {}

  static List<ConformanceCase> of(Plan plan) {
    var sheet = new Plan.Sheet("ACCT");
    sheet.add(
        "01",
        CAPABILITY,
        "the accounts are those of the login",
        stage -> {
          var trader = stage.trader();

          var accounts = trader.broker().fetchAccounts().value();

          assertThat(accounts)
              .extracting(Account::key)
              .contains(trader.key())
              .doesNotHaveDuplicates();
          assertThat(accounts)
              .filteredOn(account -> account.key().equals(trader.key()))
              .singleElement()
              .satisfies(account -> {
                assertThat(account.number()).isEqualTo(trader.truth().number());
                assertThat(account.environment()).isEqualTo(trader.session().environment());
                assertThat(account.status()).isEqualTo(Account.Status.ACTIVE);
              });
        });
    sheet.add(
        "02",
        CAPABILITY,
        "a reading tells when it started and that it is whole",
        stage -> {
          var trader = stage.trader();
          var before = stage.gateway().clock().instant();

          var reading = trader.broker().fetchAccounts();

          assertThat(reading.complete()).isTrue();
          assertThat(reading.startedAt())
              .isBetween(before.minus(SKEW), stage.gateway().clock().instant().plus(SKEW));
        });
    sheet.add(
        "03",
        CAPABILITY,
        "the account of another login is not found",
        stage -> {
          var trader = stage.trader();
          var foreign = stage.trader().key();

          assertThatThrownBy(() -> trader.broker().fetchBalance(foreign))
              .isInstanceOf(NotFound.class);
          assertThatThrownBy(
                  () -> trader.broker().fetchPositions(new AccountKey("no-such-account")))
              .isInstanceOf(NotFound.class);
        });
    var cases = new ArrayList<>(sheet.cases());
    cases.addAll(balances());
    return cases;
  }

  private static List<ConformanceCase> balances() {
    var sheet = new Plan.Sheet("BAL");
    sheet.add(
        "01",
        CAPABILITY,
        "cash is what the broker's books say",
        stage -> {
          var trader = stage.trader();

          var balance = trader.broker().fetchBalance(trader.key()).value();

          assertThat(balance.cash()).isEqualByComparingTo(trader.truth().cash());
          // Not every broker tells these; one that does tells them right.
          if (balance.totalValue() != null) {
            assertThat(balance.totalValue()).isEqualByComparingTo(Stage.cash());
          }
          if (balance.buyingPower() != null) {
            assertThat(balance.buyingPower()).isGreaterThanOrEqualTo(Stage.cash());
          }
        });
    sheet.add(
        "02",
        CAPABILITY,
        "a deposit is in the next balance",
        stage -> {
          var trader = stage.trader();
          trader.truth().deposit(new BigDecimal("250.25"));

          var balance = trader.broker().fetchBalance(trader.key()).value();

          assertThat(balance.cash())
              .isEqualByComparingTo(Stage.cash().add(new BigDecimal("250.25")));
        });
    return sheet.cases();
  }
}
