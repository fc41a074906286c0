package io.brokerway.conformance.brokers;

import io.brokerway.conformance.BrokerCall;
import io.brokerway.conformance.Trouble;
import io.brokerway.simulators.Answer;
import io.brokerway.simulators.Fault;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.JsonNodeFactory;

/** The suite's troubles in the words of Schwab's simulator. */
final class SchwabFaults {
  private static final String HTML = "<html><body><h1>Whitelabel Error Page</h1></body></html>";
  private static final String ERROR = "{\"message\":\"Application encountered unexpected error\"}";
  private static final long HUGE_BYTES = 50L * 1024 * 1024;
  private static final int DEEP_LEVELS = 10_000;
  private static final String ACCOUNT = "/trader/v1/accounts/[^/]+";

  /** Method and path of each call, and a field of its reply that an adapter needs. */
  private record Target(String method, String path, String figure) {}

  private static final Map<BrokerCall, Target> TARGETS =
      Map.of(
          BrokerCall.PLACE, new Target("POST", ACCOUNT + "/orders", "orderId"),
          BrokerCall.REPLACE, new Target("PUT", ACCOUNT + "/orders/\\d+", "orderId"),
          BrokerCall.CANCEL, new Target("DELETE", ACCOUNT + "/orders/\\d+", "orderId"),
          BrokerCall.LOOK_UP, new Target("GET", ACCOUNT + "/orders/\\d+", "quantity"),
          BrokerCall.ORDERS, new Target("GET", ACCOUNT + "/orders", "quantity"),
          BrokerCall.ACCOUNTS, new Target("GET", "/trader/v1/accounts", "accountNumber"),
          BrokerCall.BALANCE, new Target("GET", ACCOUNT, "buyingPower"),
          BrokerCall.POSITIONS, new Target("GET", ACCOUNT, "longQuantity"),
          BrokerCall.TRANSACTIONS, new Target("GET", ACCOUNT + "/transactions", "netAmount"),
          BrokerCall.QUOTES, new Target("GET", "/marketdata/v1/quotes", "askPrice"));

  private SchwabFaults() {}

  /** An order's replies have an address and no body: nothing in them can be spoiled. */
  static boolean canBefall(BrokerCall call, Trouble trouble) {
    return !call.isCommand() || !trouble.isOdd();
  }

  static Fault of(BrokerCall call, Trouble trouble) {
    var target = Objects.requireNonNull(TARGETS.get(call));
    var answer = answer(target, trouble);
    return trouble.accepts() || !call.isCommand()
        ? Fault.afterAccepting("charles_schwab", target.method(), target.path(), answer)
        : Fault.withoutAccepting("charles_schwab", target.method(), target.path(), answer);
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
          new Answer.SetField("status", JsonNodeFactory.instance.stringNode("QUANTUM_STATE"));
      case HUGE -> new Answer.HugeBody(HUGE_BYTES);
      case DEEP -> new Answer.DeepBody(DEEP_LEVELS);
    };
  }
}
