package io.brokerway.engine.orders;

import io.brokerway.broker.Money;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderLeg;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is ordered, without the account and the id: the parts are those of {@link NewOrder}. */
public record OrderSpec(
    OrderClass orderClass,
    @Nullable Instrument instrument,
    Side side,
    PositionEffect effect,
    OrderQuantity quantity,
    OrderTerms terms,
    List<OrderLeg> legs,
    @Nullable ExitOrder takeProfit,
    @Nullable ExitOrder stopLoss,
    @Nullable BigDecimal displayQuantity,
    boolean allOrNone,
    Map<String, String> parameters) {
  private static final AccountKey ANY_ACCOUNT = new AccountKey("any");

  public OrderSpec {
    legs = List.copyOf(legs);
    parameters = Map.copyOf(parameters);
    // NewOrder holds the rules of what fits together; it throws naming the field.
    new NewOrder(
        ANY_ACCOUNT,
        "any",
        orderClass,
        instrument,
        side,
        effect,
        quantity,
        terms,
        legs,
        takeProfit,
        stopLoss,
        displayQuantity,
        allOrNone,
        parameters);
  }

  public static OrderSpec simple(
      Instrument instrument, Side side, OrderQuantity quantity, OrderTerms terms) {
    return new OrderSpec(
        OrderClass.SIMPLE,
        instrument,
        side,
        PositionEffect.AUTOMATIC,
        quantity,
        terms,
        List.of(),
        null,
        null,
        null,
        false,
        Map.of());
  }

  /** The order as its adapter gets it. */
  public NewOrder toNewOrder(AccountKey account, String clientOrderId) {
    return new NewOrder(
        account,
        clientOrderId,
        orderClass,
        instrument,
        side,
        effect,
        quantity,
        terms,
        legs,
        takeProfit,
        stopLoss,
        displayQuantity,
        allOrNone,
        parameters);
  }

  /** The quantity in units; absent for an order by amount of money. */
  public @Nullable BigDecimal units() {
    return quantity instanceof OrderQuantity.Units given ? given.units() : null;
  }

  /** The amount of money; absent for an order by units. */
  public @Nullable Money notional() {
    return quantity instanceof OrderQuantity.Notional given ? given.amount() : null;
  }

  /** The same order as a replace changes it; throws if the parts do not fit together. */
  public OrderSpec with(OrderChange change) {
    var newQuantity =
        change.quantity() == null ? quantity : new OrderQuantity.Units(change.quantity());
    var goodUntil = change.goodUntil() != null ? change.goodUntil() : terms.goodUntil();
    var timeInForce = change.timeInForce() != null ? change.timeInForce() : terms.timeInForce();
    var newTerms =
        new OrderTerms(
            terms.type(),
            timeInForce,
            terms.session(),
            change.limitPrice() != null ? change.limitPrice() : terms.limitPrice(),
            change.stopPrice() != null ? change.stopPrice() : terms.stopPrice(),
            change.trail() != null ? change.trail() : terms.trail(),
            terms.limitOffset(),
            timeInForce == TimeInForce.GTD ? goodUntil : null);
    return with(newQuantity, newTerms);
  }

  /** The same order with other terms. */
  public OrderSpec with(OrderQuantity newQuantity, OrderTerms newTerms) {
    return new OrderSpec(
        orderClass,
        instrument,
        side,
        effect,
        newQuantity,
        newTerms,
        legs,
        takeProfit,
        stopLoss,
        displayQuantity,
        allOrNone,
        parameters);
  }
}
