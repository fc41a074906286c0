package io.brokerway.server.rest.v1;

import io.brokerway.broker.account.TransactionType;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.engine.portfolio.Portfolio;
import io.brokerway.engine.portfolio.TransactionFilter;
import io.brokerway.server.json.InvalidInput;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.security.Acting;
import io.brokerway.server.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/accounts")
@Tag(name = "Accounts")
final class AccountRoutes {
  private static final int MAX_TRANSACTIONS = 500;

  private final Accounts accounts;
  private final Portfolio portfolio;
  private final PositionPages positions;

  AccountRoutes(Accounts accounts, Portfolio portfolio) {
    this.accounts = accounts;
    this.portfolio = portfolio;
    this.positions = new PositionPages(portfolio);
  }

  @GetMapping
  @Needs(Scope.READ)
  @Operation(summary = "The user's accounts over all connections, with their balances")
  Page<AccountResource> list(Acting acting) {
    return Page.only(accounts.views(acting.owner()).stream().map(AccountResource::of).toList());
  }

  @GetMapping("/{accountId}")
  @Needs(Scope.READ)
  @Operation(summary = "One account")
  AccountResource one(Acting acting, @PathVariable UUID accountId) {
    return accounts.views(acting.owner()).stream()
        .filter(view -> view.id().equals(accountId))
        .findFirst()
        .map(AccountResource::of)
        .orElseThrow(() -> ProblemException.notFound("The connection or account"));
  }

  @GetMapping("/{accountId}/balances")
  @Needs(Scope.READ)
  @Operation(
      summary = "Cash, buying power and margin: the broker's last figures and our fills since")
  BalanceResource balances(Acting acting, @PathVariable UUID accountId) {
    return BalanceResource.of(portfolio.balance(account(acting, accountId)));
  }

  @GetMapping("/{accountId}/positions")
  @Needs(Scope.READ)
  @Operation(summary = "All positions that are not zero, by symbol")
  Page<PositionResource> positions(Acting acting, @PathVariable UUID accountId) {
    return positions.of(account(acting, accountId));
  }

  @GetMapping("/{accountId}/transactions")
  @Needs(Scope.READ)
  @Operation(summary = "What changed the account, the newest first")
  Page<TransactionResource> transactions(
      Acting acting,
      @PathVariable UUID accountId,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable Set<TransactionType> type,
      @RequestParam(required = false) @Nullable String symbol,
      @RequestParam(required = false) @Nullable String pageToken,
      @RequestParam(defaultValue = "100") int limit) {
    var filter = new TransactionFilter(from, to, type == null ? Set.of() : type, symbol);
    var most = Limits.check(limit, MAX_TRANSACTIONS);
    var account = account(acting, accountId);
    try {
      var page = portfolio.transactions(account, filter, pageToken, most);
      return new Page<>(
          page.items().stream().map(TransactionResource::of).toList(), page.nextPageToken());
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("pageToken", "must be the nextPageToken of the page before");
    }
  }

  private AccountRef account(Acting acting, UUID accountId) {
    return accounts.account(acting.tenant(), acting.user(), accountId);
  }
}
