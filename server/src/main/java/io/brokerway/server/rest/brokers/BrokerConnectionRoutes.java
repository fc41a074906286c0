package io.brokerway.server.rest.brokers;

import io.brokerway.engine.connections.ConnectRequest;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.portfolio.AccountView;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.engine.portfolio.Portfolio;
import io.brokerway.engine.portfolio.Sync;
import io.brokerway.engine.portfolio.SyncReport;
import io.brokerway.engine.portfolio.SyncRunView;
import io.brokerway.server.rest.BrokerLogins;
import io.brokerway.server.rest.Problem;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.rest.ProblemType;
import io.brokerway.server.security.Acting;
import io.brokerway.server.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
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
@RequestMapping("/api/brokers")
@Tag(name = "Broker connections", description = "Connections to brokers and their positions")
final class BrokerConnectionRoutes {
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Connections connections;
  private final BrokerLogins logins;
  private final Accounts accounts;
  private final Portfolio portfolio;
  private final Sync sync;

  BrokerConnectionRoutes(
      Connections connections, Accounts accounts, Portfolio portfolio, Sync sync) {
    this.connections = connections;
    this.logins = new BrokerLogins(connections, "credentials", "broker_type");
    this.accounts = accounts;
    this.portfolio = portfolio;
    this.sync = sync;
  }

  @PostMapping("/connect")
  @Needs(Scope.TRADE)
  @Operation(
      summary = "Connects a broker account, or starts the login at the broker's page",
      description = "Nothing is stored if the broker refuses the login.")
  BrokerConnectAnswer connect(
      Acting acting,
      @RequestBody BrokerConnectBody body,
      HttpServletRequest asked,
      HttpServletResponse answer) {
    var request =
        new ConnectRequest(
            logins.broker(body.brokerType()),
            null,
            body.environment(),
            body.fields(),
            BrokerLogins.redirect(body.redirectUri()));
    var progress = logins.connect(acting.owner(), request, asked, answer);
    var id = progress.connection().id();
    var reached = accounts.ofConnection(progress.connection().ref());
    return BrokerConnectAnswer.of(
        progress, lastSync(acting, id), reached.stream().map(AccountRef::account).toList());
  }

  @GetMapping("/connections")
  @Needs(Scope.READ)
  @Operation(summary = "The caller's connections, the newest first")
  List<BrokerConnectionAnswer> list(Acting acting) {
    var views = accounts.views(acting.owner());
    return connections.list(acting.owner()).stream()
        .map(each -> BrokerConnectionAnswer.of(each, lastSync(views, each.id())))
        .toList();
  }

  @DeleteMapping("/connections/{id}")
  @Needs(Scope.TRADE)
  @Operation(
      summary = "Disconnects: revokes the login, destroys the credentials, removes the data",
      description =
          "409 WORKING_ORDERS with their ids while orders work or are unknown; force=true cancels"
              + " them first.")
  BrokerConnectionAnswer disconnect(
      Acting acting, @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean force) {
    var before = lastSync(acting, id);
    return BrokerConnectionAnswer.of(connections.disconnect(acting.owner(), id, force), before);
  }

  @PostMapping("/sync/{id}")
  @Needs(Scope.READ)
  @Operation(summary = "Reads the accounts of a connection now")
  BrokerSyncAnswer sync(Acting acting, @PathVariable UUID id) {
    var connection = connections.connection(acting.owner(), id);
    var report = sync.sync(connection.id());
    requireAnyRead(report);
    return BrokerSyncAnswer.of(
        connections.connection(acting.owner(), id), lastSync(acting, id), report);
  }

  @GetMapping("/positions/{id}")
  @Needs(Scope.READ)
  @Operation(summary = "The synced positions of a connection, by account and symbol")
  List<BrokerPositionAnswer> positions(Acting acting, @PathVariable UUID id) {
    var connection = connections.connection(acting.owner(), id);
    return accounts.ofConnection(connection.ref()).stream()
        .flatMap(account -> portfolio.positions(account).stream())
        .map(BrokerPositionAnswer::of)
        .toList();
  }

  private static void requireAnyRead(SyncReport report) {
    var failed = SyncRunView.Outcome.FAILED;
    if (report.runs().isEmpty()
        || report.runs().stream().anyMatch(run -> run.outcome() != failed)) {
      return;
    }
    throw new ProblemException(
        Problem.of(ProblemType.BROKER_UNAVAILABLE, report.runs().getFirst().problem()), RETRY);
  }

  private @Nullable Instant lastSync(Acting acting, UUID connection) {
    return lastSync(accounts.views(acting.owner()), connection);
  }

  private static @Nullable Instant lastSync(List<AccountView> accounts, UUID connection) {
    return accounts.stream()
        .filter(account -> account.connection().id().equals(connection))
        .map(AccountView::lastSyncAt)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
