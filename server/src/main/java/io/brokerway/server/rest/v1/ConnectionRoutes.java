package io.brokerway.server.rest.v1;

import io.brokerway.broker.Environment;
import io.brokerway.broker.login.Secret;
import io.brokerway.engine.connections.ConnectRequest;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.connections.LoginProgress;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.engine.portfolio.Portfolio;
import io.brokerway.engine.portfolio.Sync;
import io.brokerway.engine.portfolio.SyncRunView;
import io.brokerway.server.json.InvalidInput;
import io.brokerway.server.rest.login.LoginBrowser;
import io.brokerway.server.security.Acting;
import io.brokerway.server.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/connections")
@Tag(name = "Connections")
final class ConnectionRoutes {
  private final Connections connections;
  private final Accounts accounts;
  private final Portfolio portfolio;
  private final Sync sync;

  ConnectionRoutes(Connections connections, Accounts accounts, Portfolio portfolio, Sync sync) {
    this.connections = connections;
    this.accounts = accounts;
    this.portfolio = portfolio;
    this.sync = sync;
  }

  @PostMapping
  @Needs(Scope.TRADE)
  @Operation(
      summary = "Connects a broker",
      description =
          "201 when the login is done, 202 when the user has a next step. Nothing is stored if the"
              + " broker refuses the login.")
  @ApiResponse(responseCode = "201", description = "Connected", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "202", description = "The user goes on", useReturnTypeSchema = true)
  ResponseEntity<LoginResource> connect(
      Acting acting, @RequestBody ConnectBody body, HttpServletRequest asked) {
    var broker = connections.brokers().parse(body.brokerId());
    var browser = LoginBrowser.beginning(asked);
    var request =
        new ConnectRequest(
            broker,
            body.loginOption(),
            body.environment(),
            fields(body.fields()),
            redirect(body.redirectUri()),
            browser.secret());
    var progress = connections.connect(acting.owner(), request);
    var location = URI.create("/api/v1/connections/" + progress.connection().id());
    var answer =
        progress instanceof LoginProgress.Connected
            ? ResponseEntity.created(location)
            : ResponseEntity.accepted().location(location);
    return bound(answer, browser, progress).body(LoginResource.of(progress));
  }

  /** Ties a login that comes back by redirect to the browser that began it. */
  private static ResponseEntity.BodyBuilder bound(
      ResponseEntity.BodyBuilder answer, LoginBrowser browser, LoginProgress progress) {
    return progress instanceof LoginProgress.OpenPage page && page.redirectUri() != null
        ? answer.header("Set-Cookie", browser.cookie(page.redirectUri()))
        : answer;
  }

  @GetMapping
  @Needs(Scope.READ)
  @Operation(summary = "The user's connections, the newest first")
  Page<ConnectionResource> list(Acting acting) {
    return Page.only(
        connections.list(acting.owner()).stream().map(ConnectionResource::of).toList());
  }

  @GetMapping("/{connectionId}")
  @Needs(Scope.READ)
  @Operation(summary = "One connection")
  ConnectionResource one(Acting acting, @PathVariable UUID connectionId) {
    return ConnectionResource.of(connections.connection(acting.owner(), connectionId));
  }

  @PostMapping("/{connectionId}/login")
  @Needs(Scope.TRADE)
  @Operation(summary = "Logs in again under the same id")
  ResponseEntity<LoginResource> reconnect(
      Acting acting,
      @PathVariable UUID connectionId,
      @RequestBody ReconnectBody body,
      HttpServletRequest asked) {
    var browser = LoginBrowser.beginning(asked);
    var before = connections.connection(acting.owner(), connectionId);
    Environment environment = before.environment();
    var request =
        new ConnectRequest(
            before.broker(),
            body.loginOption() == null ? before.option() : body.loginOption(),
            environment,
            fields(body.fields()),
            redirect(body.redirectUri()),
            browser.secret());
    var progress = connections.reconnect(acting.owner(), connectionId, request);
    return bound(ResponseEntity.ok(), browser, progress).body(LoginResource.of(progress));
  }

  @PostMapping("/{connectionId}/login/answer")
  @Needs(Scope.TRADE)
  @Operation(summary = "Goes on with a login that waited for the user")
  LoginResource proceed(
      Acting acting, @PathVariable UUID connectionId, @RequestBody LoginAnswerBody body) {
    // Whose it is comes before whether a login is under way.
    var connection = connections.connection(acting.owner(), connectionId);
    try {
      return LoginResource.of(
          connections.proceed(acting.owner(), connection.id(), body.toAnswer()));
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("address", "must be the whole address that the broker sent you to");
    }
  }

  @PostMapping("/{connectionId}/sync")
  @Needs(Scope.READ)
  @Operation(summary = "Reads accounts, balances, positions and transactions now")
  Page<SyncRunResource> sync(Acting acting, @PathVariable UUID connectionId) {
    var connection = connections.connection(acting.owner(), connectionId);
    return Page.only(sync.sync(connection.id()).runs().stream().map(SyncRunResource::of).toList());
  }

  @GetMapping("/{connectionId}/sync-runs")
  @Needs(Scope.READ)
  @Operation(summary = "The last syncs of the connection's accounts, the newest first")
  Page<SyncRunResource> syncRuns(
      Acting acting,
      @PathVariable UUID connectionId,
      @RequestParam(defaultValue = "50") int limit) {
    var most = Limits.check(limit, 500);
    var connection = connections.connection(acting.owner(), connectionId);
    return Page.only(
        accounts.ofConnection(connection.id()).stream()
            .flatMap(account -> portfolio.syncRuns(account, most).stream())
            .sorted(Comparator.comparing(SyncRunView::startedAt).reversed())
            .limit(most)
            .map(SyncRunResource::of)
            .toList());
  }

  @DeleteMapping("/{connectionId}")
  @Needs(Scope.TRADE)
  @Operation(
      summary = "Disconnects: revokes the login, destroys the credentials, removes the data",
      description =
          "409 WORKING_ORDERS with their ids while orders work or are unknown; force=true cancels"
              + " them first.")
  ConnectionResource disconnect(
      Acting acting,
      @PathVariable UUID connectionId,
      @RequestParam(defaultValue = "false") boolean force) {
    return ConnectionResource.of(connections.disconnect(acting.owner(), connectionId, force));
  }

  private static Map<String, Secret> fields(@Nullable Map<String, Secret> fields) {
    return fields == null ? Map.of() : fields;
  }

  private static @Nullable URI redirect(@Nullable String address) {
    try {
      return address == null ? null : URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("redirectUri", "must be an absolute address");
    }
  }
}
