package io.brokerway.server.rest.integrations;

import io.brokerway.engine.connections.ConnectionView;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.identity.Principal;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.engine.portfolio.Portfolio;
import io.brokerway.engine.portfolio.RequestedSyncs;
import io.brokerway.engine.portfolio.TransactionFilter;
import io.brokerway.engine.portfolio.TransactionView;
import io.brokerway.server.json.InvalidInput;
import io.brokerway.server.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(IntegrationsSurface.ROOT + "/brokerages/accounts/{accountId}")
@Tag(name = "Brokerage integrations")
final class BrokerageAccountRoutes {
  /** The most transactions of one answer; there are pages for more. */
  private static final int MAX_TRANSACTIONS = 10 * Portfolio.MAX_PAGE;

  /** Longer ones name years that no database knows. */
  private static final int DATE_LENGTH = 10;

  private final Accounts accounts;
  private final Connections connections;
  private final Portfolio portfolio;
  private final RequestedSyncs syncs;
  private final IntegrationAccounts found;
  private final Clock clock;

  BrokerageAccountRoutes(
      Accounts accounts,
      Connections connections,
      Portfolio portfolio,
      RequestedSyncs syncs,
      Clock clock) {
    this.accounts = accounts;
    this.connections = connections;
    this.portfolio = portfolio;
    this.syncs = syncs;
    this.found = new IntegrationAccounts(accounts, connections);
    this.clock = clock;
  }

  @PostMapping("/sync")
  @Needs(Scope.READ)
  @Operation(
      summary = "Syncs an account now",
      description = "At most once an hour and account, unless force_sync is true: else 429.")
  SyncedAnswer sync(
      Principal principal,
      @PathVariable String accountId,
      @RequestBody(required = false) @Nullable SyncBody body) {
    var account = found.account(principal, accountId);
    var force = body != null && Boolean.TRUE.equals(body.forceSync());
    return SyncedAnswer.of(syncs.sync(account, force), Moments.now(clock));
  }

  @GetMapping("/portfolio")
  @Needs(Scope.READ)
  @Operation(summary = "The positions of an account")
  PortfolioAnswer portfolio(Principal principal, @PathVariable String accountId) {
    var account = found.account(principal, accountId);
    return new PortfolioAnswer(
        true,
        account.account(),
        account.broker().value(),
        portfolio.positions(account).stream().map(PortfolioAnswer.PortfolioItem::of).toList(),
        Moments.now(clock));
  }

  @GetMapping("/transactions")
  @Needs(Scope.READ)
  @Operation(
      summary = "The transactions of an account, the newest first",
      description =
          "Both dates belong to the span, in UTC. If there are more than 5,000, next_page_token is"
              + " the page_token of the next call.")
  TransactionsAnswer transactions(
      Principal principal,
      @PathVariable String accountId,
      @RequestParam(name = "start_date", required = false) @Nullable String startDate,
      @RequestParam(name = "end_date", required = false) @Nullable String endDate,
      @RequestParam(name = "transaction_type", required = false) @Nullable String type,
      @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
    var filter = filter(startDate, endDate, type);
    var account = found.account(principal, accountId);
    var items = new ArrayList<TransactionView>();
    var next = pageToken;
    try {
      do {
        var page = portfolio.transactions(account, filter, next, Portfolio.MAX_PAGE);
        items.addAll(page.items());
        next = page.nextPageToken();
      } while (next != null && items.size() < MAX_TRANSACTIONS);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("page_token", "must be the next_page_token of the answer before");
    }
    return new TransactionsAnswer(
        true,
        account.account(),
        account.broker().value(),
        items.stream().map(TransactionsAnswer.TransactionItem::of).toList(),
        next,
        Moments.now(clock));
  }

  @DeleteMapping("/disconnect")
  @Needs(Scope.TRADE)
  @Operation(
      summary = "Disconnects an account and removes its data",
      description =
          "Working orders are canceled first. Other accounts of the same login stay; with the last"
              + " one the credentials are destroyed.")
  DisconnectedAnswer disconnect(Principal principal, @PathVariable String accountId) {
    var pending = found.pending(principal, accountId);
    var broker =
        pending.isPresent() ? end(pending.get()) : remove(found.account(principal, accountId));
    return new DisconnectedAnswer(
        true, "Successfully disconnected %s account".formatted(broker), Moments.now(clock));
  }

  private String end(ConnectionView pending) {
    connections.disconnect(pending.owner(), pending.id(), true);
    return pending.broker().value();
  }

  private String remove(AccountRef account) {
    accounts.remove(account.owner(), account.account(), true);
    return account.broker().value();
  }

  private static TransactionFilter filter(
      @Nullable String startDate, @Nullable String endDate, @Nullable String type) {
    var from = date("start_date", startDate);
    var to = date("end_date", endDate);
    if (from != null && to != null && to.isBefore(from)) {
      throw new InvalidInput("end_date", "must not be before start_date");
    }
    return new TransactionFilter(
        start(from),
        to == null ? null : start(to.plusDays(1)),
        type == null ? Set.of() : TransactionKind.parse(type).types(),
        null);
  }

  private static @Nullable Instant start(@Nullable LocalDate day) {
    return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static @Nullable LocalDate date(String name, @Nullable String text) {
    try {
      if (text == null || text.length() == DATE_LENGTH) {
        return text == null ? null : LocalDate.parse(text);
      }
    } catch (DateTimeParseException e) {
      // Told below.
    }
    throw new InvalidInput(name, "must be a date like 2024-01-31");
  }
}
