package io.brokerway.server.rest.v1;

import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.portfolio.Portfolio;
import io.brokerway.engine.portfolio.PositionView;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The positions of accounts as they are answered, made once for each snapshot: a page that shows
 * them polls far more often than they move. Thread-safe.
 */
final class PositionPages {
  private static final int MAX_KEPT = 1_000;

  private final Portfolio portfolio;
  private final ConcurrentHashMap<UUID, Kept> kept = new ConcurrentHashMap<>();

  private record Kept(List<PositionView> snapshot, Page<PositionResource> page) {}

  PositionPages(Portfolio portfolio) {
    this.portfolio = portfolio;
  }

  Page<PositionResource> of(AccountRef account) {
    var snapshot = portfolio.positions(account);
    var known = kept.get(account.account());
    if (known != null && known.snapshot() == snapshot) {
      return known.page();
    }
    if (kept.size() >= MAX_KEPT) {
      kept.clear();
    }
    var page = Page.only(snapshot.stream().map(PositionResource::of).toList());
    kept.put(account.account(), new Kept(snapshot, page));
    return page;
  }
}
