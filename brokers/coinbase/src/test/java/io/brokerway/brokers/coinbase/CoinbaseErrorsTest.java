package io.brokerway.brokers.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CoinbaseErrorsTest {

  @Test
  void aRefusalOfTheReferenceKeepsItsCauseAndWords() {
    var reply =
        Json.read(WireFile.bytes("http_post_order_refused.json"), CoinbaseWire.PlaceReply.class);

    var refused = CoinbaseErrors.refused(Side.BUY, reply.refused());

    assertThat(refused.reason()).isEqualTo(RejectReason.INSUFFICIENT_FUNDS);
    assertThat(refused.brokerCode()).isEqualTo("INSUFFICIENT_FUND");
    assertThat(refused.brokerText()).isEqualTo("Insufficient balance in source account");
    assertThat(CoinbaseErrors.refused(Side.SELL, reply.refused()).reason())
        .isEqualTo(RejectReason.INSUFFICIENT_POSITION);
  }

  @ParameterizedTest
  @CsvSource({
    "INSUFFICIENT_FUND,INSUFFICIENT_FUNDS",
    "PREVIEW_INSUFFICIENT_FUND,INSUFFICIENT_FUNDS",
    "HOLD_FAILURE,INSUFFICIENT_FUNDS",
    "INVALID_PRODUCT_ID,UNKNOWN_INSTRUMENT",
    "TRADING_DISABLED,NOT_TRADABLE",
    "INVALID_FCM_TRADING_SESSION,MARKET_CLOSED",
    "GEOFENCING_RESTRICTION,NOT_PERMITTED",
    "PREVIEW_COMPLIANCE_PURCHASE_LIMIT_EXCEEDED,RULE",
    "INVALID_SIZE_PRECISION,INVALID_QUANTITY",
    "PREVIEW_INVALID_BASE_SIZE_TOO_SMALL,INVALID_QUANTITY",
    "INVALID_LIMIT_PRICE_POST_ONLY,INVALID_PRICE",
    "PREVIEW_STOP_PRICE_ABOVE_LAST_TRADE_PRICE,INVALID_PRICE",
    "UNSUPPORTED_ORDER_CONFIGURATION,UNSUPPORTED_COMBINATION",
    "DUPLICATE_CLIENT_ORDER_ID,DUPLICATE_CLIENT_ORDER_ID",
    "ORDER_IS_FULLY_FILLED,TOO_LATE",
    "UNKNOWN_CANCEL_ORDER,UNKNOWN_ORDER",
    "END_TIME_IS_IN_THE_PAST,INVALID_REQUEST",
    "SOMETHING_THAT_IS_NEW,OTHER",
  })
  void eachNameHasItsReason(String name, RejectReason reason) {
    assertThat(CoinbaseErrors.reason(name, "")).isEqualTo(reason);
  }

  @Test
  void onlyAProofSettlesACommand() {
    assertThat(outcome(400, "{\"error\":\"INVALID_ARGUMENT\",\"message\":\"bad\"}"))
        .isInstanceOf(CommandOutcome.Rejected.class);
    assertThat(outcome(400, "<html>")).isInstanceOf(CommandOutcome.Unknown.class);
    assertThat(outcome(401, "Unauthorized")).isInstanceOf(CommandOutcome.NotSent.class);
    assertThat(outcome(403, "{\"error\":\"PERMISSION_DENIED\",\"message\":\"no\"}"))
        .isInstanceOf(CommandOutcome.Rejected.class);
    assertThat(outcome(429, "{\"error\":\"RATE_LIMIT_EXCEEDED\"}"))
        .isInstanceOf(CommandOutcome.NotSent.class);
    assertThat(outcome(429, "slow down")).isInstanceOf(CommandOutcome.Unknown.class);
    assertThat(outcome(500, "{\"error\":\"INTERNAL\"}")).isInstanceOf(CommandOutcome.Unknown.class);
    assertThat(outcome(503, "")).isInstanceOf(CommandOutcome.Unknown.class);
    assertThat(outcome(201, "{}")).isInstanceOf(CommandOutcome.Unknown.class);
  }

  @ParameterizedTest
  @CsvSource({
    "401,LoginNeeded",
    "403,NotPermitted",
    "404,NotFound",
    "429,RateLimited",
    "500,Unavailable",
    "503,Unavailable",
    "418,UnexpectedReply",
  })
  void eachStatusOfAQuestionHasItsError(int status, String error) {
    BrokerException thrown = CoinbaseErrors.question("getOrder", answered(status, "{}"));

    assertThat(thrown.getClass().getSimpleName()).isEqualTo(error);
  }

  @Test
  void theErrorsOfBothApisAreRead() {
    var v2 = "{\"errors\":[{\"id\":\"not_found\",\"message\":\"Not found\"}]}";

    assertThat(CoinbaseErrors.isAbsent(answered(404, v2))).isTrue();
    assertThat(CoinbaseErrors.isAbsent(answered(404, "{\"error\":\"NOT_FOUND\"}"))).isTrue();
    assertThat(CoinbaseErrors.isAbsent(answered(404, "<html>"))).isFalse();
    assertThat(CoinbaseErrors.isAbsent(answered(200, v2))).isFalse();
  }

  private static CommandOutcome outcome(int status, String body) {
    return CoinbaseErrors.outcome(answered(status, body));
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
