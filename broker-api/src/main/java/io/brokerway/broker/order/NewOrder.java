package io.brokerway.broker.order;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An order to be sent, complete: an adapter adds nothing to its meaning. FIX NewOrderSingle(D),
 * NewOrderList(E), NewOrderMultileg(AB).
 *
 * @param account the account at the broker
 * @param clientOrderId the id that the broker shall see, in the form that the adapter's {@link
 *     OrderIdentity} declares; FIX ClOrdID(11)
 * @param instrument what to trade; absent exactly for {@link OrderClass#MULTI_LEG}
 * @param quantity for a multi-leg order the number of combinations
 * @param legs present exactly for {@link OrderClass#MULTI_LEG}
 * @param takeProfit an exit of a bracket, OCO or OTO order
 * @param stopLoss the other exit
 * @param displayQuantity how much of the order the market may see; FIX DisplayQty(1138)
 * @param allOrNone fills whole or not at all, for as long as it takes
 * @param parameters what only this broker knows (a product, a route, an algorithm's settings); the
 *     keys are those that its {@link io.brokerway.broker.Capabilities} declare
 */
public record NewOrder(
    AccountKey account,
    String clientOrderId,
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

  public NewOrder {
    legs = List.copyOf(legs);
    parameters = Map.copyOf(parameters);
    if ((instrument == null) != (orderClass == OrderClass.MULTI_LEG)) {
      throw new IllegalArgumentException(
          "instrument is required, and not allowed for MULTI_LEG: orderClass is " + orderClass);
    }
    if (legs.isEmpty() == (orderClass == OrderClass.MULTI_LEG)) {
      throw new IllegalArgumentException(
          "legs are required for MULTI_LEG and not allowed otherwise: orderClass is " + orderClass);
    }
    var exits = (takeProfit == null ? 0 : 1) + (stopLoss == null ? 0 : 1);
    var wanted =
        switch (orderClass) {
          case SIMPLE, MULTI_LEG -> 0;
          case OTO -> 1;
          case BRACKET, OCO -> 2;
        };
    if (exits != wanted) {
      throw new IllegalArgumentException(
          "%s takes %d of takeProfit and stopLoss, not %d".formatted(orderClass, wanted, exits));
    }
  }

  /** A simple order without any special wish. */
  public static NewOrder simple(
      AccountKey account,
      String clientOrderId,
      Instrument instrument,
      Side side,
      OrderQuantity quantity,
      OrderTerms terms) {
    return new NewOrder(
        account,
        clientOrderId,
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
}
