package io.brokerway.conformance.brokers;

import io.brokerway.broker.Environment;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.broker.instrument.OsiSymbol;
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
import io.brokerway.simulators.oauth.AccessToken;
import io.brokerway.simulators.oauth.SimulatedUser;
import io.brokerway.simulators.tradestation.DemoLogins;
import io.brokerway.simulators.tradestation.TradeStationSimulator;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An account at TradeStation's simulator and its owner, read from the venue and the ledger. */
record TradeStationAccount(
    TradeStationSimulator tradeStation,
    LoginOption option,
    Environment environment,
    SimulatedUser user)
    implements SimulatedAccount {
  private static final URI RETURN = URI.create("http://127.0.0.1:8000/oauth/callback/tradestation");
  private static final String STATE = "state-of-this-very-login";

  @Override
  public String number() {
    return user.accounts().getFirst().number();
  }

  @Override
  public LoginRequest request(LoginTry how) {
    return new LoginRequest(
        option.id(),
        how == LoginTry.WRONG_ENVIRONMENT ? AlpacaKeyEntrance.other(environment) : environment,
        Map.of(),
        Map.of(
            "client_id", Secret.of(DemoLogins.CLIENT.id()),
            "client_secret", Secret.of(DemoLogins.CLIENT.secret())),
        RETURN,
        STATE);
  }

  @Override
  public LoginAnswer answer(LoginStep step, LoginTry how) {
    if (!(step instanceof LoginStep.OpenPage(var page, var _, var _, var _))) {
      throw new CannotSimulate("another step than a page");
    }
    var browser = tradeStation.browser(user);
    return new LoginAnswer.Returned(
        switch (how) {
          case DENIED -> browser.deny(page);
          // One login is for both environments: it is good, and has no account in the other one.
          case GOOD, WRONG_ENVIRONMENT -> browser.allow(page);
          case WRONG_SECRET -> replaced(browser.allow(page), "code=[^&]*", "code=guessed");
          case FOREIGN_STATE -> replaced(browser.allow(page), STATE, "state-of-another-login");
        });
  }

  private static URI replaced(URI address, String what, String with) {
    return URI.create(address.toString().replaceFirst(what, with));
  }

  @Override
  public List<String> secrets() {
    var secrets = new ArrayList<>(List.of(DemoLogins.CLIENT.secret(), user.password()));
    accessTokens().forEach(token -> secrets.add(token.value()));
    var grants = tradeStation.broker().oauth().grants();
    grants.allRefresh().stream()
        .filter(token -> token.grant().accountIds().contains(number()))
        .forEach(token -> secrets.add(token.value()));
    return secrets;
  }

  @Override
  public void endLogin(LoginEnd end) {
    switch (end) {
      case TOKEN_EXPIRED ->
          accessTokens()
              .forEach(token ->
                  tradeStation.broker().setToken(token.value(), AccessToken.State.EXPIRED));
      case REVOKED ->
          tradeStation
              .broker()
              .oauth()
              .grants()
              .revoke(grant -> grant.accountIds().contains(number()));
    }
  }

  private List<AccessToken> accessTokens() {
    return tradeStation.broker().oauth().grants().all().stream()
        .filter(token -> token.accountIds().contains(number()))
        .toList();
  }

  @Override
  public BigDecimal cash() {
    return tradeStation.venue().balance(key()).cash();
  }

  @Override
  public void deposit(BigDecimal amount) {
    tradeStation.venue().deposit(key(), amount, "");
  }

  private AccountKey key() {
    return new AccountKey(number());
  }

  @Override
  public List<TakenOrder> taken() {
    return tradeStation.ledger().stream()
        .filter(entry -> number().equals(entry.path("account").asString()))
        .map(TradeStationAccount::taken)
        .toList();
  }

  private static TakenOrder taken(JsonNode entry) {
    var id = entry.path("order_id").asString();
    var kind = TakenOrder.Kind.valueOf(entry.path("kind").asString().toUpperCase(Locale.ROOT));
    if (kind == TakenOrder.Kind.CANCEL) {
      return TakenOrder.cancel(id);
    }
    return new TakenOrder(
        kind,
        id,
        // An exit of a pair has a guard of its own behind the order's.
        null,
        text(entry, "parent"),
        symbol(entry.path("symbol").asString()),
        OrderClass.valueOf(entry.path("order_class").asString()),
        side(entry.path("trade_action").asString()),
        OrderType.valueOf(entry.path("order_type").asString()),
        timeInForce(entry.path("duration").asString()),
        number(entry, "quantity"),
        null,
        number(entry, "limit_price"),
        number(entry, "stop_price"));
  }

  /** {@code MSFT 260619C350} as a padded OSI symbol. */
  private static String symbol(String symbol) {
    var blank = symbol.indexOf(' ');
    if (blank < 0) {
      return symbol;
    }
    var rest = symbol.substring(blank + 1);
    return new OsiSymbol(
            symbol.substring(0, blank),
            LocalDate.parse(rest.substring(0, 6), DateTimeFormatter.ofPattern("yyMMdd")),
            rest.charAt(6) == 'C' ? OptionRight.CALL : OptionRight.PUT,
            new BigDecimal(rest.substring(7)))
        .padded();
  }

  private static Side side(String action) {
    return switch (action) {
      case "BUY", "BUYTOCOVER", "BUYTOOPEN", "BUYTOCLOSE" -> Side.BUY;
      case "SELLSHORT" -> Side.SELL_SHORT;
      default -> Side.SELL;
    };
  }

  private static TimeInForce timeInForce(String duration) {
    return switch (duration) {
      case "DAY", "DYP" -> TimeInForce.DAY;
      case "GTC", "GCP" -> TimeInForce.GTC;
      case "GTD", "GDP" -> TimeInForce.GTD;
      case "CLO" -> TimeInForce.CLS;
      default -> TimeInForce.valueOf(duration);
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
