package io.brokerway.brokers.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Money;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.BarSize;
import io.brokerway.broker.market.Quote;
import io.brokerway.exchange.tape.MarketQuote;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Activities, prices, instruments and hours of the simulator. */
final class SimulatorReadsTest {
  private final SimulatedAlpaca at = new SimulatedAlpaca();

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void everyActivityIsReadPageByPage() {
    for (var i = 0; i < 150; i++) {
      at.control(
          "POST",
          "/alpaca/deposits",
          "{\"key_id\":\"%s\",\"amount\":\"1\",\"description\":\"deposit %d\"}"
              .formatted(SimulatedAlpaca.KEYS.keyId(), i));
    }

    var all = at.transactions(null);

    assertThat(all.stream().map(Transaction::brokerId)).doesNotHaveDuplicates();
    assertThat(
            all.stream().map(Transaction::amount).filter(amount -> Money.usd("1").equals(amount)))
        .hasSize(150);
  }

  @Test
  void quotesAreThoseOfTheMarket() {
    var quotes = at.broker.fetchQuotes(List.of(SimulatedAlpaca.AAPL, SimulatedAlpaca.BITCOIN));

    assertThat(quotes)
        .extracting(Quote::instrument)
        .containsExactly(SimulatedAlpaca.AAPL, SimulatedAlpaca.BITCOIN);
    for (var quote : quotes) {
      var truth = truth(quote.instrument().symbol());
      assertThat(quote.bid()).isEqualByComparingTo(truth.bid());
      assertThat(quote.bidSize()).isEqualByComparingTo(truth.bidSize());
      assertThat(quote.ask()).isEqualByComparingTo(truth.ask());
      assertThat(quote.askSize()).isEqualByComparingTo(truth.askSize());
      assertThat(quote.last()).isEqualByComparingTo(truth.last());
      assertThat(quote.previousClose()).isEqualByComparingTo(truth.previousClose());
    }
  }

  @Test
  void barsAreThoseOfTheMarket() {
    var now = at.gateway.clock().instant();
    var from = now.minus(Duration.ofHours(5));

    var bars =
        at.broker.fetchBars(new BarQuery(SimulatedAlpaca.AAPL, BarSize.HOUR_1, from, now, 50));

    var listed = at.prices.find("AAPL").orElseThrow();
    assertThat(bars)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("volume")
        .isEqualTo(at.prices.bars(listed, BarSize.HOUR_1, from, now, 50, now));
  }

  @Test
  void instrumentsAndHoursAreThere() {
    var apple = at.broker.findListing(SimulatedAlpaca.AAPL).orElseThrow();
    var bitcoin = at.broker.findListing(SimulatedAlpaca.BITCOIN).orElseThrow();

    assertThat(apple.tradable()).isTrue();
    assertThat(bitcoin.instrument()).isEqualTo(SimulatedAlpaca.BITCOIN);
    assertThat(at.broker.findListing(Instrument.Equity.us("NOSUCH"))).isEmpty();
    assertThat(at.broker.searchListings("AAPL", 5).getFirst().instrument())
        .isEqualTo(SimulatedAlpaca.AAPL);
    assertThat(at.broker.fetchMarketHours(SimulatedAlpaca.AAPL).isRegular()).isTrue();
    assertThat(at.broker.fetchMarketHours(SimulatedAlpaca.BITCOIN).isRegular()).isTrue();
  }

  private MarketQuote truth(String symbol) {
    return at.prices.quote(at.prices.find(symbol).orElseThrow(), at.alpaca.clock().instant());
  }
}
