package io.brokerway.engine.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Capabilities;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Environment;
import io.brokerway.broker.Money;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.MarketHours.Session;
import io.brokerway.broker.order.FillIdentity;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderIdentity;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The edges of the checks that need no more than the order and its surroundings. */
final class OrderChecksTest {
  private static final Instrument ACME = Instrument.Equity.us("ACME");
  private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
  private static final Duration FRESH = Duration.ofSeconds(60);
  private static final Duration STALE = Duration.ofSeconds(61);

  private static Capabilities capabilities() {
    return new Capabilities(
        Set.of(AssetClass.EQUITY),
        List.of(
            new Capabilities.OrderSupport(
                Set.of(AssetClass.EQUITY),
                EnumSet.of(OrderType.MARKET, OrderType.LIMIT, OrderType.STOP_LIMIT),
                EnumSet.allOf(TimeInForce.class),
                EnumSet.allOf(TradingSession.class),
                EnumSet.allOf(Capabilities.QuantityKind.class))),
        Set.of(),
        Set.of(),
        new OrderIdentity(
            OrderIdentity.DuplicateIs.REFUSED,
            OrderIdentity.FindBy.CLIENT_ID,
            new OrderIdentity.IdFormat(OrderIdentity.IdFormat.Alphabet.BASE36, 28),
            Duration.ofSeconds(60),
            Duration.ofDays(1)),
        FillIdentity.EXECUTION_ID,
        Capabilities.Lane.ACCOUNT,
        Capabilities.Ownership.SHARED,
        Set.of(),
        Capabilities.MarketData.NONE,
        new Capabilities.History(null, null, Duration.ZERO),
        List.of(),
        Set.of());
  }

  private static Listing listing(
      boolean fractionable, @Nullable String least, @Nullable String lot, @Nullable String tick) {
    return new Listing(
        ACME,
        "Acme",
        true,
        fractionable,
        true,
        least == null ? null : new BigDecimal(least),
        lot == null ? null : new BigDecimal(lot),
        tick == null ? null : new BigDecimal(tick),
        List.of());
  }

  private static MarketView view(
      Environment environment,
      Listing listing,
      @Nullable MarketHours hours,
      @Nullable String reference,
      Duration age) {
    return new MarketView(
        environment,
        CurrencyCode.USD,
        capabilities(),
        true,
        "",
        Account.Status.ACTIVE,
        listing,
        true,
        hours,
        reference == null ? null : new BigDecimal(reference),
        age,
        NOW);
  }

  private static MarketView live(@Nullable String reference, Duration age, Session session) {
    return view(Environment.LIVE, listing(true, null, null, null), hours(session), reference, age);
  }

  private static MarketView paper(Listing listing) {
    return view(Environment.PAPER, listing, hours(Session.REGULAR), "100", Duration.ZERO);
  }

  private static MarketHours hours(Session session) {
    return new MarketHours(session, NOW, null, null);
  }

  private static NewOrder order(Side side, OrderQuantity quantity, OrderTerms terms) {
    return NewOrder.simple(new AccountKey("A1"), "id1", ACME, side, quantity, terms);
  }

  private static NewOrder limit(Side side, String units, String price) {
    return order(side, OrderQuantity.units(units), OrderTerms.limit(price, TimeInForce.DAY));
  }

