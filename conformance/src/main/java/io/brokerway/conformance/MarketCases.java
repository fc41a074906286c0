package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarQuery;
import io.brokerway.broker.market.BarSize;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** MKT: prices, instruments and hours. */
final class MarketCases {
  private MarketCases() {}

  static List<ConformanceCase> of(Plan plan) {
    var sheet = new Plan.Sheet("MKT");
    plan.pricedClasses().forEach(assetClass -> add(sheet, plan, assetClass));
    return sheet.cases();
  }

  private static void add(Plan.Sheet sheet, Plan plan, AssetClass assetClass) {
    quotes(sheet, assetClass, plan.capabilities().marketData().quotes());
    bars(sheet, assetClass, plan.capabilities().marketData().bars());
    sheet.add(
        "HOURS-" + assetClass,
        "market hours",
        "the venue says whether it trades",
        stage -> {
          var instrument = stage.simulator().specimen(assetClass).instrument();

          var hours = stage.trader().broker().fetchMarketHours(instrument);

          assertThat(hours.isRegular()).as("the simulator's market is open").isTrue();
        });
    sheet.add(
        "LISTING-" + assetClass,
        "instruments",
        "is found under our one symbol",
        stage -> {
          var specimen = stage.simulator().specimen(assetClass);
          var broker = stage.trader().broker();

          assertThat(broker.findListing(specimen.instrument()).map(Listing::instrument))
              .hasValueSatisfying(
                  found -> assertThat(found.key()).isEqualTo(specimen.instrument().key()));
          assertThat(broker.findListing(specimen.unknown())).isEmpty();
        });
  }

  private static void quotes(Plan.Sheet sheet, AssetClass assetClass, boolean declared) {
    if (!declared) {
      sheet.add(
          "QUOTE-" + assetClass,
          "what is not declared",
          "quotes are refused",
          stage -> {
            var instrument = stage.simulator().specimen(assetClass).instrument();
            stage.quietly(
                stage.trader().broker(),
                broker -> UndeclaredCases.refused(broker, b -> b.fetchQuotes(List.of(instrument))));
          });
      return;
    }
    sheet.add(
        "QUOTE-" + assetClass,
        "quotes",
        "are given, an unknown one is left out",
        stage -> {
          var specimen = stage.simulator().specimen(assetClass);

          var quotes =
              stage
                  .trader()
                  .broker()
                  .fetchQuotes(List.of(specimen.instrument(), specimen.unknown()));

          assertThat(quotes)
              .singleElement()
              .satisfies(quote -> {
                assertThat(quote.instrument().key()).isEqualTo(specimen.instrument().key());
                assertThat(quote.ask()).isBetween(specimen.below(), specimen.above());
              });
        });
  }

  private static void bars(Plan.Sheet sheet, AssetClass assetClass, boolean declared) {
    if (!declared) {
      sheet.add(
          "BARS-" + assetClass,
          "what is not declared",
          "bars are refused",
          stage -> {
            var query = lastDays(stage, assetClass);
            stage.quietly(
                stage.trader().broker(),
                broker -> UndeclaredCases.refused(broker, b -> b.fetchBars(query)));
          });
      return;
    }
    sheet.add(
        "BARS-" + assetClass,
        "bars",
        "come oldest first, within the span",
        stage -> {
          var query = lastDays(stage, assetClass);

          var bars = stage.trader().broker().fetchBars(query);

          assertThat(bars).isNotEmpty().isSortedAccordingTo(Comparator.comparing(Bar::start));
          assertThat(bars)
              .allSatisfy(bar -> assertThat(bar.start()).isBetween(query.from(), query.to()));
        });
  }

  private static BarQuery lastDays(Stage stage, AssetClass assetClass) {
    var now = stage.gateway().clock().instant();
    return new BarQuery(
        stage.simulator().specimen(assetClass).instrument(),
        BarSize.DAY_1,
        now.minus(Duration.ofDays(30)),
        now,
        100);
  }
}
