package io.brokerway.brokers.coinbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Money;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import io.brokerway.kit.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CoinbaseOrdersTest {
  private static final AccountKey ACCOUNT = new AccountKey("portfolio");
  private static final Instrument ETHER = Instrument.CryptoPair.parse("ETH-USD");
  private static final OrderQuantity HALF = OrderQuantity.units("0.5");

  @Test
  void aLimitOrderIsSentAsItsConfiguration() {
    var order = order(Side.BUY, HALF, OrderTerms.limit("2450.10", TimeInForce.GTC));

    assertThat(json(order))
        .isEqualTo(
            "{\"client_order_id\":\"id\",\"product_id\":\"ETH-USD\",\"side\":\"BUY\","
                + "\"order_configuration\":{\"limit_limit_gtc\":{\"base_size\":\"0.5\","
                + "\"limit_price\":\"2450.10\"}}}");
  }

  @Test
  void aStopWaitsOnTheFarSideOfTheMarket() {
    var terms = OrderTerms.stopLimit("3000", "3010", TimeInForce.GTC);

    assertThat(json(order(Side.BUY, HALF, terms)))
        .contains("\"stop_limit_stop_limit_gtc\"")
        .contains("STOP_DIRECTION_STOP_UP");
    assertThat(json(order(Side.SELL, HALF, terms))).contains("STOP_DIRECTION_STOP_DOWN");
  }

  @Test
  void anAmountOfMoneyIsAQuoteSize() {
    var money = OrderQuantity.notional(new Money(new BigDecimal("25.50"), CurrencyCode.USD));

    assertThat(json(order(Side.BUY, money, OrderTerms.market(TimeInForce.IOC))))
        .contains("\"market_market_ioc\":{\"quote_size\":\"25.50\"}");
  }

  @Test
  void anEndIsNamed() {
    var terms =
        new OrderTerms(
            OrderType.LIMIT,
            TimeInForce.GTD,
            TradingSession.REGULAR,
            BigDecimal.TEN,
            null,
            null,
            null,
            Instant.parse("2026-03-05T00:00:00Z"));

    assertThat(json(order(Side.BUY, HALF, terms)))
        .contains("\"limit_limit_gtd\"")
        .contains("\"end_time\":\"2026-03-05T00:00:00Z\"");
  }

  @Test
  void whatCoinbaseDoesNotHaveIsUnsupported() {
    var capabilities = CoinbaseBrokerFactory.capabilities(CoinbaseConfig.DEFAULTS, true);
    var money = OrderQuantity.notional(new Money(BigDecimal.TEN, CurrencyCode.USD));
    var sale = order(Side.SELL, money, OrderTerms.market(TimeInForce.IOC));
    var stop = order(Side.BUY, HALF, OrderTerms.stop("3000", TimeInForce.GTC));

    assertThatThrownBy(() -> CoinbaseOrderRules.requireSupported(sale, capabilities))
        .isInstanceOf(Unsupported.class);
    assertThatThrownBy(() -> CoinbaseOrderRules.requireSupported(stop, capabilities))
        .isInstanceOf(Unsupported.class);
    assertThatThrownBy(() ->
            CoinbaseOrderRules.requireSupported(
                order(Side.BUY, HALF, OrderTerms.limit("1", TimeInForce.GTC)),
                CoinbaseBrokerFactory.capabilities(CoinbaseConfig.DEFAULTS, false)))
        .isInstanceOf(Unsupported.class)
        .hasMessageContaining("may not trade");
  }

  @Test
  void anOrderOfTheReferenceIsRead() {
    var report = CoinbaseOrders.report(ACCOUNT, wire("http_get_order.json"));

    var terms = Objects.requireNonNull(report.terms());
    assertThat(report.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
    assertThat(report.quantity()).isEqualByComparingTo("0.5");
    assertThat(report.cumulativeQuantity()).isEqualByComparingTo("0.2");
    assertThat(report.averagePrice()).isEqualByComparingTo("2450.10");
    assertThat(terms.type()).isEqualTo(OrderType.LIMIT);
    assertThat(terms.limitPrice()).isEqualByComparingTo("2450.10");
    assertThat(report.updatedAt()).isEqualTo(Instant.parse("2026-02-01T12:03:04Z"));
    assertThat(report.text()).isEmpty();
  }

  @Test
  void anOrderByMoneyHasNoQuantityThoughOneIsShown() {
    var report = CoinbaseOrders.report(ACCOUNT, wire("http_get_order_market.json"));

    assertThat(report.quantity()).isNull();
    assertThat(report.notional()).isEqualByComparingTo("1.5");
    assertThat(report.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(report.cumulativeQuantity()).isEqualByComparingTo("0.0000203165253428");
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING,false,0,PENDING_NEW",
    "QUEUED,false,0,PENDING_NEW",
    "OPEN,false,0,NEW",
    "OPEN,false,0.1,PARTIALLY_FILLED",
    "OPEN,true,0.1,PENDING_CANCEL",
    "CANCEL_QUEUED,false,0,PENDING_CANCEL",
    "EDIT_QUEUED,false,0,PENDING_REPLACE",
    "FILLED,false,1,FILLED",
    "CANCELLED,false,0.1,CANCELED",
    "EXPIRED,false,0,EXPIRED",
    "FAILED,false,0,REJECTED",
  })
  void eachStateIsKnown(String word, boolean canceling, BigDecimal filled, OrderStatus status) {
    assertThat(CoinbaseOrders.status(word, canceling, filled)).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"UNKNOWN_ORDER_STATUS", "quantum_state", "open"})
  void anUnknownStateFailsLoudly(String word) {
    assertThatThrownBy(() -> CoinbaseOrders.status(word, false, BigDecimal.ZERO))
        .isInstanceOf(UnexpectedReply.class);
  }

  @Test
  void twoConfigurationsOfOneOrderAreNone() {
    var json =
        "{\"limit_limit_gtc\":{\"base_size\":\"1\"},\"limit_limit_fok\":{\"base_size\":\"1\"}}";
    var both = Json.read(json.getBytes(StandardCharsets.UTF_8), CoinbaseWire.Configuration.class);

    assertThatThrownBy(() -> CoinbaseOrders.Known.of(both)).isInstanceOf(UnexpectedReply.class);
  }

  private static CoinbaseWire.Order wire(String name) {
    return Objects.requireNonNull(
        Json.read(WireFile.bytes(name), CoinbaseWire.OrderReply.class).order());
  }

  private static String json(NewOrder order) {
    return new String(Json.write(CoinbaseOrders.placeOrder(order)), StandardCharsets.UTF_8);
  }

  private static NewOrder order(Side side, OrderQuantity quantity, OrderTerms terms) {
    return NewOrder.simple(ACCOUNT, "id", ETHER, side, quantity, terms);
  }
}
