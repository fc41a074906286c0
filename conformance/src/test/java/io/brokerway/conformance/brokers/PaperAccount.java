package io.brokerway.conformance.brokers;

import io.brokerway.broker.Environment;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.Secret;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.conformance.LoginTry;
import io.brokerway.conformance.SimulatedAccount;
import io.brokerway.conformance.TakenOrder;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A paper account, read from its venue. */
record PaperAccount(Venue venue, AccountKey key) implements SimulatedAccount {

  @Override
  public String number() {
    return key.value();
  }

  @Override
  public LoginRequest request(LoginTry how) {
    var id = how == LoginTry.WRONG_SECRET ? "paper_of_nobody" : key.value();
    return new LoginRequest(
        "paper",
        how == LoginTry.WRONG_ENVIRONMENT ? Environment.LIVE : Environment.PAPER,
        Map.of("account_id", Secret.of(id)),
        Map.of(),
        null,
        null);
  }

  /** The account's id is no secret: it is shown as its number. */
  @Override
  public List<String> secrets() {
    return List.of();
  }

  @Override
  public BigDecimal cash() {
    return venue.balance(key).cash();
  }

  @Override
  public void deposit(BigDecimal amount) {
    venue.deposit(key, amount, "");
  }

  @Override
  public List<TakenOrder> taken() {
    return venue.orders(key).stream().flatMap(PaperAccount::taken).toList();
  }

  private static Stream<TakenOrder> taken(VenueOrder order) {
    var made =
        new TakenOrder(
            order.replaces() == null ? TakenOrder.Kind.PLACE : TakenOrder.Kind.REPLACE,
            order.id(),
            order.clientOrderId(),
            order.parentId(),
            order.listed().symbol(),
            order.orderClass(),
            order.side(),
            order.terms().type(),
            order.terms().timeInForce(),
            order.quantity(),
            order.notional(),
            order.terms().limitPrice(),
            order.terms().stopPrice());
    return order.status() == OrderStatus.CANCELED
        ? Stream.of(made, TakenOrder.cancel(order.id()))
        : Stream.of(made);
  }
}
