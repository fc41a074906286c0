package io.brokerway.brokers.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Capabilities.QuantityKind;
import io.brokerway.broker.Money;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OsiSymbol;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.FillIdentity;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderIdentity;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.broker.order.TrailingOffset;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AlpacaCapabilitiesTest {
  private static final Capabilities CAPABILITIES =
      AlpacaBrokerFactory.capabilities(AlpacaConfig.DEFAULTS);

  private record Combination(
      AssetClass assetClass,
      OrderType type,
      TimeInForce timeInForce,
      TradingSession session,
      QuantityKind quantity) {
    boolean isDeclared() {
      return CAPABILITIES.takes(assetClass, type, timeInForce, session, quantity);
    }
  }

  @Test
  void theFactoryIsFoundByItsService() {
    var factories =
        ServiceLoader.load(BrokerFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(AlpacaBrokerFactory.class::isInstance)
            .toList();

    assertThat(factories).hasSize(1);
    assertThat(factories.getFirst().profile().id().value()).isEqualTo("alpaca");
    assertThat(factories.getFirst().profile().settings()).hasSize(17);
  }

  @Test
  void theIdentityOfOrdersAndFillsIsThatOfThePage() {
    var identity = Objects.requireNonNull(CAPABILITIES.orderIdentity());

    assertThat(identity.recovery()).isEqualTo(OrderIdentity.Recovery.ENFORCED_ID);
    assertThat(identity.findBy()).isEqualTo(OrderIdentity.FindBy.CLIENT_ID);
    assertThat(identity.format().maxLength()).isEqualTo(48);
    assertThat(CAPABILITIES.fillIdentity()).isEqualTo(FillIdentity.CUMULATIVE_QUANTITY);
  }

  @ParameterizedTest
  @CsvSource({
    "EQUITY, MARKET, DAY, REGULAR, WHOLE_UNITS, true",
    "EQUITY, MARKET, GTC, REGULAR, WHOLE_UNITS, true",
    "EQUITY, MARKET, OPG, REGULAR, WHOLE_UNITS, true",
    "EQUITY, LIMIT, CLS, REGULAR, WHOLE_UNITS, true",
    "EQUITY, LIMIT, FOK, REGULAR, WHOLE_UNITS, true",
    "EQUITY, STOP, GTC, REGULAR, WHOLE_UNITS, true",
    "EQUITY, STOP, IOC, REGULAR, WHOLE_UNITS, false",
    "EQUITY, TRAILING_STOP, GTC, REGULAR, WHOLE_UNITS, true",
    "EQUITY, TRAILING_STOP, DAY, EXTENDED, WHOLE_UNITS, false",
    "EQUITY, TRAILING_STOP, DAY, REGULAR, FRACTIONAL_UNITS, false",
    "EQUITY, LIMIT, DAY, EXTENDED, WHOLE_UNITS, true",
    "EQUITY, LIMIT, GTC, EXTENDED, WHOLE_UNITS, true",
    "EQUITY, LIMIT, IOC, EXTENDED, WHOLE_UNITS, false",
    "EQUITY, MARKET, DAY, EXTENDED, WHOLE_UNITS, false",
    "EQUITY, LIMIT, DAY, REGULAR, FRACTIONAL_UNITS, true",
    "EQUITY, LIMIT, GTC, REGULAR, FRACTIONAL_UNITS, false",
    "EQUITY, MARKET, DAY, REGULAR, NOTIONAL, true",
    "EQUITY, LIMIT, DAY, REGULAR, NOTIONAL, false",
    "EQUITY, MARKET, GTC, REGULAR, NOTIONAL, false",
    "OPTION, LIMIT, DAY, REGULAR, WHOLE_UNITS, true",
    "OPTION, LIMIT, GTC, REGULAR, WHOLE_UNITS, false",
    "OPTION, STOP, DAY, REGULAR, WHOLE_UNITS, false",
    "OPTION, MARKET, DAY, REGULAR, FRACTIONAL_UNITS, false",
    "CRYPTO, STOP_LIMIT, GTC, REGULAR, FRACTIONAL_UNITS, true",
    "CRYPTO, LIMIT, IOC, ALL, WHOLE_UNITS, true",
    "CRYPTO, MARKET, GTC, REGULAR, NOTIONAL, true",
    "CRYPTO, MARKET, DAY, REGULAR, WHOLE_UNITS, false",
    "CRYPTO, STOP, GTC, REGULAR, WHOLE_UNITS, false",
    "ETF, MARKET, DAY, REGULAR, WHOLE_UNITS, false",
    "FOREX, MARKET, DAY, REGULAR, WHOLE_UNITS, false"
  })
  void theRowsAreThoseOfThePage(
      AssetClass assetClass,
      OrderType type,
      TimeInForce timeInForce,
      TradingSession session,
      QuantityKind quantity,
      boolean taken) {
    assertThat(CAPABILITIES.takes(assetClass, type, timeInForce, session, quantity))
        .isEqualTo(taken);
  }

  @Test
  void whatIsDeclaredIsSentAndWhatIsNotIsRefusedBefore() {
    try (var alpaca = ScriptedAlpaca.start()) {
      alpaca.on(
          "POST",
          "/v2/orders",
          ScriptedAlpaca.json(
              403, WireFile.text("http_post_order_insufficient_buying_power.json")));
      var broker = Connected.to(alpaca, "trading-calls-per-minute", "10000");
      var combinations = combinations();
      var declared = combinations.stream().filter(Combination::isDeclared).toList();

      assertThat(declared).hasSizeGreaterThan(40);
      for (var combination : combinations) {
        var order = order(combination);
        if (combination.isDeclared()) {
          assertThat(broker.placeOrder(order, Attempt.unguarded()))
              .as(combination.toString())
              .isInstanceOf(CommandOutcome.Rejected.class);
        } else {
          assertThatThrownBy(() -> broker.placeOrder(order, Attempt.unguarded()))
              .as(combination.toString())
              .isInstanceOf(Unsupported.class);
        }
      }
      assertThat(alpaca.requests()).hasSameSizeAs(declared);
    }
  }

  private static List<Combination> combinations() {
    var all = new ArrayList<Combination>();
    for (var assetClass : List.of(AssetClass.EQUITY, AssetClass.OPTION, AssetClass.CRYPTO)) {
      for (var type : OrderType.values()) {
        for (var timeInForce : TimeInForce.values()) {
          for (var session : TradingSession.values()) {
            for (var quantity : QuantityKind.values()) {
              all.add(new Combination(assetClass, type, timeInForce, session, quantity));
            }
          }
        }
      }
    }
    return all;
  }

  private static NewOrder order(Combination wanted) {
    var type = wanted.type();
    var price = new BigDecimal("10");
    var terms =
        new OrderTerms(
            type,
            wanted.timeInForce(),
            wanted.session(),
            type.needsLimitPrice() ? price : null,
            type.needsStopPrice() ? price : null,
            type.trails() ? TrailingOffset.percent("1") : null,
            type == OrderType.TRAILING_STOP_LIMIT ? price : null,
            wanted.timeInForce() == TimeInForce.GTD ? Instant.parse("2026-12-01T00:00:00Z") : null);
    return NewOrder.simple(
        Connected.ACCOUNT,
        "id123456",
        instrument(wanted.assetClass()),
        Side.BUY,
        quantity(wanted.quantity()),
        terms);
  }

  private static Instrument instrument(AssetClass assetClass) {
    return switch (assetClass) {
      case OPTION -> Instrument.Option.us(OsiSymbol.parse("AAPL260619C00250000"));
      case CRYPTO -> Instrument.CryptoPair.parse("BTC-USD");
      default -> Instrument.Equity.us("AAPL");
    };
  }

  private static OrderQuantity quantity(QuantityKind kind) {
    return switch (kind) {
      case WHOLE_UNITS -> OrderQuantity.units("2");
      case FRACTIONAL_UNITS -> OrderQuantity.units("0.5");
      case NOTIONAL -> OrderQuantity.notional(Money.usd("100"));
    };
  }
}
