package io.brokerway.simulators.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.jacobpeterson.alpaca.AlpacaAPI;
import net.jacobpeterson.alpaca.model.endpoint.accountactivities.TradeActivity;
import net.jacobpeterson.alpaca.model.endpoint.accountactivities.enums.ActivityType;
import net.jacobpeterson.alpaca.model.endpoint.common.enums.SortDirection;
import net.jacobpeterson.alpaca.model.endpoint.marketdata.stock.realtime.quote.StockQuoteMessage;
import net.jacobpeterson.alpaca.model.endpoint.orders.enums.CurrentOrderStatus;
import net.jacobpeterson.alpaca.model.endpoint.orders.enums.OrderSide;
import net.jacobpeterson.alpaca.model.endpoint.orders.enums.OrderStatus;
import net.jacobpeterson.alpaca.model.endpoint.orders.enums.OrderTimeInForce;
import net.jacobpeterson.alpaca.model.endpoint.portfoliohistory.enums.PortfolioPeriodUnit;
import net.jacobpeterson.alpaca.model.endpoint.portfoliohistory.enums.PortfolioTimeFrame;
import net.jacobpeterson.alpaca.model.endpoint.streaming.enums.StreamingMessageType;
import net.jacobpeterson.alpaca.model.endpoint.streaming.trade.TradeUpdateMessage;
import net.jacobpeterson.alpaca.model.endpoint.streaming.trade.enums.TradeUpdateEvent;
import net.jacobpeterson.alpaca.model.properties.DataAPIType;
import net.jacobpeterson.alpaca.model.properties.EndpointAPIType;
import net.jacobpeterson.alpaca.rest.AlpacaClientException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The community's Java client, version 9.2.0, understands the simulator. */
final class JavaSdkTest {
  private final Scene scene = Scene.alwaysOpen();
  private final OkHttpClient http =
      new OkHttpClient.Builder().addInterceptor(this::toSimulator).build();
  private final AlpacaAPI sdk =
      new AlpacaAPI(
          http,
          DemoLogins.PAPER.keys().keyId(),
          DemoLogins.PAPER.keys().secret(),
          null,
          EndpointAPIType.PAPER,
          DataAPIType.IEX);

