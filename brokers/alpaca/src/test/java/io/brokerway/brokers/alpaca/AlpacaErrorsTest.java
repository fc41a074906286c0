package io.brokerway.brokers.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.brokers.alpaca.AlpacaErrors.Command;
import io.brokerway.kit.http.HttpOutcome.Answered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AlpacaErrorsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T15:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | 40310000 | insufficient buying power | INSUFFICIENT_FUNDS",
        "403 | 40310000 | insufficient balance for USDT (requested: 2, available: 1) | INSUFFICIENT_FUNDS",
        "403 | 40310000 | insufficient qty available for order (requested: 2, available: 1) | INSUFFICIENT_POSITION",
        "403 | 40310000 | cost basis must be >= minimal amount of order 10 | INVALID_QUANTITY",
        "403 | 40310000 | asset \"XYZ\" is not fractionable | INVALID_QUANTITY",
        "403 | 40310000 | asset \"XYZ\" cannot be sold short | NOT_SHORTABLE",
        "403 | 40310000 | asset XYZ is not shortable | NOT_SHORTABLE",
        "403 | 40310000 | trading is blocked for this account | NOT_PERMITTED",
        "403 | 40310000 | new orders are rejected by user request | NOT_PERMITTED",
        "403 | 40310000 | potential wash trade detected. use complex orders | RULE",
        "403 | 40310000 | something that nobody has seen | OTHER",
        "403 | 40310100 | trade denied due to pattern day trading protection | RULE",
        "404 | 40410000 | asset not found | UNKNOWN_INSTRUMENT",
        "422 | 40010001 | client_order_id must be unique | DUPLICATE_CLIENT_ORDER_ID",
        "422 | 40010001 | invalid order type for crypto order | UNSUPPORTED_COMBINATION",
        "400 | 40010001 | qty must be > 0 | INVALID_QUANTITY",
        "422 | 42210000 | invalid limit_price 290.123. sub-penny increment does not fulfill minimum pricing criteria | INVALID_PRICE",
        "422 | 42210000 | invalid crypto time_in_force | UNSUPPORTED_COMBINATION",
        "422 | 42210000 | potential wash trade detected. use complex orders | RULE",
        "422 | 42210000 | asset \"NOPE\" not found | UNKNOWN_INSTRUMENT",
        "422 | 42210000 | asset XYZ is not tradable | NOT_TRADABLE",
        "422 | 42210000 | something that nobody has seen | INVALID_REQUEST"
      })
  void aRefusedPlaceHasItsReason(int status, int code, String text, RejectReason reason) {
    var outcome = AlpacaErrors.outcome(Command.PLACE, refusal(status, code, text));

    assertThat(outcome)
        .isEqualTo(new CommandOutcome.Rejected(reason, Integer.toString(code), text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CANCEL | 404 | 40410000 | order not found | UNKNOWN_ORDER",
        "CANCEL | 422 | 42210000 | order is already in \"filled\" state | TOO_LATE",
        "CANCEL | 422 | 42210000 | order is not cancelable | TOO_LATE",
        "REPLACE | 404 | 40410000 | order not found | UNKNOWN_ORDER",
        "REPLACE | 422 | 42210000 | order is not replaceable | TOO_LATE",
        "REPLACE | 422 | 42210000 | cannot replace order in accepted status | TOO_LATE",
        "REPLACE | 422 | 42210000 | invalid limit_price 1.123. sub-penny increment | INVALID_PRICE",
        "REPLACE | 422 | 40010001 | client_order_id must be unique | DUPLICATE_CLIENT_ORDER_ID",
        "REPLACE | 403 | 40310000 | insufficient buying power | INSUFFICIENT_FUNDS"
      })
  void aRefusedChangeHasItsReason(
      Command command, int status, int code, String text, RejectReason reason) {
    var outcome = AlpacaErrors.outcome(command, refusal(status, code, text));

    assertThat(outcome)
        .isEqualTo(new CommandOutcome.Rejected(reason, Integer.toString(code), text));
  }

  @ParameterizedTest
  @CsvSource({
    "500, 40310000",
    "502, 50210000",
    "503, 0",
    "504, 0",
    "403, 40310999",
    "404, 40410001",
    "422, 42219999",
    "400, 40010000",
    "429, 42910001",
    "401, 40119999",
    "409, 40010001",
    "201, 40310000",
    "307, 40310000"
  })
  void whatIsNotInTheTableProvesNothing(int status, int code) {
    var outcome =
        AlpacaErrors.outcome(Command.PLACE, refusal(status, code, "insufficient buying power"));

    assertThat(outcome).isInstanceOf(CommandOutcome.Unknown.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 422, 429, 500, 502})
  void aRefusalThatCannotBeReadProvesNothing(int status) {
    assertThat(AlpacaErrors.outcome(Command.PLACE, answer(status, "<html>no</html>")))
        .isInstanceOf(CommandOutcome.Unknown.class);
    assertThat(AlpacaErrors.outcome(Command.PLACE, answer(status, "")))
        .isInstanceOf(CommandOutcome.Unknown.class);
    assertThat(AlpacaErrors.outcome(Command.PLACE, answer(status, "{\"code\":4031")))
        .isInstanceOf(CommandOutcome.Unknown.class);
  }

  @Test
  void aRefusedLoginTookNothing() {
    assertThat(
            AlpacaErrors.outcome(
                Command.PLACE, refusal(401, 40110000, "request is not authorized")))
        .isInstanceOf(CommandOutcome.NotSent.class);
    assertThat(AlpacaErrors.outcome(Command.PLACE, answer(403, "{\"message\": \"forbidden.\"}")))
        .isInstanceOf(CommandOutcome.NotSent.class);
  }

  @Test
  void theDocumentedRateLimitTookNothingAndSaysHowLongToWait() {
    var reset = Long.toString(NOW.plusSeconds(7).getEpochSecond());
    var answer =
        answer(
            429,
            "{\"code\":42910000,\"message\":\"rate limit exceeded\"}",
            Map.of("x-ratelimit-reset", reset));

    assertThat(AlpacaErrors.outcome(Command.PLACE, answer))
        .isEqualTo(new CommandOutcome.NotSent("Alpaca's rate limit", Duration.ofSeconds(7)));
  }

  @Test
  void anotherRateLimitProvesNothing() {
    assertThat(AlpacaErrors.outcome(Command.PLACE, answer(429, "{\"message\":\"slow down\"}")))
        .isInstanceOf(CommandOutcome.Unknown.class);
  }

  @Test
  void aLongTextIsCut() {
    var outcome = AlpacaErrors.outcome(Command.PLACE, refusal(403, 40310000, "x".repeat(5_000)));

    assertThat(((CommandOutcome.Rejected) outcome).brokerText()).hasSize(300);
  }

  @ParameterizedTest
  @CsvSource({
    "401, LoginNeeded",
    "403, NotPermitted",
    "404, NotFound",
    "429, RateLimited",
    "500, Unavailable",
    "502, Unavailable",
    "503, Unavailable",
    "504, Unavailable",
    "418, UnexpectedReply",
    "307, UnexpectedReply"
  })
  void aQuestionFailsWithWhoseMoveItIs(int status, String kind) {
    BrokerException failure =
        AlpacaErrors.question("getAccount", refusal(status, status * 100_000, "no"));

    assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
  }

  @Test
  void aForbiddenKeyNeedsANewLogin() {
    assertThat(AlpacaErrors.question("getAccount", answer(403, "{\"message\": \"forbidden.\"}")))
        .isInstanceOf(BrokerException.LoginNeeded.class);
  }

  @Test
  void onlyAlpacasOwnWordSaysThatSomethingIsAbsent() {
    assertThat(AlpacaErrors.isAbsent(refusal(404, 40410000, "order not found"))).isTrue();
    assertThat(AlpacaErrors.isAbsent(answer(404, "<html>not found</html>"))).isFalse();
    assertThat(AlpacaErrors.isAbsent(answer(404, "{\"message\":\"endpoint not found.\"}")))
        .isFalse();
    assertThat(AlpacaErrors.isAbsent(refusal(500, 40410000, "order not found"))).isFalse();
  }

  private static Answered refusal(int status, int code, String text) {
    return answer(
        status,
        "{\"code\":%d,\"message\":\"%s\",\"extra\":{\"a\":[1]}}"
            .formatted(code, text.replace("\"", "\\\"")));
  }

  private static Answered answer(int status, String body) {
    return answer(status, body, Map.of());
  }

  private static Answered answer(int status, String body, Map<String, String> headers) {
    return new Answered(
        status, headers, body.getBytes(StandardCharsets.UTF_8), NOW, NOW, Duration.ofMillis(20));
  }
}
