package io.brokerway.engine.orders;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderLeg;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
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
