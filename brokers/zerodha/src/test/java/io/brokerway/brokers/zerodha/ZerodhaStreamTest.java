package io.brokerway.brokers.zerodha;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.kit.stream.WebSocketLine;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ZerodhaStreamTest {
  private static final Instant NOW = Instant.parse("2026-03-11T04:30:00Z");
  private static final Instrument RELIANCE =
      new Instrument.Equity("RELIANCE", Mic.XNSE, ZerodhaFigures.RUPEE);
  private static final byte[] LAST_PRICE = HexFormat.of().parseHex("00010008000b45010001e8d4");

  private final Heard heard = new Heard();
  private final Line line = new Line();
  private final ZerodhaStream.Conversation conversation =
      new ZerodhaStream.Conversation(
          new AccountKey("ZQ1001"), Clock.fixed(NOW, ZoneOffset.UTC), heard);

  @Test
  void everyConnectionBeginsWithItsGapAndWithWhatIsWatched() {
    conversation.watch(Map.of(738_561L, RELIANCE));
    conversation.onOpen(line);

    assertThat(line.isLive).isTrue();
    assertThat(heard.gaps).containsExactly(line.gapSince());
    assertThat(line.sent)
        .anyMatch(text -> text.contains("\"subscribe\"") && text.contains("[738561]"))
        .anyMatch(text -> text.contains("\"mode\"") && text.contains("[\"full\",[738561]]"));
  }

  @Test
  void whatIsNotWatchedAnyMoreIsUnsubscribed() {
    conversation.onOpen(line);
    conversation.watch(Map.of(738_561L, RELIANCE));
    line.sent.clear();
    conversation.watch(Map.of());

    assertThat(line.sent)
        .singleElement()
        .satisfies(text -> assertThat(text).contains("\"unsubscribe\"", "[738561]"));
    conversation.onMessage(line, LAST_PRICE, true);
    assertThat(heard.quotes).isEmpty();
  }

  @Test
  void aTickIsAQuoteOfWhatIsWatched() {
    conversation.watch(Map.of(738_561L, RELIANCE));
    conversation.onMessage(line, LAST_PRICE, true);
    conversation.onMessage(line, new byte[1], true);

    assertThat(heard.quotes)
        .singleElement()
        .satisfies(quote -> {
          assertThat(quote.instrument()).isEqualTo(RELIANCE);
          assertThat(quote.last()).isEqualByComparingTo("1251.40");
          assertThat(quote.asOf()).isEqualTo(NOW);
        });
  }

  @Test
  void anOrderIsToldAsItStands() {
    tell(
        """
        {"type":"order","data":{"user_id":"ZQ1001","account_id":"ZQ1001","order_id":"7",
        "status":"COMPLETE","order_timestamp":"2026-03-11 10:00:00","exchange":"NSE",
        "tradingsymbol":"RELIANCE","order_type":"LIMIT","transaction_type":"BUY","validity":"DAY",
        "quantity":10,"price":1250,"filled_quantity":10,"average_price":1249.5}}
        """);

    assertThat(heard.orders)
        .singleElement()
        .satisfies(report -> {
          assertThat(report.brokerOrderId()).isEqualTo("7");
          assertThat(report.cumulativeQuantity()).isEqualByComparingTo("10");
        });
  }

  @Test
  void anOrderOfAnotherAccountIsNeverTold() {
    tell("{\"type\":\"order\",\"data\":{\"user_id\":\"ZQ9999\",\"order_id\":\"7\"}}");

    assertThat(heard.orders).isEmpty();
    assertThat(heard.gaps).hasSize(1);
  }

  @Test
  void whatCannotBeReadIsAGap() {
    tell("{\"type\":\"order\",\"data\":{\"order_id\":[]}}");
    tell("{\"ty");
    conversation.onMessage(line, HexFormat.of().parseHex("00010008"), true);

    assertThat(heard.gaps).hasSize(3);
  }

  @Test
  void otherMessagesAreNoBusinessOfOurs() {
    tell("{\"type\":\"error\",\"data\":\"text\"}");
    tell("{\"type\":\"instruments_meta\",\"data\":{\"count\":1}}");

    assertThat(heard.gaps).isEmpty();
    assertThat(heard.orders).isEmpty();
  }

  @Test
  void aRefusedSessionEndsTheStream() {
    assertThat(conversation.onHandshakeRefused(403)).isFalse();
    assertThat(heard.loginNeeded).isTrue();
    assertThat(conversation.onHandshakeRefused(502)).isTrue();
  }

  private void tell(String text) {
    conversation.onMessage(line, text.getBytes(StandardCharsets.UTF_8), false);
  }

  /** A connection that keeps what is sent. */
  private static final class Line implements WebSocketLine {
    final List<String> sent = new ArrayList<>();
    boolean isLive;

    @Override
    public void sendText(String text) {
      sent.add(text);
    }

    @Override
    public void sendBinary(byte[] bytes) {
      throw new AssertionError("nothing binary is sent");
    }

    @Override
    public Instant gapSince() {
      return NOW.minusSeconds(60);
    }

    @Override
    public void live() {
      isLive = true;
    }

    @Override
    public void drop(String why) {
      throw new AssertionError("the connection was dropped: " + why);
    }

    @Override
    public void giveUp(String why) {
      throw new AssertionError("the session was given up: " + why);
    }
  }

  /** Keeps what it hears. */
  private static final class Heard implements BrokerStream.Listener {
    final List<OrderReport> orders = new ArrayList<>();
    final List<Quote> quotes = new ArrayList<>();
    final List<Instant> gaps = new ArrayList<>();
    boolean loginNeeded;

    @Override
    public void onOrder(OrderReport report) {
      orders.add(report);
    }

    @Override
    public void onExecution(Execution execution) {
      throw new AssertionError("Kite tells no executions on its stream");
    }

    @Override
    public void onAccountChanged(AccountKey account) {
      throw new AssertionError("no message says so");
    }

    @Override
    public void onQuote(Quote quote) {
      quotes.add(quote);
    }

    @Override
    public void onGap(Instant since) {
      gaps.add(since);
    }

    @Override
    public void onDown(String why) {
      throw new AssertionError("the connection was never lost: " + why);
    }

    @Override
    public void onLoginNeeded(String why) {
      loginNeeded = true;
    }
  }
}
