package io.brokerway.server.rest.trading;

import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.identity.NewUser;
import io.brokerway.engine.identity.Principal;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.identity.User;
import io.brokerway.engine.identity.UserId;
import io.brokerway.server.json.FieldErrors;
import io.brokerway.server.json.InvalidInput;
import io.brokerway.server.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/user")
@Tag(name = "Trading", description = "Users with paper accounts and their orders, at root paths")
final class TradingUserRoutes {
  private static final int MAX_USERS = 1000;
  private static final BigDecimal MAX_BALANCE = new BigDecimal("1000000000000");
  private static final int MAX_DECIMALS = 2;

  private final Identity identity;
  private final NamedUsers users;
  private final NewUsers newUsers;
  private final PaperAccounts paper;

  TradingUserRoutes(Identity identity, Connections connections, PaperAccounts paper) {
    this.identity = identity;
    this.users = new NamedUsers(identity);
    this.newUsers = new NewUsers(identity, connections, paper::open);
    this.paper = paper;
  }

  @PostMapping
  @Needs(value = Scope.ADMIN, application = true)
  @Operation(
      summary = "Makes a user with a paper account",
      description = "Both or none: after a 503 the same request may be sent again.")
  UserAnswer create(Principal principal, @RequestBody NewUserBody body) {
    checkBalance("initial_balance", body.initialBalance());
    var made =
        newUsers.make(
            principal,
            new NewUser(null, body.username(), body.email(), body.fullName()),
            body.initialBalance());
    return UserAnswer.of(made.user(), made.account().account(), paper.cash(made.account()));
  }

  @GetMapping
  @Needs(value = Scope.ADMIN, application = true)
  @Operation(summary = "The application's users by id")
  List<UserAnswer> list(
      Principal principal,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "1000") int limit) {
    if (limit < 1 || limit > MAX_USERS) {
      throw new InvalidInput("limit", "must be 1 to " + MAX_USERS);
    }
    return identity.listUsers(principal.tenant(), afterId(after), limit).stream()
        .map(this::answer)
        .toList();
  }

  @GetMapping("/{id}")
  @Needs(Scope.READ)
  @Operation(summary = "One user")
  UserAnswer one(Principal principal, @PathVariable String id) {
    return answer(users.user(principal, id));
  }

  @PutMapping("/{id}/balance")
  @Needs(Scope.TRADE)
  @Operation(
      summary = "Sets the paper account's cash",
      description = "An adjustment in the account's ledger; opens the account if there is none.")
  UserAnswer setBalance(
      Principal principal, @PathVariable String id, @RequestBody BalanceBody body) {
    checkBalance("balance", body.balance());
    var user = users.user(principal, id);
    var found = paper.find(owner(user));
    if (found.isEmpty()) {
      var opened = paper.open(owner(user), body.balance());
      return UserAnswer.of(user, opened.account(), paper.cash(opened));
    }
    var account = found.get();
    return UserAnswer.of(user, account.account(), paper.setCash(account, body.balance()));
  }

  private UserAnswer answer(User user) {
    return paper
        .find(owner(user))
        .map(account -> UserAnswer.of(user, account.account(), paper.cash(account)))
        .orElseGet(() -> UserAnswer.of(user, null, null));
  }

  private static Owner owner(User user) {
    return new Owner(user.tenant(), user.id());
  }

  private static void checkBalance(String field, @Nullable BigDecimal balance) {
    if (balance == null) {
      return;
    }
    var errors = new FieldErrors();
    errors.require(balance.signum() >= 0, field, "must not be below 0");
    errors.require(
        balance.compareTo(MAX_BALANCE) < 0, field, "must be below " + MAX_BALANCE.toPlainString());
    errors.require(
        balance.stripTrailingZeros().scale() <= MAX_DECIMALS,
        field,
        "must have at most 2 decimals");
    errors.throwIfAny();
  }

  private static @Nullable UserId afterId(@Nullable String after) {
    try {
      return after == null ? null : new UserId(after);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("after", "must be the id of a user");
    }
  }
}
