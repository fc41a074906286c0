package io.brokerway.simulators.zerodha;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zerodhatech.kiteconnect.KiteConnect;
import com.zerodhatech.kiteconnect.Routes;
import com.zerodhatech.kiteconnect.kitehttp.exceptions.KiteException;
import com.zerodhatech.kiteconnect.kitehttp.exceptions.MarginException;
import com.zerodhatech.kiteconnect.kitehttp.exceptions.OrderException;
import com.zerodhatech.kiteconnect.kitehttp.exceptions.TokenException;
import com.zerodhatech.models.GTTParams;
import com.zerodhatech.models.Order;
import com.zerodhatech.models.OrderParams;
import com.zerodhatech.models.Tick;
import com.zerodhatech.ticker.KiteTicker;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.json.JSONException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Zerodha's own Java SDK, kiteconnect 3.5.1, understands the simulator. */
final class KiteJavaSdkTest {
  private static final String RELIANCE = "NSE:RELIANCE";

  private final ZerodhaSimulator zerodha = ZerodhaSimulator.start();
  private final Map<String, Object> before = new HashMap<>();
  private KiteConnect sdk = new KiteConnect("none");

  /** The SDK has no setter for its addresses. */
  @BeforeEach
  void logIn() throws ReflectiveOperationException, IOException, KiteException, JSONException {
    zerodha.broker().allowCalls(1_000);
    lead("_rootUrl", zerodha.apiUrl().toString());
    lead("_loginUrl", zerodha.loginUrl().toString());
    lead("_wsuri", zerodha.tickerUrl() + "?access_token=:access_token&api_key=:api_key");
    var app = DemoLogins.APP;
    sdk = new KiteConnect(app.apiKey());
    assertThat(sdk.getLoginURL()).startsWith(zerodha.loginUrl().toString());
    var token = Kite.requestToken(zerodha, DemoLogins.FIRST.user());
    var user = sdk.generateSession(token, app.secret());
    sdk.setAccessToken(user.accessToken);
    sdk.setUserId(user.userId);
  }

  @AfterEach
  void close() throws ReflectiveOperationException {
    for (var field : before.entrySet()) {
      set(field.getKey(), field.getValue());
    }
    zerodha.close();
  }

  private void lead(String field, String address) throws ReflectiveOperationException {
    var of = Routes.class.getDeclaredField(field);
    of.setAccessible(true);
    before.put(field, of.get(null));
    of.set(null, address);
  }

  private static void set(String field, Object value) throws ReflectiveOperationException {
    var of = Routes.class.getDeclaredField(field);
    of.setAccessible(true);
    of.set(null, value);
  }

  @Test
  void readsProfileMarginsAndInstruments() throws KiteException, IOException, JSONException {
    assertThat(sdk.getProfile().broker).isEqualTo("ZERODHA");
    assertThat(new BigDecimal(sdk.getMargins("equity").available.liveBalance))
        .isEqualByComparingTo("500000");
    assertThat(sdk.getMargins()).containsOnlyKeys("equity", "commodity");
    assertThat(sdk.getInstruments("BSE"))
        .extracting(row -> row.tradingsymbol + " " + row.instrument_token)
        .contains("RELIANCE 128083204");
    assertThat(sdk.getHoldings()).isEmpty();
  }

