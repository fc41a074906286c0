package io.brokerway.brokers.tradestation;

import static io.brokerway.brokers.tradestation.SimulatedTradeStation.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.TimeInForce;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The order stream at the simulated TradeStation. */
final class SimulatorStreamTest {
  private static final int SECONDS = 10;

  private final SimulatedTradeStation scene = new SimulatedTradeStation();
  private final Events events = new Events();

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aGoodbyeIsFollowedByANewConnectionThatTellsNothingTwice() throws Exception {
    try (var stream = scene.broker.openStream(events)) {
      events.gaps.poll(SECONDS, TimeUnit.SECONDS);
      var id = buy("first");
      awaitFill(id);
      var toldBefore = List.copyOf(events.orders);

      control("{\"action\":\"go-away\"}");
      var down = events.downs.poll(SECONDS, TimeUnit.SECONDS);
      var gap = events.gaps.poll(SECONDS, TimeUnit.SECONDS);

      assertThat(down).isNotNull();
      assertThat(gap).isNotNull();
      assertThat(stream.isUp()).isTrue();
      assertThat(events.fills).hasSize(1);
      assertThat(events.orders).isEqualTo(toldBefore);
      awaitFill(buy("second"));
    }
  }

  @Test
  void ordersOfBeforeAreShownWithoutFills() throws Exception {
    var id = buy("earlier");

    try (var _ = scene.broker.openStream(events)) {
      assertThat(events.gaps.poll(SECONDS, TimeUnit.SECONDS)).isNotNull();

      assertThat(events.orders).extracting(OrderReport::brokerOrderId).containsExactly(id);
      assertThat(events.fills).isEmpty();
    }
  }

  private String buy(String id) {
    var order = scene.buy(id, 2, OrderTerms.market(TimeInForce.DAY));
    return accepted(scene.broker.placeOrder(order, Attempt.unguarded()));
  }

  private void awaitFill(String id) throws InterruptedException {
    var fill = events.fresh.poll(SECONDS, TimeUnit.SECONDS);
    assertThat(fill).isNotNull();
    assertThat(fill.brokerOrderId()).isEqualTo(id);
    assertThat(fill.quantity()).isEqualByComparingTo("2");
    assertThat(events.ends.poll(SECONDS, TimeUnit.SECONDS)).isNotNull();
  }

  private void control(String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create(scene.tradeStation.controlUrl() + "/tradestation/streams"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isBetween(200, 299);
    }
  }

  /** What a stream told. */
  private static final class Events implements BrokerStream.Listener {
    final List<OrderReport> orders = new CopyOnWriteArrayList<>();
    final List<Execution> fills = new CopyOnWriteArrayList<>();
    final BlockingQueue<Execution> fresh = new LinkedBlockingQueue<>();
    final BlockingQueue<OrderReport> ends = new LinkedBlockingQueue<>();
    final BlockingQueue<Instant> gaps = new LinkedBlockingQueue<>();
    final BlockingQueue<String> downs = new LinkedBlockingQueue<>();

    @Override
    public void onOrder(OrderReport report) {
      orders.add(report);
      if (report.status() == OrderStatus.FILLED) {
        ends.add(report);
      }
    }

    @Override
    public void onExecution(Execution execution) {
      fills.add(execution);
      fresh.add(execution);
    }

    @Override
    public void onAccountChanged(AccountKey account) {
      throw new AssertionError("nothing was corrected");
    }

    @Override
    public void onQuote(Quote quote) {
      throw new AssertionError("no quotes were asked for");
    }

    @Override
    public void onGap(Instant since) {
      gaps.add(since);
    }

    @Override
    public void onDown(String why) {
      downs.add(why);
    }

    @Override
    public void onLoginNeeded(String why) {
      throw new AssertionError(why);
    }
  }
}