  private static List<Refusal.Code> codes(NewOrder order, MarketView view) {
    return OrderChecks.check(order, view, RiskLimits.DEFAULTS).stream().map(Refusal::code).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "BUY, 110.00, true",
    "BUY, 110.01, false",
    "BUY, 1.00, true",
    "SELL, 90.00, true",
    "SELL, 89.99, false",
    "SELL, 900.00, true",
    "SELL_SHORT, 89.99, false",
  })
  void theCollarOfALiveAccountHoldsTheAggressiveSideOnly(Side side, String price, boolean passes) {
    var codes = codes(limit(side, "1", price), live("100", Duration.ZERO, Session.REGULAR));

    assertThat(codes.contains(Refusal.Code.PRICE_COLLAR)).isEqualTo(!passes);
  }

  @Test
  void aPaperAccountHasNoCollar() {
    assertThat(codes(limit(Side.BUY, "1", "500"), paper(listing(true, null, null, null))))
        .isEmpty();
  }

  @Test
  void theCollarOfAStopLimitIsMeasuredFromItsStop() {
    var terms =
        new OrderTerms(
            OrderType.STOP_LIMIT,
            TimeInForce.DAY,
            TradingSession.REGULAR,
            new BigDecimal("160"),
            new BigDecimal("150"),
            null,
            null,
            null);

    assertThat(
            codes(
                order(Side.BUY, OrderQuantity.units("1"), terms),
                live("100", Duration.ZERO, Session.REGULAR)))
        .isEmpty();
  }

  @Test
  void aStaleOrMissingPriceRefusesOnALiveAccount() {
    var order = limit(Side.BUY, "1", "100");

    assertThat(codes(order, live("100", FRESH, Session.REGULAR))).isEmpty();
    assertThat(codes(order, live("100", STALE, Session.REGULAR)))
        .containsExactly(Refusal.Code.REFERENCE_PRICE_STALE);
    assertThat(codes(order, live(null, Duration.ZERO, Session.REGULAR)))
        .containsExactly(Refusal.Code.REFERENCE_PRICE_MISSING);
  }

  @Test
  void withoutTheHoursAStalePriceRefusesToo() {
    var view = view(Environment.LIVE, listing(true, null, null, null), null, "100", STALE);

    assertThat(codes(limit(Side.BUY, "1", "100"), view))
        .containsExactly(Refusal.Code.REFERENCE_PRICE_STALE);
  }

  @Test
  void whileItsMarketIsClosedTheLastPriceIsTheMeasure() {
    assertThat(codes(limit(Side.BUY, "1", "110"), live("100", STALE, Session.CLOSED))).isEmpty();
    assertThat(codes(limit(Side.BUY, "1", "111"), live("100", STALE, Session.CLOSED)))
        .containsExactly(Refusal.Code.PRICE_COLLAR);
  }

  @Test
  void anOrderThatTradesBeforeTheOpenNeedsAFreshPriceThen() {
    var terms =
        new OrderTerms(
            OrderType.LIMIT,
            TimeInForce.DAY,
            TradingSession.EXTENDED,
            new BigDecimal("100"),
            null,
            null,
            null,
            null);
    var extended = order(Side.BUY, OrderQuantity.units("1"), terms);

    assertThat(codes(extended, live("100", STALE, Session.PRE_MARKET)))
        .containsExactly(Refusal.Code.REFERENCE_PRICE_STALE);
    assertThat(codes(limit(Side.BUY, "1", "100"), live("100", STALE, Session.PRE_MARKET)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "IOC, CLOSED, false",
    "FOK, CLOSED, false",
    "IOC, PRE_MARKET, false",
    "IOC, REGULAR, true",
    "FOK, REGULAR, true",
    "DAY, CLOSED, true",
    "GTC, CLOSED, true",
  })
  void whatMustFillAtOnceNeedsAnOpenMarket(
      TimeInForce timeInForce, Session session, boolean passes) {
    var order = order(Side.BUY, OrderQuantity.units("1"), OrderTerms.limit("100", timeInForce));
    var view =
        view(
            Environment.PAPER,
            listing(true, null, null, null),
            hours(session),
            "100",
            Duration.ZERO);

    assertThat(codes(order, view))
        .isEqualTo(passes ? List.of() : List.of(Refusal.Code.MARKET_CLOSED));
  }

  @ParameterizedTest
  @CsvSource({
    "100.01, true",
    "100.001, false",
    "1.00, true",
    "1.0001, false",
    "0.9999, true",
    "0.99999, false",
  })
  void pricesOfSharesHaveTheStepOfTheRule(String price, boolean passes) {
    assertThat(codes(limit(Side.SELL, "1", price), paper(listing(true, null, null, null))))
        .isEqualTo(passes ? List.of() : List.of(Refusal.Code.PRICE_INCREMENT));
  }

  @Test
  void theBrokersOwnStepGoesFirst() {
    var view = paper(listing(true, null, null, "0.05"));

    assertThat(codes(limit(Side.BUY, "1", "100.05"), view)).isEmpty();
    assertThat(codes(limit(Side.BUY, "1", "100.01"), view))
        .containsExactly(Refusal.Code.PRICE_INCREMENT);
  }

  @Test
  void quantitiesKeepLotAndLeastOrder() {
    var lots = paper(listing(false, "10", "5", null));
    var whole = paper(listing(false, null, null, null));

    assertThat(codes(limit(Side.BUY, "15", "100"), lots)).isEmpty();
    assertThat(codes(limit(Side.BUY, "12", "100"), lots))
        .containsExactly(Refusal.Code.QUANTITY_INCREMENT);
    assertThat(codes(limit(Side.BUY, "5", "100"), lots))
        .containsExactly(Refusal.Code.QUANTITY_TOO_SMALL);
    assertThat(codes(limit(Side.BUY, "0.5", "100"), whole))
        .containsExactly(Refusal.Code.QUANTITY_INCREMENT);
  }

  @Test
  void sizeIsLimitedInUnitsAndInMoney() {
    var view = paper(listing(true, null, null, null));

    assertThat(codes(limit(Side.BUY, "1000000", "5"), view)).isEmpty();
    assertThat(codes(limit(Side.BUY, "1000001", "1"), view))
        .containsExactly(Refusal.Code.MAX_QUANTITY);
    assertThat(codes(limit(Side.BUY, "1000000", "5.01"), view))
        .containsExactly(Refusal.Code.MAX_NOTIONAL);
  }

  @Test
  void anOrderByMoneyIsLimitedAndInTheAccountsCurrency() {
    var view = paper(listing(true, null, null, null));
    var terms =
        new OrderTerms(
            OrderType.MARKET,
            TimeInForce.DAY,
            TradingSession.REGULAR,
            null,
            null,
            null,
            null,
            null);
    var most = new OrderQuantity.Notional(new Money(new BigDecimal("5000000"), CurrencyCode.USD));
    var more = new OrderQuantity.Notional(new Money(new BigDecimal("5000001"), CurrencyCode.USD));

    assertThat(codes(order(Side.BUY, most, terms), view)).isEmpty();
    assertThat(codes(order(Side.BUY, more, terms), view))
        .containsExactly(Refusal.Code.MAX_NOTIONAL);
  }
}
