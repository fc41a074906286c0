package io.brokerway.conformance.brokers;

import io.brokerway.conformance.BrokerCall;
import io.brokerway.conformance.Trouble;
import io.brokerway.simulators.Answer;
import io.brokerway.simulators.Fault;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/** The suite's troubles in the words of E*TRADE's simulator. */
final class EtradeFaults {
  private static final String HTML = "<html><body><h1>It works!</h1></body></html>";
  private static final String ERROR =
      "{\"Error\":{\"code\":100,\"message\":\"The requested service is not currently available.\"}}";
  private static final long HUGE_BYTES = 50L * 1024 * 1024;
  private static final int DEEP_LEVELS = 10_000;
  private static final String ACCOUNT = "/v1/accounts/[^/]+";

  /** Method and path of each call, and a field of its reply that an adapter needs. */
  private record Target(String method, String path, String figure) {}

  private static final Map<BrokerCall, Target> TARGETS =
      Map.of(
          BrokerCall.PLACE, new Target("POST", ACCOUNT + "/orders/place.*", "orderId"),
          BrokerCall.REPLACE, new Target("PUT", ACCOUNT + "/orders/\\d+/change/place.*", "orderId"),
          BrokerCall.CANCEL, new Target("PUT", ACCOUNT + "/orders/cancel.*", "orderId"),
          BrokerCall.LOOK_UP, new Target("GET", ACCOUNT + "/orders.*", "orderedQuantity"),
          BrokerCall.ORDERS, new Target("GET", ACCOUNT + "/orders\\.json", "orderedQuantity"),
          BrokerCall.ACCOUNTS, new Target("GET", "/v1/accounts/list.*", "accountIdKey"),
          BrokerCall.BALANCE, new Target("GET", ACCOUNT + "/balance.*", "cashBalance"),
          BrokerCall.POSITIONS, new Target("GET", ACCOUNT + "/portfolio.*", "quantity"),
          BrokerCall.TRANSACTIONS, new Target("GET", ACCOUNT + "/transactions\\.json", "amount"),
          BrokerCall.QUOTES, new Target("GET", "/v1/market/quote/.*", "ask"));

  private EtradeFaults() {}

  static Fault of(BrokerCall call, Trouble trouble) {
    var target = Objects.requireNonNull(TARGETS.get(call));
    var fault =
        Fault.afterAccepting("etrade", target.method(), target.path(), answer(target, trouble));
    return trouble.accepts() || !call.isCommand() ? fault : notAccepting(fault);
  }

  private static Fault notAccepting(Fault fault) {
    return new Fault(
        fault.broker(),
        fault.method(),
        Pattern.compile(fault.path().pattern()),
        fault.times(),
        false,
        fault.before(),
        fault.after(),
        fault.answer());
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
          // What answers an order command has no state, but says again what was ordered.
          new Answer.SetField(
              target.method().equals("GET") ? "status" : "orderAction",
              JsonNodeFactory.instance.stringNode("QUANTUM_STATE"));
      case HUGE -> new Answer.HugeBody(HUGE_BYTES);
      case DEEP -> new Answer.DeepBody(DEEP_LEVELS);
    };
  }
}
