package io.brokerway.exchange;

import static io.brokerway.broker.order.OrderStatus.CANCELED;
import static io.brokerway.broker.order.OrderStatus.EXPIRED;
import static io.brokerway.broker.order.OrderStatus.FILLED;
import static io.brokerway.broker.order.OrderStatus.NEW;
import static io.brokerway.broker.order.OrderStatus.PARTIALLY_FILLED;
import static io.brokerway.broker.order.OrderStatus.REPLACED;
import static io.brokerway.broker.order.OrderStatus.SUSPENDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Money;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.broker.order.TrailingOffset;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MatchingTest {
  private final ScriptedPrices prices = new ScriptedPrices();
  private final TestVenue test = TestVenue.of(prices);

  @Test
  void marketOrderFillsAtTheAskAtOnce() {
    var order = test.place(Side.BUY, "10", OrderTerms.market(TimeInForce.DAY));

    assertThat(order.status()).isEqualTo(FILLED);
    assertThat(order.averagePrice()).isEqualByComparingTo("100.02");
    assertThat(test.balance().cash()).isEqualByComparingTo("98999.80");
  }

  @Test
  void limitOrderRestsUntilTheAskReachesItAndGetsTheBetterPrice() {
    prices.at(5, "99.00", "99.10", 1000);
    var order = test.place(Side.BUY, "10", OrderTerms.limit("99.50", TimeInForce.DAY));

    test.runTo(4);
    assertThat(test.order(order.id()).status()).isEqualTo(NEW);
    test.runTo(5);

    assertThat(test.order(order.id()).status()).isEqualTo(FILLED);
    assertThat(test.order(order.id()).averagePrice()).isEqualByComparingTo("99.10");
    assertThat(test.order(order.id()).filledAt()).isEqualTo(ScriptedPrices.START.plusSeconds(5));
  }

  @Test
  void sellLimitFillsOnlyAtOrAboveIt() {
    prices.at(3, "101.00", "101.05", 1000).at(9, "102.00", "102.05", 1000);
    test.place(Side.BUY, "10", OrderTerms.market(TimeInForce.DAY));
    var order = test.place(Side.SELL, "10", OrderTerms.limit("101.50", TimeInForce.GTC));

    test.runTo(8);
    assertThat(test.order(order.id()).status()).isEqualTo(NEW);
    test.runTo(9);

    assertThat(test.order(order.id()).averagePrice()).isEqualByComparingTo("102.00");
    assertThat(test.balance().realizedProfit()).isEqualByComparingTo("19.80");
  }

  @Test
  void stopBecomesAMarketOrderWhenTheLastPriceReachesIt() {
    prices.at(2, "98.00", "98.05", 1000);
    test.place(Side.BUY, "10", OrderTerms.market(TimeInForce.DAY));
    var order = test.place(Side.SELL, "10", OrderTerms.stop("98.50", TimeInForce.GTC));

    test.runTo(1);
    assertThat(test.order(order.id()).triggered()).isFalse();
    test.runTo(2);

    assertThat(test.order(order.id()).triggered()).isTrue();
    assertThat(test.order(order.id()).averagePrice()).isEqualByComparingTo("98.00");
  }

  @Test
  void stopLimitWaitsAtItsLimitOnceTriggered() {
    prices.at(2, "102.00", "102.05", 1000).at(6, "100.80", "100.90", 1000);
    var order =
        test.place(Side.BUY, "10", OrderTerms.stopLimit("101.00", "101.00", TimeInForce.GTC));

    test.runTo(5);
    assertThat(test.order(order.id()).triggered()).isTrue();
    assertThat(test.order(order.id()).status()).isEqualTo(NEW);
    test.runTo(6);

    assertThat(test.order(order.id()).averagePrice()).isEqualByComparingTo("100.90");
  }

  @Test
  void trailingStopFollowsTheHighAndNeverFallsBack() {
    prices
        .at(2, "104.00", "104.02", 1000)
        .at(4, "103.00", "103.02", 1000)
        .at(6, "101.90", "101.95", 1000);
    test.place(Side.BUY, "10", OrderTerms.market(TimeInForce.DAY));
    var order =
        test.place(
            Side.SELL,
            "10",
            OrderTerms.trailingStop(TrailingOffset.amount("2.00"), TimeInForce.GTC));
    assertThat(order.trailStop()).isEqualByComparingTo("98.00");

    test.runTo(5);
    assertThat(test.order(order.id()).highWaterMark()).isEqualByComparingTo("104.00");
    assertThat(test.order(order.id()).trailStop()).isEqualByComparingTo("102.00");
    test.runTo(6);

    assertThat(test.order(order.id()).averagePrice()).isEqualByComparingTo("101.90");
  }

  @Test
  void trailingBuyFollowsTheLowInPercent() {
    prices.at(2, "90.00", "90.02", 1000).at(4, "90.90", "90.95", 1000);
    var order =
        test.place(
            Side.BUY, "10", OrderTerms.trailingStop(TrailingOffset.percent("1"), TimeInForce.GTC));
    assertThat(order.trailStop()).isEqualByComparingTo("101.00");

    test.runTo(3);
    assertThat(test.order(order.id()).trailStop()).isEqualByComparingTo("90.90");
    test.runTo(4);

    assertThat(test.order(order.id()).status()).isEqualTo(FILLED);
  }

  @Test
  void displayedSizeLimitsAFillUntilItIsReplenished() {
    prices.at(0, "100.00", "100.02", 300);
    var order = test.place(Side.BUY, "700", OrderTerms.market(TimeInForce.DAY));

    assertThat(order.status()).isEqualTo(PARTIALLY_FILLED);
    assertThat(order.leavesQuantity()).isEqualByComparingTo("400");
    test.runTo(59);
    assertThat(test.order(order.id()).cumulativeQuantity()).isEqualByComparingTo("300");
    test.runTo(60);
    assertThat(test.order(order.id()).cumulativeQuantity()).isEqualByComparingTo("600");
    test.runTo(120);

    assertThat(test.order(order.id()).status()).isEqualTo(FILLED);
    assertThat(test.venue.executions(TestVenue.ACCOUNT, order.id()))
        .extracting(execution -> execution.cumulativeQuantity().intValueExact())
        .containsExactly(300, 600, 700);
  }

  @Test
  void immediateOrCancelKeepsWhatFilledAndCancelsTheRest() {
    prices.at(0, "100.00", "100.02", 300);

    var order = test.place(Side.BUY, "700", OrderTerms.market(TimeInForce.IOC));

    assertThat(order.status()).isEqualTo(CANCELED);
    assertThat(order.cumulativeQuantity()).isEqualByComparingTo("300");
  }

  @Test
  void fillOrKillFillsWholeOrNotAtAll() {
    prices.at(0, "100.00", "100.02", 300);

    var tooMuch = test.place(Side.BUY, "301", OrderTerms.market(TimeInForce.FOK));
    var enough = test.place(Side.BUY, "300", OrderTerms.market(TimeInForce.FOK));

    assertThat(tooMuch.status()).isEqualTo(CANCELED);
    assertThat(tooMuch.cumulativeQuantity()).isEqualByComparingTo("0");
    assertThat(enough.status()).isEqualTo(FILLED);
  }

  @Test
  void notionalBuysAsManyUnitsAsTheMoneyPays() {
    var order =
        TestVenue.accepted(
            test.venue.place(
                test.order(
                    ScriptedPrices.ACME,
                    Side.BUY,
                    OrderQuantity.notional(Money.usd("250.00")),
                    OrderTerms.market(TimeInForce.DAY)),
                DuplicateRule.REFUSE));

    assertThat(order.status()).isEqualTo(FILLED);
    assertThat(order.cumulativeQuantity()).isEqualByComparingTo("2.499500099");
    assertThat(test.balance().cash())
        .isBetween(new BigDecimal("99750"), new BigDecimal("99750.01"));
  }

  @Test
  void dayOrderExpiresWithItsSessionAndGoodTillDateAtItsMoment() {
    var until = ScriptedPrices.START.plusSeconds(30);
    var day = test.place(Side.BUY, "1", OrderTerms.limit("50.00", TimeInForce.DAY));
    var dated =
        test.place(
            Side.BUY,
            "1",
            new OrderTerms(
                OrderType.LIMIT,
                TimeInForce.GTD,
                TradingSession.REGULAR,
                new BigDecimal("50.00"),
                null,
                null,
                null,
                until));
    var lasting = test.place(Side.BUY, "1", OrderTerms.limit("50.00", TimeInForce.GTC));

    test.run(Duration.ofDays(2));

    assertThat(test.order(day.id()).expiredAt()).isEqualTo("2026-03-03T00:00:00Z");
    assertThat(test.order(dated.id()).expiredAt()).isEqualTo(until);
    assertThat(test.order(lasting.id()).status()).isEqualTo(NEW);
    assertThat(test.order(day.id()).status()).isEqualTo(EXPIRED);
  }

  @Test
  void replaceCarriesOnWhatFilledAndTakesTheNewTotal() {
    prices.at(0, "100.00", "100.02", 300);
    var order = test.place(Side.BUY, "500", OrderTerms.limit("100.02", TimeInForce.GTC));

    var replaced =
        TestVenue.accepted(
            test.venue.replace(
                TestVenue.ACCOUNT,
                order.id(),
                new OrderChange(new BigDecimal("400"), null, null, null, null, null),
                "newid"));
    test.runTo(60);

    assertThat(test.order(order.id()).status()).isEqualTo(REPLACED);
    assertThat(test.order(order.id()).replacedBy()).isEqualTo(replaced.id());
    assertThat(replaced.carriedQuantity()).isEqualByComparingTo("300");
    assertThat(test.order(replaced.id()).cumulativeQuantity()).isEqualByComparingTo("400");
    assertThat(test.order(replaced.id()).status()).isEqualTo(FILLED);
    assertThat(test.venue.positions(TestVenue.ACCOUNT).getFirst().quantity())
        .isEqualByComparingTo("400");
  }

  @Test
  void replaceBelowWhatFilledIsRefused() {
    prices.at(0, "100.00", "100.02", 300);
    var order = test.place(Side.BUY, "500", OrderTerms.limit("100.02", TimeInForce.GTC));

    var reply =
        test.venue.replace(
            TestVenue.ACCOUNT,
            order.id(),
            new OrderChange(new BigDecimal("300"), null, null, null, null, null),
            "");

    assertThat(TestVenue.refused(reply).reason()).isEqualTo(RejectReason.INVALID_QUANTITY);
    assertThat(test.order(order.id()).status()).isEqualTo(PARTIALLY_FILLED);
  }

  @Test
  void canceledOrderFreesWhatItBound() {
    var before = test.balance().buyingPower();
    var order = test.place(Side.BUY, "100", OrderTerms.limit("90.00", TimeInForce.GTC));
    assertThat(test.balance().buyingPower()).isLessThan(before);

    var canceled = TestVenue.accepted(test.venue.cancel(TestVenue.ACCOUNT, order.id()));
    var again = TestVenue.refused(test.venue.cancel(TestVenue.ACCOUNT, order.id()));

    assertThat(canceled.status()).isEqualTo(CANCELED);
    assertThat(test.balance().buyingPower()).isEqualTo(before);
    assertThat(again.reason()).isEqualTo(RejectReason.TOO_LATE);
  }

  @Test
  void secondOrderOfAnIdIsRefusedOrAnsweredWithTheFirst() {
    var order = test.order(Side.BUY, "10", OrderTerms.market(TimeInForce.DAY));
    var first = TestVenue.accepted(test.venue.place(order, DuplicateRule.REFUSE));

    var refused = TestVenue.refused(test.venue.place(order, DuplicateRule.REFUSE));
    var returned = test.venue.place(order, DuplicateRule.RETURN_ORIGINAL);

    assertThat(refused.reason()).isEqualTo(RejectReason.DUPLICATE_CLIENT_ORDER_ID);
    assertThat(returned).isEqualTo(new VenueReply.Accepted(first, true));
    assertThat(test.venue.orders(TestVenue.ACCOUNT)).hasSize(1);
  }

  @Test
  void bracketHoldsItsExitsUntilTheEntryFilledAndOneExitCancelsTheOther() {
    prices.at(5, "110.00", "110.05", 1000);
    var entry =
        TestVenue.accepted(
            test.venue.place(
                test.group(
                    OrderClass.BRACKET,
                    Side.BUY,
                    "10",
                    OrderTerms.limit("100.02", TimeInForce.GTC),
                    ExitOrder.takeProfit(new BigDecimal("109.00")),
                    ExitOrder.stopLoss(new BigDecimal("95.00"), null)),
                DuplicateRule.REFUSE));

    test.runTo(1);
    var profit = entry.legIds().getFirst();
    var loss = entry.legIds().getLast();
    assertThat(test.order(profit).status()).isEqualTo(NEW);
    assertThat(test.order(loss).status()).isEqualTo(NEW);
    test.runTo(5);

    assertThat(test.order(profit).averagePrice()).isEqualByComparingTo("110.00");
    assertThat(test.order(loss).status()).isEqualTo(CANCELED);
    assertThat(test.venue.positions(TestVenue.ACCOUNT)).isEmpty();
  }

  @Test
  void bracketThatIsCanceledUnfilledTakesItsExitsWithIt() {
    var entry =
        TestVenue.accepted(
            test.venue.place(
                test.group(
                    OrderClass.BRACKET,
                    Side.BUY,
                    "10",
                    OrderTerms.limit("90.00", TimeInForce.GTC),
                    ExitOrder.takeProfit(new BigDecimal("109.00")),
                    ExitOrder.stopLoss(new BigDecimal("85.00"), null)),
                DuplicateRule.REFUSE));
    assertThat(entry.legIds())
        .allSatisfy(leg -> assertThat(test.order(leg).status()).isEqualTo(SUSPENDED));

    var canceled = TestVenue.accepted(test.venue.cancel(TestVenue.ACCOUNT, entry.id()));

    assertThat(canceled.status()).isEqualTo(CANCELED);
    assertThat(test.venue.openOrders(TestVenue.ACCOUNT)).isEmpty();
  }

  @Test
  void partOfOneExitShrinksTheOther() {
    prices.at(0, "100.00", "100.02", 300).at(5, "105.00", "105.05", 300);
    test.place(Side.BUY, "300", OrderTerms.market(TimeInForce.DAY));
    test.runTo(1);
    prices.at(5, "105.00", "105.05", 100);
    var profit =
        TestVenue.accepted(
            test.venue.place(
                test.group(
                    OrderClass.OCO,
                    Side.SELL,
                    "300",
                    OrderTerms.limit("104.00", TimeInForce.GTC),
                    ExitOrder.takeProfit(new BigDecimal("104.00")),
                    ExitOrder.stopLoss(new BigDecimal("95.00"), null)),
                DuplicateRule.REFUSE));

    test.runTo(5);

    var loss = test.order(profit.legIds().getFirst());
    assertThat(test.order(profit.id()).cumulativeQuantity()).isEqualByComparingTo("100");
    assertThat(loss.quantity()).isEqualByComparingTo("200");
    assertThat(loss.status()).isEqualTo(NEW);
  }

  @Test
  void listenersHearInOrderWhatHappened() throws InterruptedException {
    var heard = new java.util.concurrent.LinkedBlockingQueue<VenueListener.OrderEvent>();
    try (var subscription = test.venue.subscribe((event, order, execution) -> heard.add(event))) {
      prices.at(3, "99.00", "99.01", 1000);
      test.place(Side.BUY, "10", OrderTerms.limit("99.50", TimeInForce.GTC));
      test.runTo(3);

      var events =
          java.util.Arrays.asList(
              heard.poll(5, java.util.concurrent.TimeUnit.SECONDS),
              heard.poll(5, java.util.concurrent.TimeUnit.SECONDS));

      assertThat(subscription).isNotNull();
      assertThat(events)
          .containsExactly(VenueListener.OrderEvent.NEW, VenueListener.OrderEvent.FILL);
    }
  }
}
