package com.example.piggybank;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Environment;
import io.brokerway.broker.Money;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionPage;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Between Piggybank's words and ours. A field that must be there and is not is told, not guessed.
 */
final class PiggybankMapping {
  private PiggybankMapping() {}

  static List<Account> accounts(PiggybankWire.Accounts wire) {
    return present("accounts", wire.accounts()).stream().map(PiggybankMapping::account).toList();
  }

  private static Account account(PiggybankWire.Account wire) {
    return new Account(
        new AccountKey(present("id", wire.id())),
        present("number", wire.number()),
        wire.title() == null ? "" : wire.title(),
        Account.Type.CASH,
        Environment.LIVE,
        CurrencyCode.USD,
        Account.Status.ACTIVE,
        "");
  }

  static Balance balance(PiggybankWire.Balance wire) {
    return Balance.basic(CurrencyCode.USD, present("cash", wire.cash()), null, null);
  }

  static List<Position> positions(PiggybankWire.Holdings wire) {
    return present("holdings", wire.holdings()).stream()
        .filter(holding -> present("shares", holding.shares()).signum() != 0)
        .map(PiggybankMapping::position)
        .toList();
  }

  private static Position position(PiggybankWire.Holding wire) {
    return new Position(
        Instrument.Equity.us(present("symbol", wire.symbol())),
        "",
        present("shares", wire.shares()),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static TransactionPage page(PiggybankWire.Entries wire) {
    var rows = present("entries", wire.entries()).stream().map(PiggybankMapping::row).toList();
    return new TransactionPage(rows, wire.next());
  }

  private static Transaction row(PiggybankWire.Entry wire) {
    var kind = present("kind", wire.kind());
    return new Transaction(
        present("id", wire.id()),
        type(kind),
        kind,
        null,
        null,
        null,
        new Money(present("amount", wire.amount()), CurrencyCode.USD),
        null,
        null,
        null,
        present("at", wire.at()),
        false,
        null,
        "",
        Transaction.Status.EXECUTED,
        null);
  }

  private static TransactionType type(String kind) {
    return switch (kind) {
      case "paid-in" -> TransactionType.DEPOSIT;
      case "paid-out" -> TransactionType.WITHDRAWAL;
      case "interest" -> TransactionType.INTEREST;
      default -> TransactionType.OTHER;
    };
  }

  static Listing listing(PiggybankWire.Share wire) {
    var symbol = present("symbol", wire.symbol());
    return new Listing(
        Instrument.Equity.us(symbol),
        wire.name() == null ? symbol : wire.name(),
        false,
        false,
        null,
        null,
        null,
        null,
        List.of());
  }

  static <T> T present(String field, @Nullable T value) {
    if (value == null) {
      throw new UnexpectedReply("the reply has no " + field);
    }
    return value;
  }
}
