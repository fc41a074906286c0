package io.brokerway.brokers.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AlpacaEventsTest {
  private final StreamEvents heard = new StreamEvents();
  private final AlpacaEvents events =
      new AlpacaEvents(Connected.ACCOUNT, heard, Instant.parse("2026-03-03T15:00:00Z"));

  @Test
  void whatIsBookedBesideTradesSaysThatTheAccountChanged() {
    events.onEvent(event("01J8Z3V5XQ6W7E8R9T0Y1K2M3N", "DIV"));
    events.onEvent(event("01J8Z3V5XQ6W7E8R9T0Y1K2M3P", "FILL"));

    assertThat(heard.all(StreamEvents.AccountChanged.class))
        .containsExactly(new StreamEvents.AccountChanged(Connected.ACCOUNT));
  }

  @Test
  void theEventThatWasHeardLastIsNotHeardTwice() {
    events.onEvent(event("01J8Z3V5XQ6W7E8R9T0Y1K2M3N", "CSD"));
    events.onEvent(event("01J8Z3V5XQ6W7E8R9T0Y1K2M3N", "CSD"));

    assertThat(heard.all(StreamEvents.AccountChanged.class)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"activity_type\":", "{}", "[]", "{\"event_id\":7}"})
  void whatCannotBeReadSaysThatTheAccountMayHaveChanged(String data) {
    events.onEvent(data);

    assertThat(heard.all(StreamEvents.AccountChanged.class)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"401, false", "403, false", "404, false", "429, true", "500, true", "503, true"})
  void whoIsNotLetInDoesNotAskAgain(int status, boolean again) {
    assertThat(events.onRefused(status)).isEqualTo(again);
  }

  private static String event(String id, String type) {
    return "{\"event_id\":\"%s\",\"activity_type\":\"%s\"}".formatted(id, type);
  }
}
