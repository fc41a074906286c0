package io.brokerway.brokers.__package__;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.LoginNeeded;
import io.brokerway.broker.BrokerException.NotFound;
import io.brokerway.broker.BrokerException.NotPermitted;
import io.brokerway.broker.BrokerException.RateLimited;
import io.brokerway.broker.BrokerException.Unavailable;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.kit.http.HttpOutcome.Answered;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What __Title__'s errors mean. */
final class __Name__Errors {
  private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);

  /**
   * The codes by which __Title__ refuses an order, from its page of errors. An order is refused by a
   * row of this table alone: whatever it does not have leaves the outcome unknown.
   */
  private static final Map<String, RejectReason> REFUSALS = Map.of();

  private __Name__Errors() {}

  /** What an answer that is no success means for a question. */
  static BrokerException question(String operation, Answered answer) {
    var what = "%s: __Title__ answered %d".formatted(operation, answer.status());
    return switch (answer.status()) {
      case 401 -> new LoginNeeded(what);
      case 403 -> new NotPermitted(what, "");
      case 404 -> new NotFound(what);
      case 429 ->
          new RateLimited(
              what, answer.retryAfter().filter(Duration::isPositive).orElse(USUAL_PAUSE));
      default -> answer.status() >= 500 ? new Unavailable(what) : new UnexpectedReply(what);
    };
  }

  /**
   * What an answer that is no success means for a command.
   *
   * @param code __Title__'s own, as the body had it; absent if it had none
   */
  static CommandOutcome command(int status, @Nullable String code, String text) {
    var reason = code == null ? null : REFUSALS.get(code);
    return code != null && reason != null
        ? new CommandOutcome.Rejected(reason, code, text)
        : new CommandOutcome.Unknown("__Title__ answered %d".formatted(status));
  }
}
