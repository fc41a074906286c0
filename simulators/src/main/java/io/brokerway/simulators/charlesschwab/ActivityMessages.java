package io.brokerway.simulators.charlesschwab;

import io.brokerway.exchange.VenueExecution;
import io.brokerway.exchange.VenueListener.OrderEvent;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The messages of {@code ACCT_ACTIVITY} that an event of the venue makes. Pure. */
final class ActivityMessages {
  private static final int DECIMALS = 6;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS")
          .withZone(ZoneId.of("America/New_York"));

  /** A message before it is packed as text. */
  record Message(String type, ObjectNode data) {}

  private ActivityMessages() {}

  static List<Message> of(OrderEvent event, VenueOrder order, @Nullable VenueExecution execution) {
    return switch (event) {
      case NEW, HELD, ACTIVATED -> List.of(created(order), accepted(order));
      case REPLACEMENT -> List.of(plain("ChangeCreated", order), accepted(order));
      case REPLACED -> List.of(plain("ChangeAccepted", order));
      case PARTIAL_FILL, FILL -> {
        var fill = Objects.requireNonNull(execution);
        yield List.of(execution(order, fill), filled(event, order, fill));
      }
      case CANCELED -> List.of(plain("CancelAccepted", order), out(order));
      case EXPIRED -> List.of(plain("OrderExpired", order), out(order));
      case TRIGGERED -> List.of(plain("OrderMonitorCompleted", order));
      case TRAILED, RESTATED -> List.of(plain("OrderMonitorUpdated", order));
    };
  }

  private static Message created(VenueOrder order) {
    var message = plain("OrderCreated", order);
    key(message, "OrderCreatedEventEquityOrder")
        .putObject("Order")
        .put("OrderID", id(order))
        .put("Symbol", Symbols.symbol(order.listed()));
    return message;
  }

  private static Message accepted(VenueOrder order) {
    var message = plain("OrderAccepted", order);
    key(message, "OrderAcceptedEvent").put("Status", "Open");
    return message;
  }

  private static Message execution(VenueOrder order, VenueExecution fill) {
    var message = plain("ExecutionCreated", order);
    key(message, "ExecutionCreatedEventExecutionInfo").set("ExecutionInfo", info(fill));
    return message;
  }

  private static Message filled(OrderEvent event, VenueOrder order, VenueExecution fill) {
    var message = plain("OrderFillCompleted", order);
    var leg =
        key(message, "OrderFillCompletedEventOrderLegQuantityInfo")
            .put("LegId", id(order))
            .put("LegStatus", event == OrderEvent.FILL ? "LegClosed" : "LegOpen");
    var quantities = leg.putObject("QuantityInfo").put("ExecutionID", fill.id());
    quantities.set("CumulativeQuantity", number(order.ownQuantity()));
    quantities.set(
        "LeavesQuantity",
        number(Objects.requireNonNullElse(fill.leavesQuantity(), BigDecimal.ZERO)));
    quantities.set(
        "AveragePrice",
        number(Objects.requireNonNullElse(order.ownAveragePrice(), BigDecimal.ZERO)));
    leg.set("ExecutionInfo", info(fill));
    return message;
  }

  private static ObjectNode info(VenueExecution fill) {
    var info = Json.object().put("ExecutionId", fill.id());
    info.set("ExecutionQuantity", number(fill.quantity()));
    info.set("ExecutionPrice", number(fill.price()));
    return info.put("ExecutionTimeStamp", time(fill.at())).put("ExecutionTransType", "Fill");
  }

  private static Message out(VenueOrder order) {
    var message = plain("OrderUROutCompleted", order);
    var total = Objects.requireNonNullElse(order.quantity(), BigDecimal.ZERO);
    var key = key(message, "OrderUROutCompletedEvent");
    key.set("CancelQuantity", number(total.subtract(order.cumulativeQuantity())));
    key.set("LeavesQuantity", number(BigDecimal.ZERO));
    key.put("OutCancelType", "ClientCancel");
    return message;
  }

  private static Message plain(String type, VenueOrder order) {
    var data =
        Json.object().put("SchwabOrderID", id(order)).put("AccountNumber", order.account().value());
    data.putObject("BaseEvent").put("EventType", type);
    return new Message(type, data);
  }

  private static ObjectNode key(Message message, String name) {
    return ((ObjectNode) message.data().path("BaseEvent"))
        .putObject(name)
        .put("EventType", message.type());
  }

  private static String id(VenueOrder order) {
    return String.valueOf(OrderIds.of(order));
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  /** Whole millionths and a scale that also says the sign; a zero has no digits at all. */
  static ObjectNode number(BigDecimal value) {
    var digits = value.setScale(DECIMALS, java.math.RoundingMode.HALF_UP).unscaledValue();
    var node = Json.object();
    if (!digits.equals(BigInteger.ZERO)) {
      node.put("lo", digits.abs().toString());
    }
    return node.put("signScale", DECIMALS * 2 + (digits.signum() < 0 ? 1 : 0));
  }
}
