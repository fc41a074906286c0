package io.brokerway.brokers.tradestation;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.kit.http.HttpOutcome.Answered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each refusal means, and what proves nothing. */
final class TradeStationErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "400,BadRequest,Symbol is not known,UNKNOWN_INSTRUMENT",
    "400,BadRequest,Not an open order.,TOO_LATE",
    "400,BadRequest,Invalid order ID.,UNKNOWN_ORDER",
    "400,BadRequest,Anything else,INVALID_REQUEST",
    "403,Forbidden,Invalid Account ID.,NOT_PERMITTED",
    "403,Forbidden,Request not supported for account type.,NOT_PERMITTED",
    "404,NotFound,Gone,UNKNOWN_ORDER",
  })
  void refusals(int status, String error, String message, RejectReason reason) {
    var outcome = TradeStationErrors.outcome(answer(status, body(error, message)));

    assertThat(outcome).isEqualTo(new CommandOutcome.Rejected(reason, error, message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Order failed. Reason: You do not have enough buying power for this order."
            + "|INSUFFICIENT_FUNDS",
        "Order failed. Reason: EC602: You are long 5 shares.|INSUFFICIENT_POSITION",
        "Type = LMT has invalid Price greater than absolute maximum|INVALID_PRICE",
        "A duplicate OrderConfirmID was sent|DUPLICATE_CLIENT_ORDER_ID",
        "Something that no table has|OTHER",
      })
  void reasonsOfAFailureInAGoodAnswer(String message, RejectReason reason) {
    var failure = new TradeStationWire.Failure(null, null, null, "FAILED", message);

    assertThat(TradeStationErrors.rejected(failure).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "500,InternalServerError",
    "503,ServiceUnavailable",
    "504,GatewayTimeout",
    "400,SomethingElse",
    "429,SomethingElse",
    "302,BadRequest",
  })
  void whatProvesNothingIsUnknown(int status, String error) {
    assertThat(TradeStationErrors.outcome(answer(status, body(error, ""))))
        .isInstanceOf(CommandOutcome.Unknown.class);
  }

  @Test
  void aGatewaysPageIsNoRefusal() {
    assertThat(TradeStationErrors.outcome(answer(403, "<html>no</html>")))
        .isInstanceOf(CommandOutcome.Unknown.class);
    assertThat(TradeStationErrors.isAbsent(answer(404, "<html>no</html>"))).isFalse();
    assertThat(TradeStationErrors.isAbsent(answer(404, body("NotFound", "")))).isTrue();
  }

  @Test
  void withoutALoginOrTooFastNothingWasTaken() {
    assertThat(TradeStationErrors.outcome(answer(401, body("Unauthorized", ""))))
        .isInstanceOf(CommandOutcome.NotSent.class);
    assertThat(TradeStationErrors.outcome(answer(429, body("TooManyRequests", ""))))
        .isInstanceOfSatisfying(
            CommandOutcome.NotSent.class,
            notSent -> assertThat(notSent.retryAfter()).isEqualTo(Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "401,Unauthorized,x,LoginNeeded",
    "403,Forbidden,Invalid Account ID.,NotFound",
    "403,Forbidden,No scope,NotPermitted",
    "404,NotFound,x,NotFound",
    "429,TooManyRequests,x,RateLimited",
    "503,ServiceUnavailable,x,Unavailable",
    "504,GatewayTimeout,x,Unavailable",
    "418,Teapot,x,UnexpectedReply",
  })
  void questions(int status, String error, String message, String thrown) {
    BrokerException why = TradeStationErrors.question("ask", answer(status, body(error, message)));

    assertThat(why.getClass().getSimpleName()).isEqualTo(thrown);
  }

  private static String body(String error, String message) {
    return "{\"Error\":\"%s\",\"Message\":\"%s\"}".formatted(error, message);
  }

  private static Answered answer(int status, String body) {
    return new Answered(
        status,
        Map.of(),
        body.getBytes(StandardCharsets.UTF_8),
        Instant.EPOCH,
        null,
        Duration.ofMillis(1));
  }
}
