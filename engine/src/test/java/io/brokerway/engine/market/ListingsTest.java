package io.brokerway.engine.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.engine.connections.ConnectionRef;
import io.brokerway.engine.scripted.Rig;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ListingsTest {
  private static final Instrument AAPL = Instrument.Equity.us("AAPL");
  private static final Instrument NOPE = Instrument.Equity.us("NOPE");

  private final Rig rig = Rig.open();
  private ConnectionRef connection;

  @BeforeEach
  void connect() {
    rig.broker.account("A1", "1000");
    connection = rig.connections().ref(rig.connect("key-1").id());
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private Market market() {
    return rig.process().market();
  }

  @Test
  void aListingIsAskedForOnceAlsoOverARestart() {
    var first = market().listing(connection, AAPL);
    rig.restart();

    var second = market().listing(connection, AAPL);

    assertThat(second).isPresent().isEqualTo(first);
    assertThat(rig.broker.listingsAsked).hasValue(1);
  }

  @Test
  void afterHoursTheBrokerIsAskedAgain() {
    market().listing(connection, AAPL);
    rig.clock.advance(Duration.ofHours(7));

    market().listing(connection, AAPL);

    assertThat(rig.broker.listingsAsked).hasValue(2);
  }

  @Test
  void theWordOfYesterdayHoldsWhileTheBrokerDoesNotAnswer() {
    var told = market().listing(connection, AAPL);
    rig.clock.advance(Duration.ofDays(1));
    rig.broker.away = true;

    assertThat(market().listing(connection, AAPL)).isEqualTo(told);
  }

  @Test
  void theWordOfLongAgoDoesNotHold() {
    market().listing(connection, AAPL);
    rig.clock.advance(Duration.ofDays(8));
    rig.broker.away = true;

    assertThatThrownBy(() -> market().listing(connection, AAPL))
        .isInstanceOf(BrokerException.Unavailable.class);
  }

  @Test
  void whatWasNeverToldIsNotGuessed() {
    rig.broker.away = true;

    assertThatThrownBy(() -> market().listing(connection, AAPL))
        .isInstanceOf(BrokerException.Unavailable.class);
  }

  @Test
  void whatTheBrokerDoesNotOfferIsAskedForAgainAfterAMinute() {
    assertThat(market().listing(connection, NOPE)).isEmpty();
    assertThat(market().listing(connection, NOPE)).isEmpty();
    rig.clock.advance(Duration.ofSeconds(61));
    assertThat(market().listing(connection, NOPE)).isEmpty();

    assertThat(rig.broker.listingsAsked).hasValue(2);
    assertThat(rig.count("listing")).isZero();
  }

  @Test
  void aDisconnectTakesTheListingsWithIt() {
    market().listing(connection, AAPL);
    assertThat(rig.count("listing")).isOne();

    rig.connections().disconnect(Rig.OWNER, connection.connection(), false);

    assertThat(rig.count("listing")).isZero();
  }
}
