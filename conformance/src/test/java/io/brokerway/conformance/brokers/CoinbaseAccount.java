package io.brokerway.conformance.brokers;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.conformance.LoginEnd;
import io.brokerway.conformance.LoginTry;
import io.brokerway.conformance.SimulatedAccount;
import io.brokerway.conformance.TakenOrder;
import io.brokerway.simulators.coinbase.CoinbaseSimulator;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A portfolio at Coinbase's simulator, read from its venue and its ledger. */
final class CoinbaseAccount implements SimulatedAccount {
  private final CoinbaseSimulator coinbase;
  private final CoinbaseEntrance entrance;
  private final String portfolio;

  CoinbaseAccount(CoinbaseSimulator coinbase, CoinbaseEntrance entrance, String portfolio) {
    this.coinbase = coinbase;
    this.entrance = entrance;
    this.portfolio = portfolio;
  }

  @Override
  public String number() {
    return portfolio;
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
    entrance.end(end);
  }

  @Override
  public BigDecimal cash() {
    return coinbase.venue().balance(key()).cash();
  }

  @Override
  public void deposit(BigDecimal amount) {
    coinbase.venue().deposit(key(), amount, "");
  }

  @Override
  public void receive(CurrencyCode coin, BigDecimal amount) {
    coinbase.venue().transfer(key(), coin + "-USD", amount, "");
  }

  private AccountKey key() {
    return new AccountKey(portfolio);
  }

  @Override
  public List<TakenOrder> taken() {
    return coinbase.ledger().stream()
        .filter(entry -> portfolio.equals(entry.path("account").asString()))
        .map(CoinbaseAccount::taken)
        .toList();
  }

  private static TakenOrder taken(JsonNode entry) {
    var id = entry.path("order_id").asString();
    var kind = TakenOrder.Kind.valueOf(word(entry, "kind"));
    if (kind == TakenOrder.Kind.CANCEL) {
      return TakenOrder.cancel(id);
    }
    return new TakenOrder(
        kind,
        id,
        text(entry, "client_order_id"),
        text(entry, "parent"),
        text(entry, "symbol"),
        entry.path("order_class").asString("").isEmpty()
            ? OrderClass.SIMPLE
            : OrderClass.valueOf(word(entry, "order_class")),
        Side.valueOf(word(entry, "side")),
        OrderType.valueOf(word(entry, "type")),
        TimeInForce.valueOf(word(entry, "time_in_force")),
        number(entry, "qty"),
        number(entry, "notional"),
        number(entry, "limit_price"),
        number(entry, "stop_price"));
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
