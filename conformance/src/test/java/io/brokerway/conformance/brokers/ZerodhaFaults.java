package io.brokerway.conformance.brokers;

import io.brokerway.conformance.BrokerCall;
import io.brokerway.conformance.Trouble;
import io.brokerway.simulators.Answer;
import io.brokerway.simulators.Fault;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.JsonNodeFactory;

/** The suite's troubles in the words of Zerodha's simulator. */
final class ZerodhaFaults {
  private static final String HTML = "<html><body><h1>It works!</h1></body></html>";
  private static final String ERROR =
      """
      {"status":"error","message":"Something went wrong","data":null,\
      "error_type":"GeneralException"}\
      """;
  private static final long HUGE_BYTES = 80L * 1024 * 1024;
  private static final int DEEP_LEVELS = 10_000;

  /** Method and path of each call, and a field of its reply that an adapter needs. */
  private record Target(String method, String path, String figure) {}

  private static final Map<BrokerCall, Target> TARGETS =
      Map.of(
          BrokerCall.PLACE, new Target("POST", "/api/orders/[a-z]+", "order_id"),
          BrokerCall.REPLACE, new Target("PUT", "/api/orders/[a-z]+/.*", "order_id"),
          BrokerCall.CANCEL, new Target("DELETE", "/api/orders/[a-z]+/.*", "order_id"),
          BrokerCall.LOOK_UP, new Target("GET", "/api/orders", "quantity"),
          BrokerCall.ORDERS, new Target("GET", "/api/orders", "quantity"),
          BrokerCall.ACCOUNTS, new Target("GET", "/api/user/profile", "user_id"),
          BrokerCall.BALANCE, new Target("GET", "/api/user/margins", "net"),
          BrokerCall.POSITIONS, new Target("GET", "/api/portfolio/positions", "quantity"),
          BrokerCall.TRANSACTIONS, new Target("GET", "/api/trades", "average_price"),
          BrokerCall.QUOTES, new Target("GET", "/api/quote", "last_price"));

  private ZerodhaFaults() {}

  static Fault of(BrokerCall call, Trouble trouble) {
    var target = Objects.requireNonNull(TARGETS.get(call));
    var answer = answer(target, trouble);
    return trouble.accepts() || !call.isCommand()
        ? Fault.afterAccepting("zerodha", target.method(), target.path(), answer)
        : Fault.withoutAccepting("zerodha", target.method(), target.path(), answer);
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
          new Answer.SetField("status", JsonNodeFactory.instance.stringNode("QUANTUM STATE"));
      case HUGE -> new Answer.HugeBody(HUGE_BYTES);
      case DEEP -> new Answer.DeepBody(DEEP_LEVELS);
    };
  }
}
