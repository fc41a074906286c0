package io.brokerway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.exchange.tape.TapeMode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CorporateActionTest {
  private static final Tape HISTORY = Tape.of(TapeConfig.of(TapeMode.HISTORIC));
  private static final Tape REAL_HOURS = Tape.of(TapeConfig.of(TapeMode.MARKET_HOURS));
  private static final Listed APPLE = HISTORY.find("AAPL").orElseThrow();

  @Test
  void splitMultipliesTheSharesKeepsTheCostAndEndsOpenOrders() {
    var test = TestVenue.of(HISTORY, Instant.parse("2020-08-28T15:00:00Z"), TestVenue.config());
    var bought = place(test, Side.BUY, "10", OrderTerms.market(TimeInForce.DAY));
    var resting = place(test, Side.SELL, "5", OrderTerms.limit("900.00", TimeInForce.GTC));
    var cost = test.venue.positions(TestVenue.ACCOUNT).getFirst().costBasis();

    advance(test, "2020-08-31T13:30:00Z");

    var position = test.venue.positions(TestVenue.ACCOUNT).getFirst();
    assertThat(bought.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(position.quantity()).isEqualByComparingTo("40");
    assertThat(position.costBasis()).isEqualByComparingTo(cost);
    assertThat(position.currentPrice()).isEqualByComparingTo("127.67");
    assertThat(test.order(resting.id()).status()).isEqualTo(OrderStatus.CANCELED);
    assertThat(test.order(resting.id()).text()).isEqualTo("4 for 1 split");
    assertThat(position.available()).isEqualByComparingTo("40");
  }

  @Test
  void dividendIsPaidToHoldersAndByShorts() {
    // Ex-date 2020-08-07, 0.82 a share.
    var test = TestVenue.of(HISTORY, Instant.parse("2020-08-06T15:00:00Z"), TestVenue.config());
    place(test, Side.SELL_SHORT, "10", OrderTerms.market(TimeInForce.DAY));

    advance(test, "2020-08-07T14:00:00Z");

    var paid = test.venue.transactions(TestVenue.ACCOUNT, 0, 10).getLast();
    assertThat(paid.type()).isEqualTo(TransactionType.DIVIDEND);
    assertThat(paid.price()).isEqualByComparingTo("0.82");
    assertThat(paid.amount()).isEqualByComparingTo("-8.2");
    assertThat(paid.at()).isEqualTo("2020-08-07T13:30:00Z");
  }

  @Test
  void orderForTheDayExpiresAtTheEarlyCloseOfAHalfDay() {
    var test = TestVenue.of(REAL_HOURS, Instant.parse("2026-11-27T15:00:00Z"), TestVenue.config());
    var order = place(test, Side.BUY, "1", OrderTerms.limit("1.00", TimeInForce.DAY));

    advance(test, "2026-11-27T19:00:00Z");

    assertThat(test.order(order.id()).expiredAt()).isEqualTo("2026-11-27T18:00:00Z");
  }

  @Test
  void orderEnteredWhileTheMarketIsClosedWaitsForTheOpen() {
    var test = TestVenue.of(REAL_HOURS, Instant.parse("2026-11-21T15:00:00Z"), TestVenue.config());

    var order = place(test, Side.BUY, "1", OrderTerms.market(TimeInForce.DAY));
    var atOnce =
        TestVenue.refused(
            test.venue.place(
                test.order(
                    APPLE, Side.BUY, OrderQuantity.units("1"), OrderTerms.market(TimeInForce.IOC)),
                DuplicateRule.REFUSE));
    advance(test, "2026-11-23T15:00:00Z");

    assertThat(order.status()).isEqualTo(OrderStatus.NEW);
    assertThat(atOnce.reason()).isEqualTo(RejectReason.MARKET_CLOSED);
    assertThat(test.order(order.id()).filledAt()).isEqualTo("2026-11-23T14:30:00Z");
  }

  @Test
  void openingAndClosingAuctionsFillAtTheOfficialPrices() {
    var test = TestVenue.of(HISTORY, Instant.parse("2020-08-31T21:00:00Z"), TestVenue.config());
    var opening = place(test, Side.BUY, "4", OrderTerms.market(TimeInForce.OPG));
    advance(test, "2020-09-01T14:00:00Z");
    var closing = place(test, Side.SELL, "4", OrderTerms.market(TimeInForce.CLS));
    advance(test, "2020-09-01T20:30:00Z");

    assertThat(test.order(opening.id()).averagePrice()).isEqualByComparingTo("132.91");
    assertThat(test.order(closing.id()).averagePrice()).isEqualByComparingTo("134.18");
    assertThat(test.venue.positions(TestVenue.ACCOUNT)).isEmpty();
  }

  private static VenueOrder place(TestVenue test, Side side, String quantity, OrderTerms terms) {
    return TestVenue.accepted(
        test.venue.place(
            test.order(APPLE, side, OrderQuantity.units(quantity), terms), DuplicateRule.REFUSE));
  }

  private static void advance(TestVenue test, String to) {
    test.clock.set(Instant.parse(to));
    test.venue.advanceTo(test.clock.instant());
  }
}
