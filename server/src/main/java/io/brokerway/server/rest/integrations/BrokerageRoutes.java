package io.brokerway.server.rest.integrations;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.login.Secret;
import io.brokerway.engine.connections.ConnectRequest;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.connections.LoginProgress;
import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.identity.Principal;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.identity.User;
import io.brokerway.engine.portfolio.AccountView;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.server.json.InvalidInput;
import io.brokerway.server.rest.BrokerLogins;
import io.brokerway.server.rest.ConnectionStatus;
import io.brokerway.server.rest.NextStepAnswer;
import io.brokerway.server.rest.Problem;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.rest.ProblemType;
import io.brokerway.server.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(IntegrationsSurface.ROOT + "/brokerages")
@Tag(
    name = "Brokerage integrations",
    description = "Accounts of users by the application's own ids for them; amounts are numbers")
final class BrokerageRoutes {
  private static final int MAX_NAME = 64;

  private final Connections connections;
  private final BrokerLogins logins;
  private final Accounts accounts;
  private final IntegrationUsers users;
  private final IntegrationAccounts found;
  private final Clock clock;

  BrokerageRoutes(Connections connections, Accounts accounts, Identity identity, Clock clock) {
    this.connections = connections;
    this.logins = new BrokerLogins(connections, "credentials", "brokerage_name");
    this.accounts = accounts;
    this.users = new IntegrationUsers(identity);
    this.found = new IntegrationAccounts(accounts, connections);
    this.clock = clock;
  }

  @GetMapping("/supported")
  @Needs(Scope.READ)
  @Operation(summary = "The brokerages that can be connected and what each needs")
  SupportedAnswer supported() {
    return SupportedBrokerages.of(connections.brokers().profiles(), Moments.now(clock));
  }

  @PostMapping("/connect")
  @Needs(Scope.TRADE)
  @Operation(
      summary = "Connects an account; makes the user if the application names a new one",
      description =
          "Where the brokerage has a page of its own, the answer holds authorization_url and the"
              + " account is pending until the user comes back.")
  BrokerageConnectedAnswer connect(
      Principal principal,
      @RequestBody BrokerageConnectBody body,
      HttpServletRequest asked,
      HttpServletResponse answer) {
    var broker = broker(body.brokerageName());
    var fields = new HashMap<>(BrokerLogins.fields(body.credentials()));
    var number = takesAccount(broker) ? null : fields.remove(SupportedBrokerages.ACCOUNT_FIELD);
    var request =
        new ConnectRequest(
            broker, null, body.environment(), fields, BrokerLogins.redirect(body.redirectUri()));
    logins.requireFits(request);
    var owner = owner(users.ensure(principal, body.userId().value()));
    var progress = logins.connect(owner, request, asked, answer);
    return progress instanceof LoginProgress.Connected connected
        ? connected(owner, connected, number)
        : waiting(progress);
  }

  /** Whether the account is part of the broker's own login. */
  private boolean takesAccount(BrokerId broker) {
    return connections.brokers().profile(broker).logins().stream()
        .flatMap(login -> login.fields().stream())
        .anyMatch(field -> field.name().equals(SupportedBrokerages.ACCOUNT_FIELD));
  }

  private BrokerageConnectedAnswer connected(
      Owner owner, LoginProgress.Connected progress, @Nullable Secret number) {
    var connection = progress.connection();
    return new BrokerageConnectedAnswer(
        true,
        account(owner, progress, number),
        null,
        null,
        null,
        "Successfully connected %s account".formatted(connection.broker()),
        Moments.now(clock));
  }

  private UUID account(Owner owner, LoginProgress.Connected progress, @Nullable Secret number) {
    var connection = progress.connection();
    if (number == null) {
      return accounts.ofConnection(connection.id()).getFirst().account();
    }
    return accounts
        .named(connection.ref(), number.reveal().strip())
        .orElseThrow(() -> {
          // Nothing stays of a request that named an account which is not there; what was there
          // before it stays as it was.
          if (progress.isNew()) {
            connections.disconnect(owner, connection.id(), true);
          }
          return new InvalidInput(
              "credentials.account_id", "is not an account that this login reaches");
        })
        .account();
  }

  private BrokerageConnectedAnswer waiting(LoginProgress progress) {
    var step = NextStepAnswer.of(progress);
    return new BrokerageConnectedAnswer(
        true,
        Accounts.firstId(progress.connection().id()),
        ConnectionStatus.PENDING,
        step == null ? null : step.authorizationUrl(),
        step,
        step == null ? "" : step.prompt(),
        Moments.now(clock));
  }

  @GetMapping("/user/{userId}/accounts")
  @Needs(Scope.READ)
  @Operation(summary = "A user's accounts; none for a user whom nobody connected")
  UserAccountsAnswer ofUser(Principal principal, @PathVariable String userId) {
    var items =
        users
            .find(principal, userId)
            .map(BrokerageRoutes::owner)
            .map(this::items)
            .orElse(List.of());
    return new UserAccountsAnswer(true, items, Moments.now(clock));
  }

  private List<UserAccountsAnswer.UserAccountItem> items(Owner owner) {
    List<AccountView> views = accounts.views(owner);
    return Stream.concat(
            views.stream().map(UserAccountsAnswer.UserAccountItem::of),
            found.pending(owner).stream().map(UserAccountsAnswer.UserAccountItem::pending))
        .toList();
  }

  private static Owner owner(User user) {
    return new Owner(user.tenant(), user.id());
  }

  private BrokerId broker(String name) {
    try {
      return connections.brokers().parse(name);
    } catch (ConnectionException.UnknownBroker e) {
      var shown = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…";
      var text = "Brokerage %s is not supported".formatted(shown);
      throw new ProblemException(
          Problem.of(
              ProblemType.INVALID_INPUT,
              connections.brokers().moved(name).map(moved -> text + ": " + moved).orElse(text)),
          null);
    }
  }
}
