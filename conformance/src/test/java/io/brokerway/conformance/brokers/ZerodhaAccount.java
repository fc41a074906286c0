package io.brokerway.conformance.brokers;

import io.brokerway.broker.Environment;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.conformance.CannotSimulate;
import io.brokerway.conformance.LoginEnd;
import io.brokerway.conformance.LoginTry;
import io.brokerway.conformance.SimulatedAccount;
import io.brokerway.conformance.TakenOrder;
import io.brokerway.simulators.zerodha.DemoLogins;
import io.brokerway.simulators.zerodha.KiteUser;
import io.brokerway.simulators.zerodha.ZerodhaSimulator;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An account at Zerodha's simulator, read from its venue and its ledger. */
final class ZerodhaAccount implements SimulatedAccount {
  private static final String STATE = "stateOfThisVeryLogin";
  private static final Duration A_DAY = Duration.ofDays(1);

  private final ZerodhaSimulator zerodha;
  private final LoginOption option;
  private final Environment environment;
  private final KiteUser user;

  ZerodhaAccount(
      ZerodhaSimulator zerodha, LoginOption option, Environment environment, KiteUser user) {
    this.zerodha = zerodha;
    this.option = option;
    this.environment = environment;
    this.user = user;
  }

  @Override
  public String number() {
    return user.id();
  }

  @Override
  public LoginRequest request(LoginTry how) {
    var secret = how == LoginTry.WRONG_SECRET ? "notTheSecret" : DemoLogins.APP.secret();
    return new LoginRequest(
        option.id(),
        environment,
        Map.of(),
        Map.of("client_id", Secret.of(DemoLogins.APP.apiKey()), "client_secret", Secret.of(secret)),
        DemoLogins.APP.redirectUrl(),
        STATE);
  }

  @Override
  public LoginAnswer answer(LoginStep step, LoginTry how) {
    if (!(step instanceof LoginStep.OpenPage(var page, var _, var _, var _))) {
      throw new CannotSimulate("another step than a page");
    }
    var browser = zerodha.browser(user);
    return new LoginAnswer.Returned(
        switch (how) {
          case GOOD, WRONG_SECRET, WRONG_ENVIRONMENT -> browser.allow(page);
          case DENIED -> browser.deny(page);
          case FOREIGN_STATE ->
              URI.create(browser.allow(page).toString().replace(STATE, "stateOfAnotherLogin"));
        });
  }

  @Override
  public List<String> secrets() {
    var secrets =
        new ArrayList<>(List.of(DemoLogins.APP.secret(), user.password(), user.totpSecret()));
    zerodha.logins().stream()
        .filter(login -> login.userId().equals(user.id()))
        .forEach(login -> secrets.add(login.accessToken()));
    return secrets;
  }

  @Override
  public void endLogin(LoginEnd end) {
    switch (end) {
      case REVOKED -> zerodha.endLogins(user.id());
      case TOKEN_EXPIRED -> zerodha.clock().advance(A_DAY);
    }
  }

  @Override
  public BigDecimal cash() {
    return zerodha.broker().live(user.id());
  }

  @Override
  public void deposit(BigDecimal amount) {
    zerodha.venue().deposit(new AccountKey(user.id()), amount, "payin");
  }

  @Override
  public List<TakenOrder> taken() {
    return zerodha.ledger().stream()
        .filter(entry -> user.id().equals(entry.path("account").asString("")))
        .map(ZerodhaAccount::taken)
        .toList();
  }

  private static TakenOrder taken(JsonNode entry) {
    var id = entry.path("order_id").asString();
    var kind = TakenOrder.Kind.valueOf(entry.path("kind").asString().toUpperCase(Locale.ROOT));
    if (kind == TakenOrder.Kind.CANCEL) {
      return TakenOrder.cancel(id);
    }
    var parent = entry.path("parent_order_id").asString("");
    var type = type(entry);
    return new TakenOrder(
        kind,
        id,
        entry.path("tag").isString() ? entry.path("tag").asString() : null,
        parent.isEmpty() ? null : parent,
        entry.path("tradingsymbol").asString(),
        OrderClass.SIMPLE,
        Side.valueOf(entry.path("transaction_type").asString()),
        type,
        TimeInForce.valueOf(entry.path("validity").asString()),
        entry.path("quantity").decimalValue(),
        null,
        type.needsLimitPrice() ? number(entry, "price") : null,
        type.needsStopPrice() ? number(entry, "trigger_price") : null);
  }

  /** Market protection makes a limit of a market order, and marks it with a tag of its own. */
  private static OrderType type(JsonNode entry) {
    var guarded = false;
    for (var tag : entry.path("tags")) {
      guarded |= tag.asString().startsWith("mktp");
    }
    var word = entry.path("order_type").asString();
    return switch (word) {
      case "MARKET" -> OrderType.MARKET;
      case "LIMIT" -> guarded ? OrderType.MARKET : OrderType.LIMIT;
      case "SL" -> guarded ? OrderType.STOP : OrderType.STOP_LIMIT;
      case "SL-M" -> OrderType.STOP;
      default -> throw new AssertionError("the ledger has a type that Kite has not: " + word);
    };
  }

  private static @Nullable BigDecimal number(JsonNode entry, String field) {
    return entry.path(field).isNumber() ? entry.path(field).decimalValue() : null;
  }
}
