package io.brokerway.conformance.brokers;

import io.brokerway.conformance.BrokerCall;
import io.brokerway.conformance.Trouble;
import io.brokerway.simulators.Answer;
import io.brokerway.simulators.Fault;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.JsonNodeFactory;

/** The suite's troubles in the words of Coinbase's simulator. */
final class CoinbaseFaults {
  private static final String V3 = "/api/v3/brokerage";
  private static final String HTML = "<html><body><h1>It works!</h1></body></html>";
  private static final String ERROR =
      "{\"error\":\"INTERNAL\",\"code\":13,\"message\":\"internal server error\"}";
  private static final long HUGE_BYTES = 50L * 1024 * 1024;
  private static final int DEEP_LEVELS = 10_000;

  /** Method and path of each call, a field of its reply that is needed, and one with a word. */
  private record Target(String method, String path, String figure, String word) {}

  private static final Map<BrokerCall, Target> TARGETS =
      Map.of(
          BrokerCall.PLACE, new Target("POST", V3 + "/orders", "success", "success"),
          BrokerCall.REPLACE, new Target("POST", V3 + "/orders/edit", "success", "success"),
          BrokerCall.CANCEL, new Target("POST", V3 + "/orders/batch_cancel", "results", "success"),
          BrokerCall.LOOK_UP,
              new Target("GET", V3 + "/orders/historical/(?!fills)[^/]+", "filled_size", "status"),
          BrokerCall.ORDERS,
              new Target("GET", V3 + "/orders/historical/batch", "filled_size", "status"),
          BrokerCall.ACCOUNTS, new Target("GET", V3 + "/portfolios", "uuid", "uuid"),
          BrokerCall.BALANCE, new Target("GET", V3 + "/accounts", "value", "currency"),
          BrokerCall.POSITIONS, new Target("GET", V3 + "/accounts", "value", "currency"),
          BrokerCall.TRANSACTIONS, new Target("GET", "/v2/accounts.*", "data", "status"),
          BrokerCall.QUOTES, new Target("GET", V3 + "/best_bid_ask", "bids", "time"));

  private CoinbaseFaults() {}

  static Fault of(BrokerCall call, Trouble trouble) {
    var target = Objects.requireNonNull(TARGETS.get(call));
    var answer = answer(target, trouble);
    return trouble.accepts() || !call.isCommand()
        ? Fault.afterAccepting("coinbase", target.method(), target.path(), answer)
        : Fault.withoutAccepting("coinbase", target.method(), target.path(), answer);
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
          new Answer.SetField(target.word(), JsonNodeFactory.instance.stringNode("quantum_state"));
      case HUGE -> new Answer.HugeBody(HUGE_BYTES);
      case DEEP -> new Answer.DeepBody(DEEP_LEVELS);
    };
  }
}
