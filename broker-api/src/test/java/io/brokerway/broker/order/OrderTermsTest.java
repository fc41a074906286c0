package io.brokerway.broker.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OrderTermsTest {
  @ParameterizedTest
  @EnumSource(OrderType.class)
  void eachTypeTakesExactlyThePricesThatItNeeds(OrderType type) {
    var price = new BigDecimal("10");
    var terms =
        new OrderTerms(
            type,
            TimeInForce.DAY,
            TradingSession.REGULAR,
            type.needsLimitPrice() ? price : null,
            type.needsStopPrice() ? price : null,
            type.trails() ? TrailingOffset.percent("1") : null,
            type == OrderType.TRAILING_STOP_LIMIT ? price : null,
            null);

    assertThat(terms.type()).isEqualTo(type);
  }

  @Test
  void aLimitOrderWithoutALimitIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new OrderTerms(
                OrderType.LIMIT,
                TimeInForce.DAY,
                TradingSession.REGULAR,
                null,
                null,
                null,
                null,
                null))
        .withMessage("limitPrice is required for LIMIT");
  }

  @Test
  void aMarketOrderWithAPriceIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new OrderTerms(
                OrderType.MARKET,
                TimeInForce.DAY,
                TradingSession.REGULAR,
                new BigDecimal("1"),
                null,
                null,
                null,
                null))
        .withMessage("limitPrice is not allowed for MARKET");
  }

  @Test
  void goodTillDateNeedsItsDate() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OrderTerms.market(TimeInForce.GTD))
        .withMessage("goodUntil is required for GTD");
  }
}
