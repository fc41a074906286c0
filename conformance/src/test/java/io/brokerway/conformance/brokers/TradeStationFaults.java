package io.brokerway.conformance.brokers;

import io.brokerway.conformance.BrokerCall;
import io.brokerway.conformance.Trouble;
import io.brokerway.simulators.Answer;
import io.brokerway.simulators.Fault;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.JsonNodeFactory;

/** The suite's troubles in the words of TradeStation's simulator. */
final class TradeStationFaults {
  private static final String HTML = "<html><body><h1>It works!</h1></body></html>";
  private static final String ERROR =
      "{\"Error\":\"InternalServerError\",\"Message\":\"Something went wrong\"}";
  private static final long HUGE_BYTES = 50L * 1024 * 1024;
  private static final int DEEP_LEVELS = 10_000;

  /** Method and path of each call, and a field of its reply that an adapter needs. */
  private record Target(String method, String path, String figure) {}

  private static final String ACCOUNT = "/[a-z]+/v3/brokerage/accounts/[^/]+";
  private static final String ORDER = "/[a-z]+/v3/orderexecution/orders";

  private static final Map<BrokerCall, Target> TARGETS =
      Map.of(
          BrokerCall.PLACE, new Target("POST", ORDER, "OrderID"),
          BrokerCall.REPLACE, new Target("PUT", ORDER + "/.*", "OrderID"),
          BrokerCall.CANCEL, new Target("DELETE", ORDER + "/.*", "OrderID"),
          BrokerCall.LOOK_UP, new Target("GET", ACCOUNT + "/orders/.*", "QuantityOrdered"),
          BrokerCall.ORDERS, new Target("GET", ACCOUNT + "/orders", "QuantityOrdered"),
          BrokerCall.ACCOUNTS, new Target("GET", "/[a-z]+/v3/brokerage/accounts", "AccountID"),
          BrokerCall.BALANCE, new Target("GET", ACCOUNT + "/balances", "CashBalance"),
          BrokerCall.POSITIONS, new Target("GET", ACCOUNT + "/positions", "Quantity"),
          BrokerCall.TRANSACTIONS, new Target("GET", ACCOUNT + "/orders", "ExecQuantity"),
          BrokerCall.QUOTES, new Target("GET", "/[a-z]+/v3/marketdata/quotes/.*", "Ask"));

  private TradeStationFaults() {}

  /** The reply to a placed order names no state. */
  static boolean canBefall(BrokerCall call, Trouble trouble) {
    return trouble != Trouble.UNKNOWN_WORD || !call.isCommand();
  }

  static Fault of(BrokerCall call, Trouble trouble) {
    var target = Objects.requireNonNull(TARGETS.get(call));
    var accepts = trouble.accepts() || !call.isCommand();
    return accepts
        ? Fault.afterAccepting(
            "tradestation", target.method(), target.path(), answer(target, trouble))
        : Fault.withoutAccepting(
            "tradestation", target.method(), target.path(), answer(target, trouble));
  }

  private static Answer answer(Target target, Trouble trouble) {
    return switch (trouble) {
      case CUT_BEFORE_ACCEPT, CUT_AFTER_ACCEPT -> new Answer.Reset();
      case SILENCE_BEFORE_ACCEPT, SILENCE_AFTER_ACCEPT -> new Answer.Silence();
      case ERROR_BEFORE_ACCEPT, ERROR_AFTER_ACCEPT ->
          new Answer.Status(500, "application/json", ERROR);
      case TOO_FAST -> new Answer.RateLimit();
      case TRUNCATED -> new Answer.Truncated();
      case HTML -> new Answer.Body("text/html", HTML);
      case EMPTY -> new Answer.Body("application/json", "");
      case WRONG_TYPE ->
          new Answer.SetField(target.figure(), JsonNodeFactory.instance.objectNode());
      case UNKNOWN_WORD ->
          new Answer.SetField("Status", JsonNodeFactory.instance.stringNode("QQQ"));
      case HUGE -> new Answer.HugeBody(HUGE_BYTES);
      case DEEP -> new Answer.DeepBody(DEEP_LEVELS);
    };
  }
}
