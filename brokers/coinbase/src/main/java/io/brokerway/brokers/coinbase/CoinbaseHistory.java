package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException.NotFound;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.Reading;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionPage;
import io.brokerway.broker.account.TransactionQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the transactions of a login page by page: first the fills of v3, then the wallets of v2,
 * one after the other by their ids. Thread-safe.
 */
final class CoinbaseHistory {
  private static final String FILLS = "fills:";
  private static final String WALLET = "wallet:";
  private static final int MOST_WALLET_PAGES = 100;

  /** How long the list of wallets is good for: long enough for one read of all of them. */
  private static final Duration WALLETS_GOOD_FOR = Duration.ofMinutes(5);

  /** A wallet of v2 that was ever used; one that was not has its ticker for an id. */
  private record Used(String id, boolean cash) {}

  private record Kept(List<Used> wallets, Instant since) {}

  private final CoinbaseClient client;
  private final Clock clock;
  private volatile @Nullable Kept kept;

  CoinbaseHistory(CoinbaseClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  Reading<TransactionPage> page(TransactionQuery query) {
    var token = query.pageToken();
    if (token == null) {
      return fills(query, null);
    }
    if (token.startsWith(FILLS)) {
      return fills(query, token.substring(FILLS.length()));
    }
    if (token.startsWith(WALLET)) {
      return wallet(query, token.substring(WALLET.length()));
    }
    throw new NotFound("no such page of transactions");
  }

  private Reading<TransactionPage> fills(TransactionQuery query, @Nullable String cursor) {
    var reply = client.listFills(query.since(), cursor);
    var listed = reply.body().fills();
    if (listed == null) {
      throw CoinbaseFigures.missing("fills");
    }
    var rows =
        listed.stream()
            .map(CoinbaseLedger::fill)
            .filter(row -> isSince(row, query.since()))
            .toList();
    var next = reply.body().cursor();
    if (next != null && !next.isEmpty()) {
      if (next.equals(cursor)) {
        throw new UnexpectedReply("Coinbase answered with the same page of fills again");
      }
      return Reading.complete(new TransactionPage(rows, FILLS + next), reply.startedAt());
    }
    var first = usedWallets().stream().findFirst();
    return Reading.complete(
        new TransactionPage(rows, first.map(used -> WALLET + used.id()).orElse(null)),
        reply.startedAt());
  }

  /** The token is a wallet, and where its next page is unless it is the first. */
  private Reading<TransactionPage> wallet(TransactionQuery query, String token) {
    var end = token.indexOf('|');
    var id = end < 0 ? token : token.substring(0, end);
    var page = end < 0 ? null : token.substring(end + 1);
    var wallets = usedWallets();
    var used =
        wallets.stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new UnexpectedReply("a wallet at Coinbase is gone"));
    var reply = client.listTransactions(id, page);
    var listed = reply.body().data();
    if (listed == null) {
      throw CoinbaseFigures.missing("data");
    }
    var rows = new ArrayList<Transaction>();
    var older = false;
    for (var row : listed) {
      older |= isBefore(row, query.since());
      CoinbaseLedger.row(row, used.cash())
          .filter(one -> isSince(one, query.since()))
          .ifPresent(rows::add);
    }
    var pagination = reply.body().pagination();
    var next = pagination == null ? null : pagination.nextUri();
    if (next != null && next.equals(page)) {
      throw new UnexpectedReply("Coinbase answered with the same page of a wallet again");
    }
    var following =
        next == null || next.isEmpty() || older
            ? after(wallets, id).map(other -> WALLET + other).orElse(null)
            : WALLET + id + "|" + next;
    return Reading.complete(new TransactionPage(rows, following), reply.startedAt());
  }

  private static Optional<String> after(List<Used> wallets, String id) {
    return wallets.stream().map(Used::id).filter(other -> other.compareTo(id) > 0).findFirst();
  }

  private static boolean isSince(Transaction row, @Nullable Instant since) {
    return since == null || !row.occurredAt().isBefore(since);
  }

  /** The newest come first: behind an older one there is nothing more to find. */
  private static boolean isBefore(CoinbaseWire.AppTransaction row, @Nullable Instant since) {
    return since != null && CoinbaseFigures.instant("created_at", row.createdAt()).isBefore(since);
  }

  private List<Used> usedWallets() {
    var present = kept;
    var now = clock.instant();
    if (present != null && Duration.between(present.since(), now).compareTo(WALLETS_GOOD_FOR) < 0) {
      return present.wallets();
    }
    var wallets = new ArrayList<Used>();
    var seen = new HashSet<String>();
    String next = null;
    for (var page = 0; page < MOST_WALLET_PAGES; page++) {
      var reply = client.listAppAccounts(next).body();
      var listed = reply.data();
      if (listed == null) {
        throw CoinbaseFigures.missing("data");
      }
      listed.forEach(account -> used(account).ifPresent(wallets::add));
      var pagination = reply.pagination();
      next = pagination == null ? null : pagination.nextUri();
      if (next == null || next.isEmpty()) {
        wallets.sort(Comparator.comparing(Used::id));
        kept = new Kept(List.copyOf(wallets), now);
        return List.copyOf(wallets);
      }
      if (!seen.add(next)) {
        throw new UnexpectedReply("Coinbase answered with the same page of wallets again");
      }
    }
    throw new UnexpectedReply("the list of wallets at Coinbase has no end");
  }

  private static Optional<Used> used(CoinbaseWire.AppAccount account) {
    var id = CoinbaseFigures.text("id", account.id());
    var currency = account.currency();
    var code = currency == null ? null : currency.code();
    var cash =
        "fiat".equals(account.type()) || (currency != null && "fiat".equals(currency.type()));
    return id.equals(code) ? Optional.empty() : Optional.of(new Used(id, cash));
  }
}
