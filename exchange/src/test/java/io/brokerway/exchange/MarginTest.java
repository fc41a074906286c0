package io.brokerway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Money;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class MarginTest {
  private static final OrderTerms MARKET = OrderTerms.market(TimeInForce.DAY);
  private final ScriptedPrices prices = new ScriptedPrices();
  private final TestVenue test = TestVenue.of(prices);

  @Test
  void regulationTLetsAnAccountBuyTwiceItsEquity() {
    assertThat(test.balance().buyingPower()).isEqualByComparingTo("200000");
    assertThat(test.balance().nonMarginableBuyingPower()).isEqualByComparingTo("100000");

    var tooMuch = test.refused(Side.BUY, "2000", MARKET);
    var possible = test.place(Side.BUY, "1000", MARKET);

    assertThat(tooMuch.reason()).isEqualTo(RejectReason.INSUFFICIENT_FUNDS);
    assertThat(tooMuch.text()).contains("200040.00", "200000.00");
    assertThat(possible.cumulativeQuantity()).isEqualByComparingTo("1000");
    // 100,000 at the bid is long value; half of it is bound; 20 dollars were lost to the spread.
    assertThat(test.balance().equity()).isEqualByComparingTo("99980");
    assertThat(test.balance().initialMargin()).isEqualByComparingTo("50000");
    assertThat(test.balance().maintenanceMargin()).isEqualByComparingTo("25000");
    assertThat(test.balance().buyingPower()).isEqualByComparingTo("99960");
  }

  @Test
  void shortSaleBindsOneHundredAndFiftyPercent() {
    var order = test.place(Side.SELL_SHORT, "500", MARKET);

    assertThat(order.averagePrice()).isEqualByComparingTo("100.00");
    var balance = test.balance();
    assertThat(balance.cash()).isEqualByComparingTo("150000");
    assertThat(balance.shortMarketValue()).isEqualByComparingTo("-50000");
    assertThat(balance.equity()).isEqualByComparingTo("100000");
    assertThat(balance.initialMargin()).isEqualByComparingTo("25000");
    assertThat(balance.maintenanceMargin()).isEqualByComparingTo("15000");
    assertThat(balance.buyingPower()).isEqualByComparingTo("150000");
  }

  @Test
  void shortPositionThatRisesLosesAndIsBoughtBack() {
    prices.at(5, "110.00", "110.10", 1000);
    test.place(Side.SELL_SHORT, "100", MARKET);
    test.runTo(5);
    var position = test.venue.positions(TestVenue.ACCOUNT).getFirst();
    assertThat(position.quantity()).isEqualByComparingTo("-100");
    assertThat(position.averagePrice()).isEqualByComparingTo("100");
    assertThat(position.unrealizedProfit()).isEqualByComparingTo("-1000");

    test.place(Side.BUY, "100", MARKET);

    assertThat(test.venue.positions(TestVenue.ACCOUNT)).isEmpty();
    assertThat(test.balance().realizedProfit()).isEqualByComparingTo("-1010");
    assertThat(test.balance().cash()).isEqualByComparingTo("98990");
  }

  @Test
  void marginCallTellsHowMuchEquityIsMissing() {
    prices.at(0, "100.00", "100.00", 5000).at(5, "60.00", "60.02", 5000);
    test.place(Side.BUY, "2000", MARKET);

    test.runTo(5);

    // Equity 20,000; a quarter of 120,000 is needed.
    assertThat(test.balance().equity()).isEqualByComparingTo("20000");
    assertThat(test.balance().marginCall()).isEqualByComparingTo("10000");
    assertThat(test.balance().buyingPower()).isEqualByComparingTo("0");
  }

  @Test
  void restingOrdersBindBuyingPowerUntilTheyFill() {
    test.place(Side.BUY, "1000", OrderTerms.limit("90.00", TimeInForce.GTC));

    assertThat(test.balance().buyingPower()).isEqualByComparingTo("110000");
    assertThat(test.refused(Side.BUY, "1223", OrderTerms.limit("90.00", TimeInForce.GTC)).reason())
        .isEqualTo(RejectReason.INSUFFICIENT_FUNDS);
    assertThat(test.place(Side.BUY, "1222", OrderTerms.limit("90.00", TimeInForce.GTC)).isOpen())
        .isTrue();
  }

  @Test
  void openSellsBindTheHolding() {
    test.place(Side.BUY, "100", MARKET);
    test.place(Side.SELL, "60", OrderTerms.limit("120.00", TimeInForce.GTC));

    var refused = test.refused(Side.SELL, "41", MARKET);

    assertThat(refused.reason()).isEqualTo(RejectReason.INSUFFICIENT_POSITION);
    assertThat(test.venue.positions(TestVenue.ACCOUNT).getFirst().available())
        .isEqualByComparingTo("40");
  }

  @Test
  void shortSaleIsRefusedToWhoeverHoldsTheShareAndInFractions() {
    assertThat(test.refused(Side.SELL_SHORT, "1.5", MARKET).reason())
        .isEqualTo(RejectReason.INVALID_QUANTITY);
    test.place(Side.BUY, "100", MARKET);

    assertThat(test.refused(Side.SELL_SHORT, "10", MARKET).reason()).isEqualTo(RejectReason.RULE);
  }

  @Test
  void coinsCannotBeSoldShortAndBindTheirWholeValue() {
    var shorted =
        test.venue.place(
            test.order(ScriptedPrices.COIN, Side.SELL_SHORT, OrderQuantity.units("1"), MARKET),
            DuplicateRule.REFUSE);
    var tooMuch =
        test.venue.place(
            test.order(ScriptedPrices.COIN, Side.BUY, OrderQuantity.units("10.1"), MARKET),
            DuplicateRule.REFUSE);
    var bought =
        test.venue.place(
            test.order(ScriptedPrices.COIN, Side.BUY, OrderQuantity.units("5"), MARKET),
            DuplicateRule.REFUSE);

    assertThat(TestVenue.refused(shorted).reason()).isEqualTo(RejectReason.NOT_SHORTABLE);
    assertThat(TestVenue.refused(tooMuch).reason()).isEqualTo(RejectReason.INSUFFICIENT_FUNDS);
    assertThat(TestVenue.accepted(bought).isOpen()).isFalse();
    assertThat(test.balance().nonMarginableBuyingPower()).isEqualByComparingTo("50000");
  }

  @Test
  void cashAccountSpendsItsCashAndNeverSellsShort() {
    var account = new AccountKey("cash");
    test.venue.openAccount(account, AccountTerms.cash(), new BigDecimal("1000"));

    var shorted = test.venue.place(order(account, "a", Side.SELL_SHORT, "1"), DuplicateRule.REFUSE);
    var tooMuch = test.venue.place(order(account, "b", Side.BUY, "10"), DuplicateRule.REFUSE);
    var bought = test.venue.place(order(account, "c", Side.BUY, "9"), DuplicateRule.REFUSE);

    assertThat(TestVenue.refused(shorted).reason()).isEqualTo(RejectReason.NOT_PERMITTED);
    assertThat(TestVenue.refused(tooMuch).reason()).isEqualTo(RejectReason.INSUFFICIENT_FUNDS);
    assertThat(TestVenue.accepted(bought).isOpen()).isFalse();
    assertThat(test.venue.balance(account).buyingPower()).isEqualByComparingTo("99.82");
  }

  private static NewOrder order(AccountKey account, String id, Side side, String quantity) {
    return NewOrder.simple(
        account, id, ScriptedPrices.ACME.instrument(), side, OrderQuantity.units(quantity), MARKET);
  }

  @Test
  void commissionAndSlippageAreCharged() {
    var config =
        TestVenue.config()
            .withCommissions(
                new Commission.PerUnit(new BigDecimal("0.005"), BigDecimal.ONE),
                new Commission.Percent(new BigDecimal("0.25")))
            .withSlippage(BigDecimal.TEN);
    var dear = TestVenue.of(prices, ScriptedPrices.START, config);

    var order = dear.place(Side.BUY, "1000", MARKET);
    var coin =
        TestVenue.accepted(
            dear.venue.place(
                dear.order(ScriptedPrices.COIN, Side.BUY, OrderQuantity.units("1"), MARKET),
                DuplicateRule.REFUSE));

    // 100.02 and a tenth of a percent, rounded up to the cent.
    assertThat(order.averagePrice()).isEqualByComparingTo("100.13");
    assertThat(dear.venue.executions(TestVenue.ACCOUNT, order.id()).getFirst().fee())
        .isEqualByComparingTo("5");
    assertThat(dear.venue.executions(TestVenue.ACCOUNT, coin.id()).getFirst().fee())
        .isEqualByComparingTo("25.03");
  }

  @Test
  void settingCashIsAnAdjustmentInTheLedger() {
    var transaction = test.venue.setCash(TestVenue.ACCOUNT, new BigDecimal("2500"), "set");

    assertThat(transaction.type()).isEqualTo(TransactionType.ADJUSTMENT);
    assertThat(transaction.amount()).isEqualByComparingTo("-97500");
    assertThat(test.balance().cash()).isEqualByComparingTo("2500");
  }

  @Test
  void notionalSellIsHeldToTheHolding() {
    test.place(Side.BUY, "2", MARKET);
    var order =
        test.order(
            ScriptedPrices.ACME, Side.SELL, OrderQuantity.notional(Money.usd("300.00")), MARKET);

    var reply = test.venue.place(order, DuplicateRule.REFUSE);

    assertThat(TestVenue.refused(reply).reason()).isEqualTo(RejectReason.INSUFFICIENT_POSITION);
  }
}
