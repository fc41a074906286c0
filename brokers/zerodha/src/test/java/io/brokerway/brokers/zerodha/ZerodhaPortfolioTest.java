package io.brokerway.brokers.zerodha;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.account.Position;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ZerodhaPortfolioTest {

  @Test
  void sharesOnTheirWayAreHeldToo() {
    assertThat(held(List.of(holding("7", "3", "100")), List.of()))
        .satisfies(position -> {
          assertThat(position.lot()).isEqualTo("CNC");
          assertThat(position.quantity()).isEqualByComparingTo("10");
          assertThat(position.costBasis()).isEqualByComparingTo("1000");
          assertThat(position.marketValue()).isEqualByComparingTo("1200");
          assertThat(position.unrealizedProfit()).isEqualByComparingTo("200");
        });
  }

  @Test
  void aBuyOfTodayIsAddedToTheHolding() {
    assertThat(held(List.of(holding("10", "0", "100")), List.of(position("CNC", "10", "120"))))
        .satisfies(position -> {
          assertThat(position.quantity()).isEqualByComparingTo("20");
          assertThat(position.averagePrice()).isEqualByComparingTo("110");
        });
  }

  @Test
  void aSaleOfTodayIsTakenFromTheHoldingAtItsCost() {
    assertThat(held(List.of(holding("10", "0", "100")), List.of(position("CNC", "-4", "125"))))
        .satisfies(position -> {
          assertThat(position.quantity()).isEqualByComparingTo("6");
          assertThat(position.averagePrice()).isEqualByComparingTo("100");
        });
  }

  @Test
  void whatIsSoldWholeIsGone() {
    assertThat(
            ZerodhaPortfolio.positions(
                List.of(holding("10", "0", "100")), List.of(position("CNC", "-10", "125"))))
        .isEmpty();
    assertThat(ZerodhaPortfolio.positions(List.of(), List.of(position("MIS", "0", "0")))).isEmpty();
  }

  @Test
  void eachProductIsAPartOfItsOwn() {
    assertThat(
            ZerodhaPortfolio.positions(
                List.of(holding("10", "0", "100")), List.of(position("MIS", "-5", "130"))))
        .extracting(Position::lot, position -> position.quantity().intValue())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("CNC", 10),
            org.assertj.core.groups.Tuple.tuple("MIS", -5));
  }

  private static Position held(List<ZerodhaWire.Holding> holdings, List<ZerodhaWire.Position> net) {
    var positions = ZerodhaPortfolio.positions(holdings, net);
    assertThat(positions).hasSize(1);
    return positions.getFirst();
  }

  private static ZerodhaWire.Holding holding(String quantity, String undelivered, String average) {
    return new ZerodhaWire.Holding(
        "INFY",
        "NSE",
        new BigDecimal(quantity),
        new BigDecimal(undelivered),
        BigDecimal.ZERO,
        new BigDecimal(average),
        new BigDecimal(120),
        new BigDecimal(119),
        null);
  }

  private static ZerodhaWire.Position position(
      String product, String quantity, @Nullable String average) {
    return new ZerodhaWire.Position(
        "INFY",
        "NSE",
        product,
        new BigDecimal(quantity),
        BigDecimal.ONE,
        average == null ? null : new BigDecimal(average),
        new BigDecimal(120),
        new BigDecimal(119),
        BigDecimal.ZERO);
  }
}
