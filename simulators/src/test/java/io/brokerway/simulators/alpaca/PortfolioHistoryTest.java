package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The worth of an account over time, in the real hours of New York. */
final class PortfolioHistoryTest {
  private static final String PATH = "/v2/account/portfolio/history?";

  private final Scene scene = Scene.at("2026-03-03T15:00:00Z");

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void dayByDayItTellsWorthAndProfitAgainstTheFirstDay() {
    scene.paper.place(
        """
        {"symbol":"SPY","qty":"100","side":"buy","type":"market","time_in_force":"day"}\
        """);
    scene.alpaca.clock().set(Instant.parse("2026-03-06T22:00:00Z"));

    var history = scene.paper.get(PATH + "period=1M&timeframe=1D").json();

    assertThat(history.path("timeframe").asString()).isEqualTo("1D");
    assertThat(dates(history))
        .containsExactly("2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06");
    var equity = numbers(history, "equity");
    assertThat(equity.getLast())
        .isEqualByComparingTo(scene.paper.get("/v2/account").text("equity"));
    assertThat(history.path("base_value").decimalValue()).isEqualByComparingTo(equity.getFirst());
    var profit = numbers(history, "profit_loss");
    for (var i = 0; i < equity.size(); i++) {
      assertThat(profit.get(i)).isEqualByComparingTo(equity.get(i).subtract(equity.getFirst()));
    }
    assertThat(profit.getLast().signum()).isNotZero();
  }

  @Test
  void withinADayItKeepsToTheMarketsHours() {
    scene.alpaca.clock().set(Instant.parse("2026-03-04T15:00:00Z"));

    var market = scene.paper.get(PATH + "period=1D&timeframe=1H").json();
    var extended =
        scene.paper.get(PATH + "period=1D&timeframe=1H&intraday_reporting=extended_hours").json();
    var always =
        scene.paper.get(PATH + "period=1D&timeframe=1H&intraday_reporting=continuous").json();

    assertThat(times(market)).first().isEqualTo(Instant.parse("2026-03-03T15:00:00Z"));
    assertThat(times(market)).last().isEqualTo(Instant.parse("2026-03-04T15:00:00Z"));
    assertThat(times(market)).hasSize(7);
    assertThat(times(extended)).hasSizeBetween(15, 17);
    assertThat(times(always)).hasSize(25);
  }

  @Test
  void depositsAreToldApart() {
    var keys = DemoLogins.PAPER.keys();
    scene.alpaca.clock().advance(Duration.ofDays(1));
    scene
        .control()
        .post("/alpaca/deposits", "{\"key_id\":\"%s\",\"amount\":\"250\"}".formatted(keys.keyId()));

    var history = scene.paper.get(PATH + "timeframe=1D&cashflow_types=CSD,CSW").json();

    assertThat(history.path("cashflow").propertyNames()).containsExactly("CSD");
    assertThat(history.path("cashflow").path("CSD"))
        .extracting(JsonNode::decimalValue)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(new BigDecimal(100_000), new BigDecimal(100_250));
    assertThat(numbers(history, "equity").getLast()).isEqualByComparingTo("100250");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timeframe=2H",
        "period=1Y",
        "period=3M&timeframe=1H",
        "period=1D&start=2026-03-01&end=2026-03-03",
        "start=2026-03-03&end=2026-03-01",
        "start=then",
        "period=1D&intraday_reporting=always",
        "period=1D&pnl_reset=never",
        "cashflow_types=GIFT"
      })
  void whatAlpacaDoesNotTakeIsRefused(String query) {
    var reply = scene.paper.get(PATH + query);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.json().path("code").intValue()).isEqualTo(40010001);
  }

  private static List<String> dates(JsonNode history) {
    return times(history).stream()
        .map(at -> at.atZone(Amounts.NEW_YORK).toLocalDate().toString())
        .toList();
  }

  private static List<Instant> times(JsonNode history) {
    return history
        .path("timestamp")
        .valueStream()
        .map(second -> Instant.ofEpochSecond(second.longValue()))
        .toList();
  }

  private static List<BigDecimal> numbers(JsonNode history, String name) {
    return history.path(name).valueStream().map(JsonNode::decimalValue).toList();
  }
}
