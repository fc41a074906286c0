package io.brokerway.brokers.charlesschwab;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.kit.http.HttpOutcome.Answered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchwabErrorsTest {

  private static Answered answer(int status, String body) {
    return new Answered(
        status,
        Map.of(),
        body.getBytes(StandardCharsets.UTF_8),
        Instant.EPOCH,
        null,
        Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PLACE   | 400 | {"message":"A validation error occurred while processing the request."} | INVALID_REQUEST
          PLACE   | 400 | {"message":"Invalid account number"}        | NOT_PERMITTED
          PLACE   | 403 | {"errors":["not linked"]}                   | NOT_PERMITTED
          CANCEL  | 404 | {"message":"Order not found"}               | UNKNOWN_ORDER
          REPLACE | 400 | {"message":"Order cannot be replaced"}      | TOO_LATE
          CANCEL  | 400 | {"errors":[{"detail":"already canceled"}]}  | TOO_LATE
          """)
  void aRefusalInSchwabsOwnFormIsOne(
      SchwabErrors.Command command, int status, String body, RejectReason reason) {
    assertThat(SchwabErrors.outcome(command, answer(status, body)))
        .isInstanceOfSatisfying(
            CommandOutcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | <html>Bad Request</html>
          403 | ''
          404 | ''
          429 | {"message":"Too many"}
          500 | {"message":"Application encountered unexpected error"}
          503 | ''
          """)
  void whatProvesNothingLeavesTheOutcomeUnknown(int status, String body) {
    assertThat(SchwabErrors.outcome(SchwabErrors.Command.PLACE, answer(status, body)))
        .isInstanceOf(CommandOutcome.Unknown.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          You do not have enough available cash/buying power for this order. | INSUFFICIENT_FUNDS
          Orders above $1 can be entered in no more than two decimals; orders below $1 in four. | INVALID_PRICE
          Your limit price is significantly away from the current market price. | INVALID_PRICE
          Position_Sys_0001 | INSUFFICIENT_POSITION
          Order_Sys_0002 | RULE
          Account_Sys_0005 | RULE
          Something else | OTHER
          """)
  void anOrderThatWasTakenAndRejectedSaysWhy(String text, RejectReason reason) {
    var rejected = SchwabErrors.rejection(text);

    assertThat(rejected.reason()).isEqualTo(reason);
    assertThat(rejected.brokerText()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "401, LoginNeeded",
    "403, NotPermitted",
    "404, NotFound",
    "429, RateLimited",
    "500, Unavailable",
    "503, Unavailable",
    "418, UnexpectedReply",
  })
  void aQuestionFailsByItsStatus(int status, String exception) {
    assertThat(SchwabErrors.question("getAccount", answer(status, "")).getClass().getSimpleName())
        .isEqualTo(exception);
  }
}