  @AfterEach
  void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
    scene.close();
  }

  @Test
  void readsAccountClockAndAssets() throws AlpacaClientException {
    var account = sdk.account().get();

    assertThat(account.getAccountNumber()).isEqualTo("PA3DEMO00001");
    assertThat(account.getCash()).isEqualTo("100000");
    assertThat(account.getPortfolioValue()).isEqualTo("100000");
    assertThat(sdk.clock().get().getIsOpen()).isTrue();
    assertThat(sdk.assets().getBySymbol("AAPL").getFractionable()).isTrue();
    assertThat(sdk.accountConfiguration().get().getSuspendTrade()).isFalse();
  }

  @Test
  void buysHoldsAndReadsItsActivity() throws AlpacaClientException {
    var placed = sdk.orders().requestMarketOrder("AAPL", 3, OrderSide.BUY, OrderTimeInForce.DAY);

    var filled = sdk.orders().get(placed.getId(), false);
    var position = sdk.positions().getBySymbol("AAPL");
    var activities =
        sdk.accountActivities()
            .get(null, null, null, SortDirection.ASCENDING, 10, null, ActivityType.FILL);
    assertThat(placed.getStatus()).isEqualTo(OrderStatus.PENDING_NEW);
    assertThat(filled.getStatus()).isEqualTo(OrderStatus.FILLED);
    assertThat(position.getQuantity()).isEqualTo("3");
    assertThat(sdk.positions().get()).hasSize(1);
    assertThat(activities).hasSize(1);
    assertThat(((TradeActivity) activities.getFirst()).getOrderId()).isEqualTo(placed.getId());
  }

  @Test
  void replacesListsAndCancels() throws AlpacaClientException {
    var price = Double.parseDouble(scene.restingBuy("AAPL"));
    var placed =
        sdk.orders()
            .requestLimitOrder(
                "AAPL", 1.0, OrderSide.BUY, OrderTimeInForce.GOOD_UNTIL_CANCELLED, price, false);

    var replaced =
        sdk.orders().replace(placed.getId(), 2, null, price, null, null, "sdk-replacement");
    var open =
        sdk.orders()
            .get(
                CurrentOrderStatus.OPEN,
                10,
                null,
                null,
                SortDirection.DESCENDING,
                false,
                List.of("AAPL"));
    sdk.orders().cancel(replaced.getId());

    assertThat(replaced.getReplaces()).isEqualTo(placed.getId());
    assertThat(open).extracting(order -> order.getId()).containsExactly(replaced.getId());
    assertThat(sdk.orders().getByClientID("sdk-replacement").getStatus())
        .isEqualTo(OrderStatus.CANCELED);
    assertThat(sdk.orders().cancelAll()).isEmpty();
  }

  @Test
  void readsRefusalsWithTheirCode() {
    assertThatThrownBy(() ->
            sdk.orders().requestMarketOrder("AAPL", 1_000_000, OrderSide.BUY, OrderTimeInForce.DAY))
        .isInstanceOfSatisfying(
            AlpacaClientException.class,
            refusal -> {
              // The client reads the body when it is first asked for the message.
              assertThat(refusal.getMessage()).contains("insufficient buying power");
              assertThat(refusal.getResponseStatusCode()).isEqualTo(403);
              assertThat(refusal.getAPIResponseCode()).isEqualTo(40310000);
            });
  }

  @Test
  void bracketsClosesAndReadsCalendarAndHistory() throws AlpacaClientException {
    scene.alpaca.clock().advance(Duration.ofMinutes(1));
    var bracket =
        sdk.orders()
            .requestMarketBracketOrder(
                "AAPL", 2, OrderSide.BUY, OrderTimeInForce.GOOD_UNTIL_CANCELLED, 9000.0, 1.0, null);
    var filled = sdk.orders().get(bracket.getId(), true);
    sdk.orders().cancelAll();
    var part = sdk.positions().close("AAPL", null, 50.0);
    var rest = sdk.positions().closeAll(true);
    var days = sdk.calendar().get(LocalDate.of(2026, 11, 25), LocalDate.of(2026, 11, 27));
    var history =
        sdk.portfolioHistory()
            .get(1, PortfolioPeriodUnit.DAY, PortfolioTimeFrame.FIFTEEN_MINUTE, null, null);

    assertThat(filled.getStatus()).isEqualTo(OrderStatus.FILLED);
    assertThat(filled.getLegs())
        .extracting(leg -> leg.getStatus())
        .containsExactly(OrderStatus.NEW, OrderStatus.NEW);
    assertThat(part.getQuantity()).isEqualTo("1");
    assertThat(rest).hasSize(1);
    assertThat(rest.getFirst().getStatus()).isEqualTo(200);
    assertThat(sdk.positions().get()).isEmpty();
    assertThat(days).extracting(day -> day.getClose().toString()).containsExactly("16:00", "13:00");
    assertThat(history.getDataPoints()).isNotEmpty();
    assertThat(history.getBaseValue()).isEqualTo(100_000.0);
  }

  @Test
  void readsQuotesAndSnapshots() throws AlpacaClientException {
    var quote = sdk.stockMarketData().getLatestQuote("AAPL");
    var snapshot = sdk.stockMarketData().getSnapshot("AAPL");

    assertThat(quote.getQuote().getAskPrice()).isGreaterThan(quote.getQuote().getBidPrice());
    assertThat(snapshot.getLatestTrade().getPrice()).isPositive();
    assertThat(snapshot.getDailyBar().getClose()).isPositive();
  }

  @Test
  void hearsOfItsFillsOnTheTradeStream() throws InterruptedException, AlpacaClientException {
    var updates = new LinkedBlockingQueue<TradeUpdateMessage>();
    var stream = sdk.streaming();
    stream.setListener((type, message) -> {
      if (message instanceof TradeUpdateMessage update) {
        updates.add(update);
      }
    });
    stream.connect();
    assertThat(stream.waitForAuthorization(10, TimeUnit.SECONDS)).isTrue();
    stream.streams(StreamingMessageType.TRADE_UPDATES);
    awaitListeners(1);

    sdk.orders().requestMarketOrder("AAPL", 2, OrderSide.BUY, OrderTimeInForce.DAY);

    var update = updates.poll(10, TimeUnit.SECONDS);
    while (update != null && update.getData().getEvent() != TradeUpdateEvent.FILL) {
      update = updates.poll(10, TimeUnit.SECONDS);
    }
    stream.disconnect();
    awaitListeners(0);
    assertThat(update).isNotNull();
    assertThat(update.getData().getPositionQuantity()).isEqualTo("2");
    assertThat(update.getData().getOrder().getFilledQuantity()).isEqualTo("2");
  }

  @Test
  void hearsQuotesOnTheMarketStream() throws InterruptedException {
    var quotes = new LinkedBlockingQueue<StockQuoteMessage>();
    var stream = sdk.stockMarketDataStreaming();
    stream.setListener((type, message) -> {
      if (message instanceof StockQuoteMessage quote) {
        quotes.add(quote);
      }
    });
    stream.connect();
    assertThat(stream.waitForAuthorization(10, TimeUnit.SECONDS)).isTrue();

    stream.subscribe(null, List.of("AAPL"), null);

    var quote = quotes.poll(10, TimeUnit.SECONDS);
    stream.disconnect();
    assertThat(quote).isNotNull();
    assertThat(quote.getSymbol()).isEqualTo("AAPL");
    assertThat(quote.getAskPrice()).isPositive();
  }

  private void awaitListeners(int count) {
    var limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (scene.alpaca.broker().tradeListeners() != count && System.nanoTime() < limit) {
      Thread.onSpinWait();
    }
    assertThat(scene.alpaca.broker().tradeListeners()).isEqualTo(count);
  }

  private Response toSimulator(Interceptor.Chain chain) throws IOException {
    var request = chain.request();
    var prefix =
        switch (request.url().host()) {
          case "paper-api.alpaca.markets" -> "/alpaca/paper";
          case "api.alpaca.markets" -> "/alpaca/live";
          case "data.alpaca.markets", "stream.data.alpaca.markets" -> "/alpaca/data";
          default -> throw new IOException("unexpected host: " + request.url().host());
        };
    var base = HttpUrl.get(scene.alpaca.paperUrl().toString());
    var url =
        request
            .url()
            .newBuilder()
            .scheme("http")
            .host(base.host())
            .port(base.port())
            .encodedPath(prefix + request.url().encodedPath())
            .build();
    return chain.proceed(request.newBuilder().url(url).build());
  }
}
