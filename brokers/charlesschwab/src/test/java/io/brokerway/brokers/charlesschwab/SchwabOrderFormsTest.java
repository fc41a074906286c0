package io.brokerway.brokers.charlesschwab;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TrailingOffset;
import io.brokerway.kit.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

final class SchwabOrderFormsTest {
  private static final Instrument BNDX = Instrument.Equity.us("BNDX");

  private static NewOrder order(OrderTerms terms) {
    return NewOrder.simple(
        new AccountKey("7"), "ours", BNDX, Side.BUY, OrderQuantity.units("10"), terms);
  }

  private static JsonNode sent(NewOrder order) {
    return Json.tree(Json.write(SchwabOrderForms.form(order)));
  }

  /** Everything of the published request stands in ours, whatever the form of its numbers. */
  private static void assertHas(JsonNode ours, JsonNode published) {
    published
        .properties()
        .forEach(field -> {
          var own = ours.path(field.getKey());
          if (field.getValue().isContainer()) {
            assertThat(own.size()).as(field.getKey()).isEqualTo(field.getValue().size());
          }
          if (field.getValue().isObject()) {
            assertHas(own, field.getValue());
          } else if (field.getValue().isArray()) {
            for (var i = 0; i < field.getValue().size(); i++) {
              assertHas(own.path(i), field.getValue().path(i));
            }
          } else if (field.getKey().matches("(?i).*(price|quantity)")) {
            assertThat(new BigDecimal(own.asString()))
                .as(field.getKey())
                .isEqualByComparingTo(field.getValue().asString());
          } else {
            assertThat(own).as(field.getKey()).isEqualTo(field.getValue());
          }
        });
  }

  @Test
  void aLimitOrderIsThePublishedRequest() {
    var ours = sent(order(OrderTerms.limit("48.60", TimeInForce.DAY)));

    assertHas(ours, Json.tree(WireFile.bytes("request_limit.json")));
    assertThat(ours.toString()).doesNotContain("ours");
  }

  @Test
  void aBracketIsAnEntryThatTriggersAPair() {
    var bracket =
        new NewOrder(
            new AccountKey("7"),
            "ours",
            OrderClass.BRACKET,
            BNDX,
            Side.BUY,
            PositionEffect.AUTOMATIC,
            OrderQuantity.units("10"),
            OrderTerms.limit("48.60", TimeInForce.GTC),
            List.of(),
            ExitOrder.takeProfit(new BigDecimal("50.00")),
            ExitOrder.stopLoss(new BigDecimal("47.50"), null),
            null,
            false,
            Map.of());

    var ours = sent(bracket);

    var published = Json.tree(WireFile.bytes("request_bracket.json"));
    assertThat(ours.path("orderStrategyType").asString()).isEqualTo("TRIGGER");
    var pair = ours.path("childOrderStrategies").path(0);
    assertThat(pair.path("orderStrategyType").asString()).isEqualTo("OCO");
    for (var i = 0; i < 2; i++) {
      assertHas(
          pair.path("childOrderStrategies").path(i),
          published.path("childOrderStrategies").path(0).path("childOrderStrategies").path(i));
    }
  }

  @Test
  void aTrailingStopSaysWhatItFollowsAndHowFar() {
    var ours = sent(order(OrderTerms.trailingStop(TrailingOffset.amount("0.5"), TimeInForce.DAY)));

    assertThat(ours.path("orderType").asString()).isEqualTo("TRAILING_STOP");
    assertThat(ours.path("stopPriceLinkType").asString()).isEqualTo("VALUE");
    assertThat(ours.path("stopPriceOffset").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(ours.has("stopPrice")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "BUY, AUTOMATIC, BUY, BUY_TO_OPEN",
    "BUY, CLOSE, BUY_TO_COVER, BUY_TO_CLOSE",
    "SELL, AUTOMATIC, SELL, SELL_TO_CLOSE",
    "SELL, OPEN, SELL_SHORT, SELL_TO_OPEN",
    "SELL_SHORT, AUTOMATIC, SELL_SHORT, SELL_TO_OPEN",
  })
  void whatAnOrderDoesToThePositionIsSaid(
      Side side, PositionEffect effect, String share, String option) {
    var contract =
        Instrument.Option.us(
            io.brokerway.broker.instrument.OsiSymbol.parse("AAPL  240517P00190000"));

    assertThat(SchwabOrderForms.instruction(BNDX, side, effect)).isEqualTo(share);
    assertThat(SchwabOrderForms.instruction(contract, side, effect)).isEqualTo(option);
  }
}
