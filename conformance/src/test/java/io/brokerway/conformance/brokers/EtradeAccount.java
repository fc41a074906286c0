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
import io.brokerway.simulators.etrade.DemoLogins;
import io.brokerway.simulators.etrade.EtradeSimulator;
import io.brokerway.simulators.etrade.oauth.AccessToken;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An account at E*TRADE's simulator, read from its venue and its ledger. */
record EtradeAccount(EtradeSimulator etrade, String option, EtradeSimulator.Opened opened)
    implements SimulatedAccount {
  private static final String VERIFIER = "verifier";

  @Override
  public String number() {
    return opened.accountId();
  }

  @Override
  public LoginRequest request(LoginTry how) {
    return new LoginRequest(
        option,
        Environment.LIVE,
        Map.of(),
        Map.of(
            "client_id", Secret.of(DemoLogins.CONSUMER.key()),
            "client_secret", Secret.of(DemoLogins.CONSUMER.secret())),
        null,
        null);
  }

  @Override
  public LoginAnswer answer(LoginStep step, LoginTry how) {
    if (!(step instanceof LoginStep.OpenPage(var page, var _, var _, var _))) {
      throw new CannotSimulate("another step than a page");
    }
    var shown = etrade.browser(opened.customer()).verifier(page);
    return switch (how) {
      case GOOD -> typed(shown);
      case WRONG_SECRET -> typed(shown.equals("AB12C") ? "AB12D" : "AB12C");
      case WRONG_ENVIRONMENT, DENIED, FOREIGN_STATE ->
          throw new CannotSimulate("a login that goes " + how);
    };
  }

  private static LoginAnswer typed(String verifier) {
    return new LoginAnswer.Typed(Map.of(VERIFIER, Secret.of(verifier)));
  }

  @Override
  public List<String> secrets() {
    var secrets =
        new ArrayList<>(List.of(DemoLogins.CONSUMER.secret(), opened.customer().password()));
    for (var token : tokens()) {
      secrets.add(token.value());
      secrets.add(token.secret());
    }
    return secrets;
  }

  @Override
  public void endLogin(LoginEnd end) {
    var state =
        switch (end) {
          case REVOKED -> AccessToken.State.REVOKED;
          // It sleeps: a renewal wakes it until midnight.
          case TOKEN_EXPIRED -> AccessToken.State.INACTIVE;
        };
    tokens().forEach(token -> etrade.setToken(token.value(), state));
  }

  private List<AccessToken> tokens() {
    return etrade.tokens().stream()
        .filter(token -> token.userId().equals(opened.customer().userId()))
        .toList();
  }

  @Override
  public BigDecimal cash() {
    return etrade.venue().balance(key()).cash();
  }

  @Override
  public void deposit(BigDecimal amount) {
    etrade.venue().deposit(key(), amount, "ACH DEPOSIT");
  }

  private AccountKey key() {
    return new AccountKey(opened.accountId());
  }

  @Override
  public List<TakenOrder> taken() {
    return etrade.ledger().stream()
        .filter(entry -> key().value().equals(entry.path("account").asString()))
        .map(EtradeAccount::taken)
        .toList();
  }

  private static TakenOrder taken(JsonNode entry) {
    var id = entry.path("order_id").asString();
    var kind = TakenOrder.Kind.valueOf(entry.path("kind").asString().toUpperCase(Locale.ROOT));
    if (kind == TakenOrder.Kind.CANCEL) {
      return TakenOrder.cancel(id);
    }
    var item = entry.path("instruments").path(0);
    var priceType = entry.path("price_type").asString();
    return new TakenOrder(
        kind,
        id,
        entry.path("client_order_id").asString(),
        null,
        item.path("symbol").asString(),
        OrderClass.SIMPLE,
        side(item.path("action").asString()),
        type(priceType),
        timeInForce(entry.path("order_term").asString()),
        number(item, "quantity"),
        null,
        number(entry, "limit_price"),
        // Of a trailing stop it is how far it trails.
        priceType.startsWith("TRAILING") ? null : number(entry, "stop_price"));
  }

  private static Side side(String action) {
    return switch (action) {
      case "BUY", "BUY_TO_COVER", "BUY_OPEN", "BUY_CLOSE" -> Side.BUY;
      case "SELL", "SELL_OPEN", "SELL_CLOSE" -> Side.SELL;
      case "SELL_SHORT" -> Side.SELL_SHORT;
      default -> throw new AssertionError("the ledger has an action " + action);
    };
  }

  private static OrderType type(String priceType) {
    return switch (priceType) {
      case "TRAILING_STOP_CNST", "TRAILING_STOP_PRCT" -> OrderType.TRAILING_STOP;
      default -> OrderType.valueOf(priceType);
    };
  }

  private static TimeInForce timeInForce(String term) {
    return switch (term) {
      case "GOOD_FOR_DAY" -> TimeInForce.DAY;
      case "GOOD_UNTIL_CANCEL" -> TimeInForce.GTC;
      case "IMMEDIATE_OR_CANCEL" -> TimeInForce.IOC;
      case "FILL_OR_KILL" -> TimeInForce.FOK;
      default -> throw new AssertionError("the ledger has a term " + term);
    };
  }

  private static @Nullable BigDecimal number(JsonNode entry, String field) {
    var value = entry.path(field);
    return value.isString() ? new BigDecimal(value.asString()) : null;
  }
}
