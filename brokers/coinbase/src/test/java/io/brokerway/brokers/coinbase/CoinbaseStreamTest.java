package io.brokerway.brokers.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.Secret;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.kit.stream.WebSocketLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said on one connection of the user channel, and what is heard of it. */
final class CoinbaseStreamTest {
  private static final String PORTFOLIO = "5c5a2d0e-7a3a-4a7b-8a0d-0e7a7a1c9b11";
  private static final String EMPTY =
      "{\"channel\":\"user\",\"timestamp\":\"2026-02-01T12:00:00Z\",\"sequence_num\":%d,"
          + "\"events\":[{\"type\":\"snapshot\",\"orders\":[]}]}";

  private final Heard heard = new Heard();
  private final Line line = new Line();
  private final CoinbaseStream.Conversation conversation =
      new CoinbaseStream.Conversation(
          new CoinbaseSeat(PORTFOLIO, true), () -> Secret.of("token"), heard);

  @Test
  void bothChannelsAreAskedForWithTheToken() {
    conversation.onOpen(line);

    assertThat(line.sent).hasSize(2);
    assertThat(line.sent.getFirst()).contains("\"heartbeats\"");
    assertThat(line.sent.getLast()).contains("\"user\"").contains("\"jwt\":\"token\"");
  }

  @Test
  void theSnapshotOpensTheStreamAndNamesTheGap() {
    open();

    assertThat(line.live).isTrue();
    assertThat(heard.events).containsExactly("gap 1970-01-01T00:00:00Z");
  }

  @Test
  void anUpdateOfTheReferenceIsHeard() {
    open();
    receive(fixture());

    var report = heard.orders.getFirst();
    assertThat(report.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
    assertThat(report.cumulativeQuantity()).isEqualByComparingTo("0.2");
    assertThat(report.quantity()).isEqualByComparingTo("0.5");
    assertThat(report.updatedAt()).isEqualTo(Instant.parse("2026-02-01T12:03:04.020Z"));
  }

  @Test
  void aMessageThatCameTwiceIsHeardOnce() {
    open();
    receive(fixture());
    receive(fixture());

    assertThat(heard.orders).hasSize(1);
  }

  @Test
  void aNumberThatWasLeftOutEndsTheConnection() {
    open();
    receive(fixture().replace("\"sequence_num\":7", "\"sequence_num\":9"));

    assertThat(heard.orders).isEmpty();
    assertThat(line.dropped).isTrue();
  }

  @Test
  void theOrdersOfAnotherPortfolioAreNotOurs() {
    open();
    receive(fixture().replace(PORTFOLIO, "another-portfolio"));

    assertThat(heard.orders).isEmpty();
  }

  @Test
  void whatCannotBeReadIsAGap() {
    open();
    receive("{\"channel\":\"us");
    receive(fixture().replace("\"status\":\"OPEN\"", "\"status\":\"quantum_state\""));

    assertThat(heard.events).filteredOn(event -> event.startsWith("gap")).hasSize(3);
    assertThat(line.dropped).isFalse();
  }

  @Test
  void aRefusedTokenEndsTheStream() {
    conversation.onOpen(line);
    receive("{\"type\":\"error\",\"message\":\"authentication failure\"}");

    assertThat(line.gaveUp).isTrue();
    assertThat(heard.events).singleElement().asString().startsWith("login");
  }

  @Test
  void anotherErrorEndsTheConnectionOnly() {
    conversation.onOpen(line);
    receive("{\"type\":\"error\",\"message\":\"rate limit\"}");

    assertThat(line.dropped).isTrue();
    assertThat(line.gaveUp).isFalse();
  }

  private void open() {
    conversation.onOpen(line);
    receive(EMPTY.formatted(6));
  }

  private void receive(String message) {
    conversation.onMessage(line, message.getBytes(StandardCharsets.UTF_8), false);
  }

  private static String fixture() {
    return new String(WireFile.bytes("ws_user_update.json"), StandardCharsets.UTF_8);
  }

  /** A connection that keeps what is done with it. */
  private static final class Line implements WebSocketLine {
    private final List<String> sent = new ArrayList<>();
    private boolean live;
    private boolean dropped;
    private boolean gaveUp;

    @Override
    public void sendText(String text) {
      sent.add(text);
    }

    @Override
    public void sendBinary(byte[] bytes) {
      throw new AssertionError("Coinbase takes text");
    }

    @Override
    public Instant gapSince() {
      return Instant.EPOCH;
    }

    @Override
    public void live() {
      live = true;
    }

    @Override
    public void drop(String why) {
      dropped = true;
    }

    @Override
    public void giveUp(String why) {
      gaveUp = true;
    }
  }

  /** A listener that keeps what it hears. */
  private static final class Heard implements BrokerStream.Listener {
    private final List<OrderReport> orders = new ArrayList<>();
    private final List<String> events = new ArrayList<>();

    @Override
    public void onOrder(OrderReport report) {
      orders.add(report);
    }

    @Override
    public void onExecution(Execution execution) {
      events.add("execution");
    }

    @Override
    public void onAccountChanged(AccountKey account) {
      events.add("account");
    }

    @Override
    public void onQuote(Quote quote) {
      events.add("quote");
    }

    @Override
    public void onGap(Instant since) {
      events.add("gap " + since);
    }

    @Override
    public void onDown(String why) {
      events.add("down");
    }

    @Override
    public void onLoginNeeded(String why) {
      events.add("login " + why);
    }
  }
}
