package io.brokerway.engine.portfolio;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Reading;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionQuery;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one account from its broker; what is odd becomes a failed part, never a figure. */
final class AccountReader {
  private static final Logger log = LoggerFactory.getLogger(AccountReader.class);
  private static final int MAX_PAGES = 1_000;

  private final Clock clock;
  private final LongSupplier nanoTime;

  AccountReader(Clock clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * Reads balance, positions and transactions; a lost login ends it at once, since every further
   * call would be refused too.
   */
  AccountReading read(Broker broker, AccountKey account, @Nullable Instant since) {
    var startedAt = clock.instant();
    var balance = part(() -> broker.fetchBalance(account), AccountReader::oddBalance);
    if (isLoginLost(balance)) {
      return AccountReading.failed(startedAt, balance.problem());
    }
    var positions = part(() -> broker.fetchPositions(account), AccountReader::oddPositions);
    if (isLoginLost(positions)) {
      return new AccountReading(
          startedAt, balance, positions, new Part.Failed<>(positions.problem()));
    }
    return new AccountReading(
        startedAt, balance, positions, part(() -> transactions(broker, account, since), _ -> ""));
  }

  private static final String LOGIN = "login needed: ";

  private static boolean isLoginLost(Part<?> part) {
    return part.problem().startsWith(LOGIN);
  }

  private interface Oddity<T> {
    /** What is odd about a value; empty if nothing is. */
    String of(T value);
  }

  private <T> Part<T> part(Supplier<Reading<T>> read, Oddity<T> oddity) {
    var started = nanoTime.getAsLong();
    try {
      var reading = read.get();
      var took = Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - started));
      if (!reading.complete()) {
        return new Part.Failed<>("the broker gave only a part");
      }
      var odd = oddity.of(reading.value());
      return odd.isEmpty()
          ? new Part.Got<>(reading.value(), ReadSpan.of(reading.startedAt(), took), clock.instant())
          : new Part.Failed<>(odd);
    } catch (BrokerException.LoginNeeded e) {
      return new Part.Failed<>(LOGIN + text(e));
    } catch (BrokerException e) {
      return new Part.Failed<>(text(e));
    } catch (RuntimeException e) {
      log.error("an adapter failed in a read", e);
      return new Part.Failed<>("the adapter failed: " + e.getClass().getSimpleName());
    }
  }

  private static String text(BrokerException e) {
    var message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  private static String oddBalance(Balance balance) {
    var says =
        Stream.of(balance.cash(), balance.totalValue(), balance.buyingPower())
            .anyMatch(Objects::nonNull);
    return says ? "" : "the balance names no figure";
  }

  private static String oddPositions(List<Position> positions) {
    var seen = new HashSet<String>();
    for (var position : positions) {
      if (!seen.add(position.instrument().key() + "|" + position.lot())) {
        return "the broker lists " + position.instrument().symbol() + " twice";
      }
    }
    return "";
  }

  /** Every page; complete in itself, since an incomplete one only keeps the cursor where it is. */
  private Reading<AccountReading.Transactions> transactions(
      Broker broker, AccountKey account, @Nullable Instant since) {
    var all = new ArrayList<Transaction>();
    var query = new TransactionQuery(since, null);
    var complete = true;
    Instant startedAt = null;
    for (var page = 0; page < MAX_PAGES; page++) {
      var reading = broker.fetchTransactions(account, query);
      startedAt = startedAt == null ? reading.startedAt() : startedAt;
      complete &= reading.complete();
      all.addAll(reading.value().transactions());
      var token = reading.value().nextPageToken();
      if (token == null) {
        return Reading.complete(new AccountReading.Transactions(all, complete), startedAt);
      }
      query = query.next(token);
    }
    throw new BrokerException.UnexpectedReply(
        "transactions have more than " + MAX_PAGES + " pages");
  }

  /** Positions of which something is held. */
  static List<Position> held(List<Position> positions) {
    return positions.stream()
        .filter(position -> position.quantity().compareTo(BigDecimal.ZERO) != 0)
        .toList();
  }
}
