package io.brokerway.brokers.zerodha;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerException.LoginNeeded;
import io.brokerway.broker.BrokerException.NotPermitted;
import io.brokerway.broker.BrokerException.RateLimited;
import io.brokerway.broker.BrokerException.Unavailable;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.brokers.zerodha.ZerodhaErrors.Command;
import io.brokerway.kit.http.HttpOutcome.Answered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ZerodhaErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MarginException  | Insufficient funds. Required margin is 5 but available margin is 4. | INSUFFICIENT_FUNDS
          HoldingException | Holding quantity is less | INSUFFICIENT_POSITION
          InputException   | Invalid `tradingsymbol`. | UNKNOWN_INSTRUMENT
          InputException   | Tick size for this script is 0.05. Kindly enter price in the multiple of tick size | INVALID_PRICE
          InputException   | Quantity should be in multiples of the lot size 75 | INVALID_QUANTITY
          InputException   | Invalid `validity`. | UNSUPPORTED_COMBINATION
          InputException   | Something else | INVALID_REQUEST
          OrderException   | Markets are closed right now. Use after market order (AMO) | MARKET_CLOSED
          OrderException   | Something else | OTHER
          """)
  void a400OfTheTableIsARefusal(String type, String text, RejectReason reason) {
    assertThat(outcome(Command.PLACE, 400, type, text))
        .isEqualTo(new CommandOutcome.Rejected(reason, type, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | OrderException   | Order request timed out. Please check the order book and confirm before placing again.
          400 | GeneralException | anything
          500 | OrderException   | anything
          500 | GeneralException | anything
          502 | DataException    | anything
          503 | NetworkException | anything
          504 | DataException    | anything
          403 | StrangeException | anything
          404 | GeneralException | Route not found
          429 | GeneralException | not the answer of a limit
          """)
  void whateverElseProvesNothing(int status, String type, String text) {
    assertThat(outcome(Command.PLACE, status, type, text))
        .isInstanceOf(CommandOutcome.Unknown.class);
  }

  @Test
  void aLimitAndALostLoginProveThatNothingWasTaken() {
    assertThat(outcome(Command.PLACE, 429, "NetworkException", "Too many requests"))
        .isInstanceOf(CommandOutcome.NotSent.class);
    assertThat(ZerodhaErrors.outcome(Command.PLACE, answer(403, "http_error_token.json")))
        .isInstanceOf(CommandOutcome.NotSent.class);
  }

  @Test
  void htmlIsNoRefusal() {
    var answer = answered(400, "<html></html>");

    assertThat(ZerodhaErrors.outcome(Command.PLACE, answer))
        .isInstanceOf(CommandOutcome.Unknown.class);
  }

  @Test
  void changesOfEndedOrdersAreTooLate() {
    assertThat(outcome(Command.CANCEL, 400, "OrderException", "Order cannot be cancelled"))
        .isInstanceOfSatisfying(
            CommandOutcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.TOO_LATE));
    assertThat(outcome(Command.REPLACE, 400, "InputException", "Couldn't find that `order_id`."))
        .isInstanceOfSatisfying(
            CommandOutcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.UNKNOWN_ORDER));
  }

  @Test
  void questionsTellWhoseMoveItIs() {
    assertThat(ZerodhaErrors.question("q", answer(403, "http_error_token.json")))
        .isInstanceOf(LoginNeeded.class);
    assertThat(ZerodhaErrors.question("q", answered(403, error("PermissionException", "no"))))
        .isInstanceOf(NotPermitted.class);
    assertThat(ZerodhaErrors.question("q", answered(429, error("NetworkException", "fast"))))
        .isInstanceOf(RateLimited.class);
    assertThat(ZerodhaErrors.question("q", answered(503, "down"))).isInstanceOf(Unavailable.class);
    assertThat(ZerodhaErrors.question("q", answered(400, error("InputException", "bad"))))
        .isInstanceOf(UnexpectedReply.class);
  }

  private static CommandOutcome outcome(Command command, int status, String type, String text) {
    return ZerodhaErrors.outcome(command, answered(status, error(type, text)));
  }

  private static String error(String type, String text) {
    return """
    {"status":"error","message":"%s","data":null,"error_type":"%s"}
    """
        .formatted(text, type);
  }

  private static Answered answer(int status, String file) {
    return answered(status, WireFile.text(file));
  }

  private static Answered answered(int status, String body) {
    return new Answered(
        status,
        Map.of(),
        body.getBytes(StandardCharsets.UTF_8),
        Instant.EPOCH,
        null,
        Duration.ZERO);
  }
}
