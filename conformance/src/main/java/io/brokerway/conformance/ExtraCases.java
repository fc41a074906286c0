package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Broker;
import io.brokerway.broker.Capabilities.Extra;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.EquityHistory;
import io.brokerway.broker.account.EquityHistoryQuery;
import io.brokerway.broker.account.WalletTransfer;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.instrument.OptionChainQuery;
import io.brokerway.broker.market.BarSize;
import io.brokerway.broker.market.TradingDay;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** EXTRA: what a broker offers beside accounts, orders and prices. */
final class ExtraCases {
  private static final int CONTRACTS_A_PAGE = 10;
  private static final CurrencyCode COIN = CurrencyCode.of("BTC");
  private static final BigDecimal COINS = new BigDecimal("0.25");

  private ExtraCases() {}

  static List<ConformanceCase> of(Plan plan) {
    var sheet = new Plan.Sheet("EXTRA");
    for (var extra : Extra.values()) {
      if (plan.capabilities().extras().contains(extra)) {
        sheet.add(extra.name(), "extra: " + extra, sentence(extra), stage -> works(stage, extra));
      } else {
        sheet.add(
            extra.name(),
            "what is not declared",
            "is refused, nothing sent",
            stage -> isRefused(stage, plan, extra));
      }
    }
    return sheet.cases();
  }

  private static String sentence(Extra extra) {
    return switch (extra) {
      case EQUITY_HISTORY -> "the worth of an account comes oldest first and ends at what it has";
      case TRADING_DAYS -> "days come in order, each with its session";
      case OPTION_CHAINS -> "every page has other contracts, all of the underlying asked for";
      case WALLET_TRANSFERS -> "coins that came are told once, with coin and amount";
    };
  }

  private static void works(Stage stage, Extra extra) {
    switch (extra) {
      case EQUITY_HISTORY -> equityHistory(stage);
      case TRADING_DAYS -> tradingDays(stage);
      case OPTION_CHAINS -> optionChain(stage);
      case WALLET_TRANSFERS -> walletTransfers(stage);
    }
  }

  private static void isRefused(Stage stage, Plan plan, Extra extra) {
    var trader = stage.trader();
    var share =
        plan.pricedClasses().isEmpty()
            ? Strangers.of(AssetClass.EQUITY)
            : stage.simulator().specimen(plan.pricedClasses().getFirst()).instrument();
    stage.quietly(
        trader.broker(),
        broker -> UndeclaredCases.refused(broker, b -> ask(stage, b, trader.key(), share, extra)));
  }

  private static void ask(
      Stage stage, Broker broker, AccountKey account, Instrument instrument, Extra extra) {
    var today = today(stage);
    switch (extra) {
      case EQUITY_HISTORY -> broker.fetchEquityHistory(account, lastDays(stage));
      case TRADING_DAYS -> broker.fetchTradingDays(instrument, today, today.plusDays(7));
      case OPTION_CHAINS -> broker.fetchOptionChain(chain("AAPL", null));
      case WALLET_TRANSFERS -> broker.fetchWalletTransfers(account);
    }
  }

  private static void equityHistory(Stage stage) {
    var trader = stage.trader();
    // A worth is kept with the end of a day.
    stage.simulator().advance(Duration.ofDays(7));

    var history = trader.broker().fetchEquityHistory(trader.key(), lastDays(stage)).value();

    assertThat(history.points())
        .isNotEmpty()
        .isSortedAccordingTo(Comparator.comparing(EquityHistory.Point::at));
    assertThat(history.points().getLast().equity()).isEqualByComparingTo(Stage.cash());
  }

  private static EquityHistoryQuery lastDays(Stage stage) {
    var now = stage.gateway().clock().instant();
    return new EquityHistoryQuery(BarSize.DAY_1, now.minus(Duration.ofDays(14)), now);
  }

  private static void tradingDays(Stage stage) {
    var instrument = stage.simulator().specimen(stage.plan().usualClass()).instrument();
    var from = today(stage);

    var days = stage.trader().broker().fetchTradingDays(instrument, from, from.plusDays(14));

    assertThat(days)
        .isNotEmpty()
        .isSortedAccordingTo(Comparator.comparing(TradingDay::date))
        .allSatisfy(day -> {
          assertThat(day.date()).isBetween(from, from.plusDays(14));
          assertThat(day.open()).isBefore(day.close());
        });
  }

  private static void optionChain(Stage stage) {
    var specimen = stage.simulator().specimen(AssetClass.OPTION).instrument();
    var underlying = ((Instrument.Option) specimen).underlying();
    var broker = stage.trader().broker();

    var first = broker.fetchOptionChain(chain(underlying, null));
    assertThat(first.listings()).hasSize(CONTRACTS_A_PAGE);
    assertThat(first.nextPageToken()).as("more contracts than a page holds").isNotBlank();
    var second = broker.fetchOptionChain(chain(underlying, first.nextPageToken()));

    assertThat(second.listings()).isNotEmpty();
    assertThat(second.listings()).doesNotContainAnyElementsOf(first.listings());
    assertThat(first.listings())
        .extracting(Listing::instrument)
        .allSatisfy(instrument ->
            assertThat(instrument)
                .isInstanceOfSatisfying(
                    Instrument.Option.class,
                    option -> assertThat(option.underlying()).isEqualTo(underlying)));
  }

  private static OptionChainQuery chain(String underlying, @Nullable String pageToken) {
    return new OptionChainQuery(
        underlying, null, null, null, null, null, CONTRACTS_A_PAGE, pageToken);
  }

  private static void walletTransfers(Stage stage) {
    var trader = stage.trader();
    assertThat(trader.broker().fetchWalletTransfers(trader.key()).value()).isEmpty();
    trader.truth().receive(COIN, COINS);

    var transfers = trader.broker().fetchWalletTransfers(trader.key()).value();

    assertThat(transfers)
        .singleElement()
        .satisfies(transfer -> {
          assertThat(transfer.direction()).isEqualTo(WalletTransfer.Direction.INCOMING);
          assertThat(transfer.coin()).isEqualTo(COIN);
          assertThat(transfer.amount()).isEqualByComparingTo(COINS);
        });
  }

  private static LocalDate today(Stage stage) {
    return LocalDate.ofInstant(stage.gateway().clock().instant(), ZoneOffset.UTC);
  }
}
