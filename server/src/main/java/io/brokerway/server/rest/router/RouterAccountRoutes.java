package io.brokerway.server.rest.router;

import io.brokerway.broker.login.Secret;
import io.brokerway.engine.connections.ConnectRequest;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.portfolio.AccountView;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.engine.portfolio.Portfolio;
import io.brokerway.engine.portfolio.PositionView;
import io.brokerway.server.rest.BrokerLogins;
import io.brokerway.server.security.Acting;
import io.brokerway.server.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(RouterSurface.ROOT)
@Tag(name = "Broker router", description = "All accounts of a user, and orders on them")
final class RouterAccountRoutes {
  private final BrokerLogins logins;
  private final Accounts accounts;
  private final Portfolio portfolio;

  RouterAccountRoutes(Connections connections, Accounts accounts, Portfolio portfolio) {
    this.logins = new BrokerLogins(connections, "credentials", "broker_type");
    this.accounts = accounts;
    this.portfolio = portfolio;
  }

  @GetMapping("/accounts")
  @Needs(Scope.READ)
  @Operation(summary = "All connected accounts with balances, margin and positions")
  List<RouterAccountAnswer> accounts(Acting acting) {
    return accounts.views(acting.owner()).stream()
        .map(view -> RouterAccountAnswer.of(view, positions(acting, view)))
        .toList();
  }

  @PostMapping("/connect")
  @Needs(Scope.TRADE)
  @Operation(
      summary = "Connects a broker account",
      description =
          "Proves the credentials and reads the accounts; or, where the broker has a page of its own,"
              + " answers with authorization_url. Nothing is stored if the broker refuses the login.")
  RouterConnectAnswer connect(
      Acting acting,
      @RequestBody RouterConnectBody body,
      HttpServletRequest asked,
      HttpServletResponse answer) {
    Map<String, Secret> fields = BrokerLogins.fields(body.credentials());
    var request =
        new ConnectRequest(
            logins.broker(body.brokerType()),
            body.loginOption(),
            body.environment(),
            fields,
            BrokerLogins.redirect(body.redirectUri()));
    var progress = logins.connect(acting.owner(), request, asked, answer);
    var reached = accounts.ofConnection(progress.connection().ref());
    return RouterConnectAnswer.of(progress, reached.stream().map(AccountRef::account).toList());
  }

  private List<PositionView> positions(Acting acting, AccountView view) {
    return portfolio.positions(accounts.account(acting.tenant(), acting.user(), view.id()));
  }
}