  @Test
  void buysAndHoldsAPosition() throws KiteException, IOException, JSONException {
    var placed = sdk.placeOrder(limit(5, "1.1", "java1"), "regular");

    var rows = sdk.getOrders();
    var net = requireNonNull(sdk.getPositions().get("net"));
    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().orderId).isEqualTo(placed.orderId);
    assertThat(rows.getFirst().status).isEqualTo("COMPLETE");
    assertThat(rows.getFirst().tag).isEqualTo("java1");
    assertThat(rows.getFirst().exchangeTimestamp).isNotNull();
    assertThat(sdk.getOrderTrades(placed.orderId)).isNotEmpty();
    assertThat(net).hasSize(1);
    assertThat(net.getFirst().netQuantity).isEqualTo(5);
  }

  @Test
  void changesAndCancelsARestingOrder() throws KiteException, IOException, JSONException {
    var placed = sdk.placeOrder(limit(5, "0.9", "java2"), "regular");

    var changed = sdk.modifyOrder(placed.orderId, limit(7, "0.9", null), "regular");
    sdk.cancelOrder(placed.orderId, "regular");

    assertThat(changed.orderId).isEqualTo(placed.orderId);
    var history = sdk.getOrderHistory(placed.orderId);
    assertThat(history.getLast().status).isEqualTo("CANCELLED");
    assertThat(history.getLast().quantity).isEqualTo("7");
    assertThatThrownBy(() -> sdk.cancelOrder(placed.orderId, "regular"))
        .isInstanceOf(OrderException.class);
  }

  @Test
  void refusalsAreTheExceptionsThatTheSdkKnows() {
    assertThatThrownBy(() -> sdk.placeOrder(limit(9_000_000, "0.9", null), "regular"))
        .isInstanceOfSatisfying(
            MarginException.class,
            e -> assertThat(e.message).startsWith("Insufficient funds. Required margin is"));
    zerodha.endLogins(DemoLogins.FIRST.user().id());
    assertThatThrownBy(sdk::getProfile).isInstanceOf(TokenException.class);
  }

  @Test
  void quotesAndCandles() throws KiteException, IOException, JSONException {
    var quote = requireNonNull(sdk.getQuote(new String[] {RELIANCE}).get(RELIANCE));

    assertThat(quote.instrumentToken).isEqualTo(738561);
    assertThat(quote.depth.buy.getFirst().getPrice())
        .isLessThan(quote.depth.sell.getFirst().getPrice());
    var price = requireNonNull(sdk.getLTP(new String[] {RELIANCE}).get(RELIANCE));
    var day = requireNonNull(sdk.getOHLC(new String[] {RELIANCE}).get(RELIANCE));
    assertThat(price.lastPrice).isPositive();
    assertThat(day.ohlc.close).isPositive();
  }

  @Test
  void triggersAreMadeAndRead() throws KiteException, IOException, JSONException {
    var trigger = new GTTParams();
    trigger.triggerType = "single";
    trigger.exchange = "NSE";
    trigger.tradingsymbol = "RELIANCE";
    trigger.triggerPrices = List.of(price("0.9").doubleValue());
    trigger.lastPrice = price("1").doubleValue();
    var order = trigger.new GTTOrderParams();
    order.transactionType = "BUY";
    order.orderType = "LIMIT";
    order.product = "CNC";
    order.quantity = 2;
    order.price = price("0.9").doubleValue();
    trigger.orders = List.of(order);

    var made = sdk.placeGTT(trigger);

    var known = sdk.getGTT(made.id);
    assertThat(known.status).isEqualTo("active");
    assertThat(known.condition.tradingSymbol).isEqualTo("RELIANCE");
    assertThat(known.orders).hasSize(1);
    assertThat(sdk.cancelGTT(made.id).id).isEqualTo(made.id);
  }

  @Test
  void tickerTellsTicksAndOrders() throws KiteException, InterruptedException {
    var ticks = new LinkedBlockingQueue<Tick>();
    var told = new LinkedBlockingQueue<Order>();
    var ticker = new KiteTicker(sdk.getAccessToken(), sdk.getApiKey());
    ticker.setOnTickerArrivalListener(all -> ticks.addAll(all));
    ticker.setOnOrderUpdateListener(told::add);
    var connected = new LinkedBlockingQueue<Boolean>();
    ticker.setOnConnectedListener(() -> connected.add(true));
    ticker.connect();
    assertThat(connected.poll(10, TimeUnit.SECONDS)).isTrue();
    var tokens = new ArrayList<>(List.of(738561L));
    ticker.subscribe(tokens);
    ticker.setMode(tokens, KiteTicker.modeFull);

    var tick = first(ticks);
    zerodha.broker().allowCalls(1_000);
    Kite.of(zerodha, DemoLogins.FIRST.user())
        .place(
            "regular",
            "exchange",
            "NSE",
            "tradingsymbol",
            "RELIANCE",
            "transaction_type",
            "BUY",
            "order_type",
            "LIMIT",
            "product",
            "CNC",
            "quantity",
            "1",
            "price",
            price("0.9").toPlainString());

    var order = told.poll(10, TimeUnit.SECONDS);
    ticker.disconnect();
    assertThat(tick.getInstrumentToken()).isEqualTo(738561);
    assertThat(tick.getLastTradedPrice()).isPositive();
    assertThat(tick.getMarketDepth().get("buy")).hasSize(5);
    assertThat(order).isNotNull();
    assertThat(order.status).isEqualTo("OPEN");
  }

  /** The first tick with all there is: the one before may still be shorter. */
  private static Tick first(LinkedBlockingQueue<Tick> ticks) throws InterruptedException {
    for (var i = 0; i < 100; i++) {
      var tick = ticks.poll(10, TimeUnit.SECONDS);
      if (tick != null && tick.getMarketDepth() != null && !tick.getMarketDepth().isEmpty()) {
        return tick;
      }
    }
    throw new AssertionError("no full tick came");
  }

  private OrderParams limit(int quantity, String factor, @Nullable String tag) {
    var order = new OrderParams();
    order.exchange = "NSE";
    order.tradingsymbol = "RELIANCE";
    order.transactionType = "BUY";
    order.orderType = "LIMIT";
    order.product = "CNC";
    order.validity = "DAY";
    order.quantity = quantity;
    order.price = price(factor).doubleValue();
    order.tag = tag;
    return order;
  }

  private BigDecimal price(String factor) {
    var prices = zerodha.venue().prices();
    var listed = prices.find(RELIANCE).orElseThrow();
    var last = prices.quote(listed, zerodha.clock().instant()).last();
    return KiteInstrument.toTick(last.multiply(new BigDecimal(factor)), RoundingMode.HALF_UP);
  }
}
