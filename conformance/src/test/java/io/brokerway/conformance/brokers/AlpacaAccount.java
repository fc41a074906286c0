package io.brokerway.conformance.brokers;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.OsiSymbol;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.conformance.CannotSimulate;
import io.brokerway.conformance.LoginEnd;
import io.brokerway.conformance.LoginTry;
import io.brokerway.conformance.SimulatedAccount;
import io.brokerway.conformance.TakenOrder;
import io.brokerway.simulators.alpaca.AlpacaSimulator;
import io.brokerway.simulators.alpaca.KeyPair;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An account at Alpaca's simulator, read from its venue and its ledger. */
final class AlpacaAccount implements SimulatedAccount {
  private final AlpacaSimulator alpaca;
  private final AlpacaEntrance entrance;
  private final KeyPair keys;

  AlpacaAccount(AlpacaSimulator alpaca, AlpacaEntrance entrance, KeyPair keys) {
    this.alpaca = alpaca;
    this.entrance = entrance;
    this.keys = keys;
  }

  String keyId() {
    return keys.keyId();
  }

  @Override
  public String number() {
    return alpaca.broker().account(keys.accountId()).orElseThrow().number();
  }

  @Override
  public LoginRequest request(LoginTry how) {
    return entrance.request(how);
  }

  @Override
  public LoginAnswer answer(LoginStep step, LoginTry how) {
    return entrance.answer(step, how);
  }

  @Override
  public List<String> secrets() {
    return entrance.secrets();
  }

  @Override
  public void endLogin(LoginEnd end) {
    switch (end) {
      case REVOKED -> entrance.revoke();
      case TOKEN_EXPIRED -> throw new CannotSimulate("a login at Alpaca that expires");
    }
  }

  @Override
  public BigDecimal cash() {
    return alpaca.venue().balance(key()).cash();
  }

  @Override
  public void deposit(BigDecimal amount) {
    alpaca.venue().deposit(key(), amount, "");
  }

  @Override
  public void receive(CurrencyCode coin, BigDecimal amount) {
    alpaca.venue().transfer(key(), coin + "-USD", amount, "");
  }

  private AccountKey key() {
    return new AccountKey(keys.accountId());
  }

  @Override
  public List<TakenOrder> taken() {
    return alpaca.ledger().stream()
        .filter(entry -> keys.accountId().equals(entry.path("account").asString()))
        .map(AlpacaAccount::taken)
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
        text(entry, "client_order_id"),
        text(entry, "parent"),
        symbol(entry),
        orderClass(entry),
        Side.valueOf(word(entry, "side")),
        OrderType.valueOf(word(entry, "type")),
        TimeInForce.valueOf(word(entry, "time_in_force")),
        number(entry, "qty"),
        number(entry, "notional"),
        number(entry, "limit_price"),
        number(entry, "stop_price"));
  }

  private static @Nullable String symbol(JsonNode entry) {
    var symbol = text(entry, "symbol");
    if (symbol == null) {
      return null;
    }
    return OsiSymbol.matches(symbol) ? OsiSymbol.parse(symbol).padded() : symbol.replace('/', '-');
  }

  private static OrderClass orderClass(JsonNode entry) {
    return switch (entry.path("order_class").asString()) {
      case "bracket" -> OrderClass.BRACKET;
      case "oco" -> OrderClass.OCO;
      case "oto" -> OrderClass.OTO;
      case "mleg" -> OrderClass.MULTI_LEG;
      default -> OrderClass.SIMPLE;
    };
  }

  private static String word(JsonNode entry, String field) {
    return entry.path(field).asString().toUpperCase(Locale.ROOT);
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
