package io.brokerway.conformance.brokers;

import io.brokerway.broker.Environment;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.LoginAnswer;
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
import io.brokerway.simulators.charlesschwab.DemoLogins;
import io.brokerway.simulators.charlesschwab.SchwabSimulator;
import io.brokerway.simulators.oauth.AccessToken;
import io.brokerway.simulators.oauth.SimulatedUser;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An account at Schwab's simulator, read from its venue and its ledger, and its user. */
record SchwabAccount(SchwabSimulator schwab, SimulatedUser user) implements SimulatedAccount {
  private static final String STATE = "state-of-this-very-login";

  @Override
  public String number() {
    return user.accounts().getFirst().number();
  }

  @Override
  public LoginRequest request(LoginTry how) {
    return new LoginRequest(
        "oauth",
        Environment.LIVE,
        Map.of(),
        Map.of(
            "client_id", Secret.of(DemoLogins.CLIENT.id()),
            "client_secret", Secret.of(DemoLogins.CLIENT.secret())),
        DemoLogins.RETURN,
        STATE);
  }

  @Override
  public LoginAnswer answer(LoginStep step, LoginTry how) {
    if (!(step instanceof LoginStep.OpenPage(var page, var _, var _, var _))) {
      throw new CannotSimulate("another step than a page");
    }
    var browser = schwab.browser(user);
    return new LoginAnswer.Returned(
        switch (how) {
          case GOOD -> browser.allow(page);
          case DENIED, WRONG_ENVIRONMENT -> browser.deny(page);
          case WRONG_SECRET -> replaced(browser.allow(page), "code=[^&]*", "code=guessed%40");
          case FOREIGN_STATE -> replaced(browser.allow(page), STATE, "state-of-another-login");
        });
  }

  private static URI replaced(URI address, String what, String with) {
    return URI.create(address.toString().replaceFirst(what, with));
  }

  @Override
  public List<String> secrets() {
    var secrets = new ArrayList<>(List.of(DemoLogins.CLIENT.secret(), user.password()));
    tokens().forEach(token -> secrets.add(token.value()));
    schwab.refreshTokens().stream()
        .filter(token -> token.grant().accountIds().contains(number()))
        .forEach(token -> secrets.add(token.value()));
    return secrets;
  }

  private List<AccessToken> tokens() {
    return schwab.tokens().stream()
        .filter(token -> token.accountIds().contains(number()))
        .toList();
  }

  @Override
  public void endLogin(LoginEnd end) {
    switch (end) {
      case REVOKED -> schwab.unlink(number());
      case TOKEN_EXPIRED ->
          tokens().forEach(token ->
              schwab.setToken(token.value(), AccessToken.State.EXPIRED));
    }
  }

  @Override
  public BigDecimal cash() {
    return schwab.venue().balance(key()).cash();
  }

  @Override
  public void deposit(BigDecimal amount) {
    schwab.venue().deposit(key(), amount, "");
  }

  private AccountKey key() {
    return new AccountKey(number());
  }

  @Override
  public List<TakenOrder> taken() {
    return schwab.ledger().stream()
        .filter(entry -> number().equals(entry.path("account").asString("")))
        .map(SchwabAccount::taken)
        .toList();
  }

  private static TakenOrder taken(JsonNode entry) {
    var id = entry.path("order_id").asString();
    var kind =
        TakenOrder.Kind.valueOf(entry.path("kind").asString().toUpperCase(Locale.ROOT));
    if (kind == TakenOrder.Kind.CANCEL) {
      return TakenOrder.cancel(id);
    }
    return new TakenOrder(
        kind,
        id,
        null,
        text(entry, "parent"),
        text(entry, "symbol"),
        (OrderClass) null,
        side(entry),
        type(entry),
        timeInForce(entry),
        number(entry, "quantity"),
        null,
        number(entry, "price"),
        number(entry, "stop_price"));
  }

  private static @Nullable Side side(JsonNode entry) {
    var word = text(entry, "instruction");
    if (word == null) {
      return null;
    }
    return switch (word) {
      case "BUY", "BUY_TO_COVER", "BUY_TO_OPEN", "BUY_TO_CLOSE" -> Side.BUY;
      case "SELL", "SELL_TO_CLOSE" -> Side.SELL;
      default -> Side.SELL_SHORT;
    };
  }

  private static @Nullable OrderType type(JsonNode entry) {
    var word = text(entry, "order_type");
    return word == null ? null : OrderType.valueOf(word);
  }

  private static @Nullable TimeInForce timeInForce(JsonNode entry) {
    var word = text(entry, "duration");
    if (word == null) {
      return null;
    }
    return switch (word) {
      case "DAY" -> TimeInForce.DAY;
      case "GOOD_TILL_CANCEL" -> TimeInForce.GTC;
      case "FILL_OR_KILL" -> TimeInForce.FOK;
      case "IMMEDIATE_OR_CANCEL" -> TimeInForce.IOC;
      default -> throw new AssertionError("a duration that no order has: " + word);
    };
  }

  private static @Nullable String text(JsonNode entry, String field) {
    var value = entry.path(field);
    return value.isString() ? value.asString() : null;
  }

  private static @Nullable BigDecimal number(JsonNode entry, String field) {
    var text = text(entry, field);
    return text == null ? null : new BigDecimal(text);
  }
}
