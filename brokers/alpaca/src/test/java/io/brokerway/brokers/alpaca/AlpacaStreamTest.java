package io.brokerway.brokers.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.account.AccountKey;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said on the trade stream, as a script: sent, expected, sent. */
final class AlpacaStreamTest {
  private static final Instant GAP = Instant.parse("2026-03-03T14:00:00Z");

  private final Heard heard = new Heard();
  private final RecordedLine line = new RecordedLine();
  private final AlpacaStream.Conversation conversation =
      new AlpacaStream.Conversation(
          () -> AlpacaCredentials.of(Connected.user(Connected.ACCOUNT).credentials()),
          Connected.ACCOUNT,
          heard);

  @Test
  void itLogsInListensAndTellsTheGap() {
    conversation.onOpen(line);
    assertThat(line.sent).singleElement().asString().contains("authenticate", Connected.KEY);

    say(
        "{\"stream\":\"authorization\",\"data\":{\"status\":\"authorized\",\"action\":\"authenticate\"}}");
    assertThat(line.sent.getLast())
        .isEqualTo("{\"action\":\"listen\",\"data\":{\"streams\":[\"trade_updates\"]}}");
    assertThat(line.live).isFalse();

    say("{\"stream\":\"listening\",\"data\":{\"streams\":[\"trade_updates\"]}}");
    assertThat(line.live).isTrue();
    assertThat(heard.events).containsExactly("gap " + GAP);
  }

  @Test
  void aRefusedKeyEndsTheSession() {
    conversation.onOpen(line);

    say(
        "{\"stream\":\"authorization\",\"data\":{\"status\":\"unauthorized\",\"action\":\"authenticate\"}}");

    assertThat(line.gaveUp).isTrue();
    assertThat(heard.events).containsExactly("login needed");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aRefusedHandshakeEndsTheSession(int status) {
    assertThat(conversation.onHandshakeRefused(status)).isFalse();
    assertThat(conversation.onHandshakeRefused(503)).isTrue();
    assertThat(heard.events).containsExactly("login needed");
  }

  @Test
  void aStreamThatIsNotOfferedIsTriedAgain() {
    say("{\"stream\":\"listening\",\"data\":{\"streams\":[]}}");

    assertThat(line.live).isFalse();
    assertThat(line.dropped).isTrue();
  }

  @Test
  void anErrorDropsTheLine() {
    say("{\"action\":\"error\",\"data\":{\"error_message\":\"internal error\"}}");

    assertThat(line.dropped).isTrue();
  }

  @Test
  void aFillIsToldBeforeTheState() {
    conversation.onMessage(line, WireFile.bytes("ws_trade_update_partial_fill.json"), true);

    assertThat(heard.events).containsExactly("execution 4 @ 240.09 of 4", "order PARTIALLY_FILLED");
  }

  @ParameterizedTest
  @CsvSource({
    "accepted, accepted, NEW",
    "pending_new, pending_new, PENDING_NEW",
    "new, new, NEW",
    "held, held, SUSPENDED",
    "canceled, canceled, CANCELED",
    "expired, expired, EXPIRED",
    "done_for_day, done_for_day, DONE_FOR_DAY",
    "rejected, rejected, REJECTED",
    "stopped, stopped, NEW",
    "suspended, suspended, SUSPENDED",
    "calculated, calculated, DONE_FOR_DAY",
    "pending_cancel, pending_cancel, PENDING_CANCEL",
    "pending_replace, pending_replace, PENDING_REPLACE",
    "replaced, replaced, REPLACED",
    "order_cancel_rejected, partially_filled, PARTIALLY_FILLED",
    "order_replace_rejected, new, NEW"
  })
  void everyEventTellsTheState(String event, String status, OrderStatus expected) {
    say(update(event, status));

    assertThat(heard.events).containsExactly("order " + expected);
  }

  @Test
  void anUnknownEventTellsTheStateAndAsksForAReading() {
    say(update("restated", "new"));

    assertThat(heard.events).containsExactly("order NEW", "account changed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"stream\":\"trade_updates\",\"data\":{\"event\":\"new\"}}",
        "not json",
        "{\"stream\":\"authorization\",\"data\":{\"status\":\"perhaps\"}}"
      })
  void whatCannotBeReadIsReadAgainByOtherMeans(String message) {
    say(message);

    assertThat(heard.events).containsExactly("gap " + GAP);
  }

  @Test
  void anUnknownStateIsReadAgainByOtherMeans() {
    say(update("new", "teleported"));

    assertThat(heard.events).containsExactly("gap " + GAP);
  }

  @Test
  void anotherStreamIsPassedOver() {
    say("{\"stream\":\"account_updates\",\"data\":{\"status\":\"x\"}}");

    assertThat(heard.events).isEmpty();
    assertThat(line.dropped).isFalse();
  }

  private void say(String message) {
    conversation.onMessage(line, message.getBytes(StandardCharsets.UTF_8), false);
  }

  private static String update(String event, String status) {
    return "{\"stream\":\"trade_updates\",\"data\":{\"event\":\"%s\",\"timestamp\":\"2026-03-03T14:31:08Z\",\"order\":%s}}"
        .formatted(event, AlpacaOrdersTest.changed("\"status\":\"" + status + "\""));
  }

  private static final class Heard implements BrokerStream.Listener {
    private final List<String> events = new ArrayList<>();

    @Override
    public void onOrder(OrderReport report) {
      events.add("order " + report.status());
    }

    @Override
    public void onExecution(Execution execution) {
      events.add(
          "execution %s @ %s of %s"
              .formatted(execution.quantity(), execution.price(), execution.cumulativeQuantity()));
    }

    @Override
    public void onAccountChanged(AccountKey account) {
      events.add("account changed");
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
      events.add("login needed");
    }
  }

  private static final class RecordedLine implements WebSocketLine {
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
      throw new AssertionError("the adapter speaks in text");
    }

    @Override
    public Instant gapSince() {
      return GAP;
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
}
