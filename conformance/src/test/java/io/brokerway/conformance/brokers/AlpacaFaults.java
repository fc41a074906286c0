package io.brokerway.conformance.brokers;

import io.brokerway.conformance.BrokerCall;
import io.brokerway.conformance.Trouble;
import io.brokerway.simulators.Answer;
import io.brokerway.simulators.Fault;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/** The suite's troubles in the words of Alpaca's simulator. */
final class AlpacaFaults {
  private static final String HTML = "<html><body><h1>It works!</h1></body></html>";
  private static final String ERROR =
      "{\"code\":50010000,\"message\":\"internal server error occurred\"}";
  private static final long HUGE_BYTES = 50L * 1024 * 1024;
  private static final int DEEP_LEVELS = 10_000;

  /** Method and path of each call, and a field of its reply that an adapter needs. */
  private record Target(String method, String path, String figure) {}

  private static final Map<BrokerCall, Target> TARGETS =
      Map.of(
          BrokerCall.PLACE, new Target("POST", "/[a-z]+/v2/orders", "qty"),
          BrokerCall.REPLACE, new Target("PATCH", "/[a-z]+/v2/orders/.*", "qty"),
          BrokerCall.CANCEL, new Target("DELETE", "/[a-z]+/v2/orders/.*", "id"),
          BrokerCall.LOOK_UP, new Target("GET", "/[a-z]+/v2/orders[/:].*", "qty"),
          BrokerCall.ORDERS, new Target("GET", "/[a-z]+/v2/orders", "qty"),
          BrokerCall.ACCOUNTS, new Target("GET", "/[a-z]+/v2/account", "id"),
          BrokerCall.BALANCE, new Target("GET", "/[a-z]+/v2/account", "cash"),
          BrokerCall.POSITIONS, new Target("GET", "/[a-z]+/v2/positions", "qty"),
          BrokerCall.TRANSACTIONS,
              new Target("GET", "/[a-z]+/v2/account/activities.*", "net_amount"),
          BrokerCall.QUOTES, new Target("GET", "/data/.*snapshots", "ap"));

  private AlpacaFaults() {}

  static Fault of(BrokerCall call, Trouble trouble) {
    var target = java.util.Objects.requireNonNull(TARGETS.get(call));
    var fault =
        Fault.afterAccepting("alpaca", target.method(), target.path(), answer(target, trouble));
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
          new Answer.SetField("status", JsonNodeFactory.instance.stringNode("quantum_state"));
      case HUGE -> new Answer.HugeBody(HUGE_BYTES);
      case DEEP -> new Answer.DeepBody(DEEP_LEVELS);
    };
  }
}
