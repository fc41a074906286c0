package io.brokerway.brokers.etrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerException.LoginNeeded;
import io.brokerway.broker.BrokerException.NotFound;
import io.brokerway.broker.BrokerException.NotPermitted;
import io.brokerway.broker.BrokerException.RateLimited;
import io.brokerway.broker.BrokerException.Unavailable;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.RejectReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EtradeErrorsTest {
  private static final String TOO_FAST =
      "<html><body>Number of requests exceeded the rate limit set</body></html>";
  private static final String MAINTENANCE = "<html><body>We will be back soon</body></html>";

  private static String json(int code, String message) {
    return "{\"Error\":{\"code\":%d,\"message\":\"%s\"}}".formatted(code, message);
  }

  @Test
  void refusalsAreReadInEveryForm() {
    var xml =
        EtradeProblem.of(
            Published.answer(400, Published.bytes("http_get_balance_invalid_key.xml"), Map.of()));
    var form = EtradeProblem.of(Published.answer(401, "oauth_problem=token_expired"));
    var header =
        EtradeProblem.of(
            Published.answer(
                401,
                new byte[0],
                Map.of("www-authenticate", "OAuth realm=\"x\",oauth_problem=\"token_rejected\"")));
    var page = EtradeProblem.of(Published.answer(400, TOO_FAST));

    assertThat(xml.code()).isEqualTo(102);
    assertThat(xml.text()).isEqualTo("Please enter valid Account Key");
    assertThat(form.oauthProblem()).isEqualTo("token_expired");
    assertThat(form.mayBeRenewed()).isFalse();
    assertThat(header.mayBeRenewed()).isTrue();
    assertThat(page.tooFast()).isTrue();
    assertThat(page.code()).isNull();
  }

  @Test
  void questionsThrowWhatTheRefusalMeans() {
    assertThat(EtradeErrors.question("ask", Published.answer(400, json(102, "key"))))
        .isInstanceOf(NotFound.class);
    assertThat(EtradeErrors.question("ask", Published.answer(400, json(253, "no"))))
        .isInstanceOf(NotPermitted.class);
    assertThat(EtradeErrors.question("ask", Published.answer(400, json(999, "odd"))))
        .isInstanceOf(UnexpectedReply.class);
    assertThat(EtradeErrors.question("ask", Published.answer(500, json(100, "away"))))
        .isInstanceOf(Unavailable.class);
    assertThat(EtradeErrors.question("ask", Published.answer(503, MAINTENANCE)))
        .isInstanceOf(Unavailable.class);
    assertThat(
            EtradeErrors.question(
                "ask", Published.answer(401, "oauth_problem=consumer_key_unknown")))
        .isInstanceOf(NotPermitted.class);
    assertThat(EtradeErrors.question("ask", Published.answer(401, "oauth_problem=token_expired")))
        .isInstanceOf(LoginNeeded.class);
    assertThat(EtradeErrors.question("ask", Published.answer(400, TOO_FAST)))
        .isInstanceOfSatisfying(
            RateLimited.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
  }

  @Test
  void aPreviewIsRefusedForGoodOrWasNotSent() {
    var funds =
        EtradeErrors.preview(
            Published.answer(
                400, Published.bytes("http_post_preview_insufficient_funds.json"), Map.of()));

    assertThat(funds)
        .isInstanceOfSatisfying(
            CommandOutcome.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo(RejectReason.INSUFFICIENT_FUNDS);
              assertThat(rejected.brokerCode()).isEqualTo("1021");
            });
    assertThat(EtradeErrors.preview(Published.answer(500, json(100, "away"))))
        .isInstanceOf(CommandOutcome.NotSent.class);
    assertThat(EtradeErrors.preview(Published.answer(401, "oauth_problem=token_expired")))
        .isInstanceOf(CommandOutcome.NotSent.class);
    assertThat(EtradeErrors.preview(Published.answer(400, TOO_FAST)))
        .isInstanceOf(CommandOutcome.NotSent.class);
  }

  @ParameterizedTest
  @CsvSource({"102, NOT_PERMITTED", "1021, INSUFFICIENT_FUNDS", "5001, TOO_LATE"})
  void aCommandIsRefusedByARowOfTheTable(int code, RejectReason reason) {
    assertThat(EtradeErrors.command(Published.answer(400, json(code, "text"))))
        .isInstanceOfSatisfying(
            CommandOutcome.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101, 670, 900, 1033, 4711})
  void aCodeThatProvesNothingLeavesACommandUnknown(int code) {
    assertThat(EtradeErrors.command(Published.answer(400, json(code, "text"))))
        .isInstanceOf(CommandOutcome.Unknown.class);
  }

  @Test
  void whatIsNoRefusalLeavesACommandUnknown() {
    assertThat(EtradeErrors.command(Published.answer(500, json(1021, "funds"))))
        .isInstanceOf(CommandOutcome.Unknown.class);
    assertThat(EtradeErrors.command(Published.answer(200, MAINTENANCE)))
        .isInstanceOf(CommandOutcome.Unknown.class);
    assertThat(EtradeErrors.command(Published.answer(401, "who are you?")))
        .isInstanceOf(CommandOutcome.Unknown.class);
    assertThat(EtradeErrors.command(Published.answer(400, TOO_FAST)))
        .isInstanceOf(CommandOutcome.NotSent.class);
    assertThat(EtradeErrors.command(Published.answer(401, "oauth_problem=token_rejected")))
        .isInstanceOf(CommandOutcome.NotSent.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 900, 1033})
  void aPreviewThatEndedIsKnown(int code) {
    assertThat(EtradeErrors.isPreviewGone(Published.answer(400, json(code, "text")))).isTrue();
    assertThat(EtradeErrors.isPreviewGone(Published.answer(500, json(code, "text")))).isFalse();
  }

  @Test
  void onlyEtradesOwnWordSaysThatAnOrderIsNotThere() {
    assertThat(EtradeErrors.isAbsent(Published.answer(404, json(100, "no such order")))).isTrue();
    assertThat(EtradeErrors.isAbsent(Published.answer(404, MAINTENANCE))).isFalse();
    assertThat(EtradeErrors.isAbsent(Published.answer(400, json(100, "no such order")))).isFalse();
  }

  @Test
  void longTextsAreCut() {
    var problem =
        EtradeProblem.of(
            Published.answer(
                400, json(100, "x".repeat(5_000)).getBytes(StandardCharsets.UTF_8), Map.of()));

    assertThat(problem.text()).hasSize(300);
  }
}
