package io.brokerway.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.broker.instrument.OsiSymbol;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderLeg;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CombinationTest {
  private static final LocalDate JANUARY = LocalDate.of(2027, 1, 15);

  /** Legs as {@code side ratio right strike month effect}, parted by a bar. */
  private static List<OrderLeg> legs(String text) {
    return java.util.Arrays.stream(text.split("\\|")).map(CombinationTest::leg).toList();
  }

  private static OrderLeg leg(String text) {
    var words = text.strip().split(" ");
    var end = words.length > 3 ? JANUARY.plusMonths(Integer.parseInt(words[3])) : JANUARY;
    var effect = words.length > 4 ? PositionEffect.valueOf(words[4]) : PositionEffect.OPEN;
    var ratio = words[0].length() > 1 ? Integer.parseInt(words[0].substring(1)) : 1;
    return new OrderLeg(
        Instrument.Option.us(
            new OsiSymbol("AAPL", end, OptionRight.valueOf(words[1]), new BigDecimal(words[2]))),
        words[0].startsWith("+") ? Side.BUY : Side.SELL,
        ratio,
        effect);
  }

  @ParameterizedTest
  @CsvSource({
    "long call spread,                 + CALL 200 | - CALL 210,                             0",
    "short call spread,                - CALL 200 | + CALL 210,                             1000",
    "short put spread,                 - PUT 200 | + PUT 195,                               500",
    "iron condor: the wider wing,      + PUT 190 | - PUT 195 | - CALL 210 | + CALL 220,     1000",
    "straddle bought,                  + CALL 200 | + PUT 200,                              0",
    "strangle sold: the put to zero,   - CALL 210 | - PUT 190,                              21000",
    "ratio with a bare call,           + CALL 200 | -2 CALL 210,                            21000",
    "calendar: the later long covers,  - CALL 200 0 | + CALL 200 1,                         0",
    "calendar turned: it does not,     - CALL 200 1 | + CALL 200 0,                         20000",
    "closing binds nothing,            - CALL 200 0 CLOSE | + CALL 210 0 CLOSE,             0"
  })
  void theWorstOfEachShapeIsItsMargin(String shape, String legs, String loss) {
    assertThat(Combination.worstLoss(legs(legs))).as(shape).isEqualByComparingTo(loss);
  }

  @ParameterizedTest
  @CsvSource({
    "a debit is paid,             + CALL 200 | - CALL 210,  3.10,   620",
    "a credit counts against it,  - CALL 200 | + CALL 210,  -3.10,  1380",
    "a credit beyond the risk,    - CALL 200 | + CALL 210,  -10.50, 0"
  })
  void theNetPriceAndTheRiskAreReservedForEachCombination(
      String shape, String legs, String price, String reserved) {
    for (var side : Side.values()) {
      assertThat(Cost.of(order(side, legs, price), null, RiskLimits.DEFAULTS))
          .as("%s, %s", shape, side)
          .isEqualByComparingTo(reserved);
    }
  }

  @Test
  void withoutALimitTheReferenceIsTakenWithAMarginAndAsADebit() {
    var order = order(Side.BUY, "- CALL 200 | + CALL 210", null);

    var cost = Cost.of(order, new BigDecimal("3.00"), RiskLimits.DEFAULTS);

    var paid =
        new BigDecimal("3.00")
            .multiply(new BigDecimal(100).add(RiskLimits.DEFAULTS.marketOrderMarginPercent()));
    assertThat(cost)
        .isEqualByComparingTo(paid.add(new BigDecimal("1000")).multiply(BigDecimal.TWO));
  }

  private static NewOrder order(
      Side side, String legs, @org.jspecify.annotations.Nullable String price) {
    return new NewOrder(
        new AccountKey("A1"),
        "id",
        OrderClass.MULTI_LEG,
        null,
        side,
        PositionEffect.AUTOMATIC,
        OrderQuantity.units("2"),
        price == null
            ? OrderTerms.market(TimeInForce.DAY)
            : OrderTerms.limit(price, TimeInForce.DAY),
        legs(legs),
        null,
        null,
        null,
        false,
        Map.of());
  }
}
