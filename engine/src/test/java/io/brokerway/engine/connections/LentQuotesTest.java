package io.brokerway.engine.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.QuoteSource;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.market.Quote;
import io.brokerway.engine.scripted.Rig;
import io.brokerway.engine.storage.Await;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one connection lends to a venue that fills orders by its quotes. */
final class LentQuotesTest {
  private static final Instrument APPLE = Instrument.Equity.us("AAPL");

  private final Rig rig = Rig.streaming();
  private UUID connection = new UUID(0, 0);

  @BeforeEach
  void connect() {
    rig.broker.account("A1", "1000");
    connection = rig.connect("key-one").id();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private QuoteSource lent() {
    return Objects.requireNonNull(rig.broker.context).quotes(connection.toString());
  }

  private QuoteSource lentToAStranger() {
    rig.broker.accept("key-two");
    rig.connections().connect(Rig.STRANGER, Rig.request("key-two"));
    return lent();
  }

  private static Quote quote(String bid) {
    return new Quote(
        APPLE,
        new BigDecimal(bid),
        null,
        new BigDecimal("101"),
        null,
        null,
        null,
        null,
        java.time.Instant.EPOCH,
        false,
        "stream");
  }

  @Test
  void itsOwnUserGetsQuotesAndNobodyElse() {
    var own = lent();
    var strangers = lentToAStranger();

    assertThat(own.trouble()).isEmpty();
    assertThat(own.fetchQuotes(List.of(APPLE))).hasSize(1);
    assertThat(strangers.trouble()).isPresent();
    assertThatThrownBy(() -> strangers.fetchQuotes(List.of(APPLE)))
        .isInstanceOf(BrokerException.Unavailable.class);
  }

  @Test
  void streamedQuotesReachWhoWantsThemAndIsTheOwner() {
    var own = new CopyOnWriteArrayList<Quote>();
    var foreign = new CopyOnWriteArrayList<Quote>();
    var watch = lent().watch(own::add);
    var other = lentToAStranger().watch(foreign::add);
    Await.until(() -> rig.connections().isStreamUp(connection));

    watch.instruments(Set.of(APPLE));
    other.instruments(Set.of(APPLE, Instrument.Equity.us("TSLA")));
    Await.until(() -> rig.broker.watched().equals(Set.of(APPLE)));
    rig.broker.listeners.forEach(listener -> listener.onQuote(quote("99")));

    assertThat(own).isNotEmpty();
    assertThat(foreign).isEmpty();
    watch.close();
    assertThat(rig.broker.watched()).isEmpty();
  }

  @Test
  void lostLoginIsNotTheBorrowersAndItGoesOnAfterTheNextOne() {
    var own = lent();
    var watch = own.watch(quote -> {});
    watch.instruments(Set.of(APPLE));
    Await.until(() -> rig.broker.watched().contains(APPLE));
    rig.broker.renewalRefused = true;
    rig.broker.goodTokens.clear();

    assertThatThrownBy(() -> own.fetchQuotes(List.of(APPLE)))
        .isInstanceOf(BrokerException.Unavailable.class);
    assertThat(own.trouble().orElseThrow()).contains("NEEDS_LOGIN", connection.toString());

    rig.broker.renewalRefused = false;
    rig.connections().reconnect(Rig.OWNER, connection, Rig.request("key-one"));
    assertThat(own.trouble()).isEmpty();
    assertThat(own.fetchQuotes(List.of(APPLE))).hasSize(1);
    Await.until(() -> rig.broker.watched().contains(APPLE));
    watch.close();
  }
}
