package io.brokerway.brokers.__package__;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.OrderStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between __Title__'s words and ours: pure functions, every table of states, types and times. */
final class __Name__Mapping {
  private __Name__Mapping() {}

  static List<Account> accounts(__Name__Wire.Accounts wire) {
    return present("accounts", wire.accounts()).stream().map(__Name__Mapping::account).toList();
  }

  private static Account account(__Name__Wire.Account wire) {
    return new Account(
        new AccountKey(present("id", wire.id())),
        present("number", wire.number()),
        "",
        null,
        Environment.LIVE,
        CurrencyCode.USD,
        Account.Status.ACTIVE,
        "");
  }

  /**
   * A state of an order. Becomes a switch with a case for each of __Title__'s words; one that its
   * pages do not have stays refused, since a state is never guessed.
   */
  static OrderStatus status(String word) {
    throw new UnexpectedReply("an order is in the unknown state '%s'".formatted(word));
  }

  private static <T> T present(String field, @Nullable T value) {
    if (value == null) {
      throw new UnexpectedReply("the reply has no " + field);
    }
    return value;
  }
}
