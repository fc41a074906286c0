package io.brokerway.brokers.alpaca;

import static io.brokerway.brokers.alpaca.AlpacaFigures.bounded;
import static io.brokerway.brokers.alpaca.AlpacaFigures.currency;
import static io.brokerway.brokers.alpaca.AlpacaFigures.figure;
import static io.brokerway.brokers.alpaca.AlpacaFigures.given;
import static io.brokerway.brokers.alpaca.AlpacaFigures.instant;
import static io.brokerway.brokers.alpaca.AlpacaFigures.isTrue;
import static io.brokerway.brokers.alpaca.AlpacaFigures.plain;
import static io.brokerway.brokers.alpaca.AlpacaFigures.required;
import static io.brokerway.brokers.alpaca.AlpacaFigures.signed;
import static io.brokerway.brokers.alpaca.AlpacaFigures.signedOrNull;
import static io.brokerway.brokers.alpaca.AlpacaFigures.unknown;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarSize;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.market.TradingCalendar;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Account, positions, prices and hours between Alpaca's words and ours. Pure. */
final class AlpacaMapping {
  private AlpacaMapping() {}

  /** The one account of a login. */
  static Account account(AlpacaWire.Account wire, Environment environment) {
    var status = accountStatus(given("account.status", wire.status()));
    var restriction = restriction(wire);
    return new Account(
        accountKey(wire),
        wire.accountNumber() == null ? "" : wire.accountNumber(),
        environment == Environment.PAPER ? "Alpaca paper" : "Alpaca",
        accountType(figure("account.multiplier", wire.multiplier())),
        environment,
        currency(wire.currency()),
        status == Account.Status.ACTIVE && !restriction.isEmpty()
            ? Account.Status.RESTRICTED
            : status,
        restriction);
  }

  static AccountKey accountKey(AlpacaWire.Account wire) {
    try {
      return new AccountKey(given("account.id", wire.id()));
    } catch (IllegalArgumentException e) {
      throw new UnexpectedReply("Alpaca sent no usable account.id", e);
    }
  }

  private static Account.@Nullable Type accountType(@Nullable BigDecimal multiplier) {
    if (multiplier == null) {
      return null;
    }
    return multiplier.compareTo(BigDecimal.ONE) <= 0 ? Account.Type.CASH : Account.Type.MARGIN;
  }

  private static Account.Status accountStatus(String status) {
    return switch (status) {
      case "ACTIVE" -> Account.Status.ACTIVE;
      case "ONBOARDING",
          "SUBMITTED",
          "SUBMISSION_FAILED",
          "ACCOUNT_UPDATED",
          "APPROVAL_PENDING",
          "APPROVED" ->
          Account.Status.PENDING;
      case "INACTIVE", "PAPER_ONLY", "ACTION_REQUIRED", "LIMITED", "ACCOUNT_CLOSED_PENDING" ->
          Account.Status.RESTRICTED;
      case "REJECTED", "ACCOUNT_CLOSED" -> Account.Status.CLOSED;
      default -> Account.Status.UNKNOWN;
    };
  }

  private static String restriction(AlpacaWire.Account wire) {
    var restrictions = new ArrayList<String>();
    if (wire.status() != null && !"ACTIVE".equals(wire.status())) {
      restrictions.add("status " + wire.status());
    }
    if (isTrue(wire.accountBlocked())) {
      restrictions.add("account blocked");
    }
    if (isTrue(wire.tradingBlocked())) {
      restrictions.add("trading blocked");
    }
    if (isTrue(wire.tradeSuspendedByUser())) {
      restrictions.add("trading suspended by the user");
    }
    return String.join(", ", restrictions);
  }

  static Balance balance(AlpacaWire.Account wire) {
    var equity = figure("account.equity", wire.equity());
    return new Balance(
        currency(wire.currency()),
        figure("account.cash", wire.cash()),
        null,
        null,
        equity == null ? figure("account.portfolio_value", wire.portfolioValue()) : equity,
        figure("account.long_market_value", wire.longMarketValue()),
        figure("account.short_market_value", wire.shortMarketValue()),
        figure("account.buying_power", wire.buyingPower()),
        figure("account.non_marginable_buying_power", wire.nonMarginableBuyingPower()),
        figure("account.options_buying_power", wire.optionsBuyingPower()),
        figure("account.daytrading_buying_power", wire.daytradingBuyingPower()),
        new Balance.Margin(
            figure("account.initial_margin", wire.initialMargin()),
            figure("account.maintenance_margin", wire.maintenanceMargin()),
            null,
            null,
            figure("account.multiplier", wire.multiplier()),
            null),
        wire.daytradeCount(),
        List.of(),
        furtherFigures(wire));
  }

  private static Map<String, String> furtherFigures(AlpacaWire.Account wire) {
    var further = new HashMap<String, String>();
    add(further, "regt_buying_power", wire.regtBuyingPower());
    add(further, "last_equity", wire.lastEquity());
    add(further, "last_maintenance_margin", wire.lastMaintenanceMargin());
    add(further, "sma", wire.sma());
    add(further, "accrued_fees", wire.accruedFees());
    add(further, "pending_reg_taf_fees", wire.pendingRegTafFees());
    add(further, "intraday_adjustments", wire.intradayAdjustments());
    add(further, "pending_transfer_in", wire.pendingTransferIn());
    add(further, "pending_transfer_out", wire.pendingTransferOut());
    add(further, "balance_asof", wire.balanceAsof());
    add(further, "pattern_day_trader", wire.patternDayTrader());
    add(further, "shorting_enabled", wire.shortingEnabled());
    add(further, "transfers_blocked", wire.transfersBlocked());
    add(further, "options_approved_level", wire.optionsApprovedLevel());
    add(further, "options_trading_level", wire.optionsTradingLevel());
    return further;
  }

  private static void add(Map<String, String> figures, String name, @Nullable Object value) {
    if (value instanceof BigDecimal number) {
      figures.put(name, plain(bounded("account." + name, number)));
    } else if (value != null) {
      figures.put(name, value.toString());
    }
  }

  /** A position; {@code side} has the sign, whatever that of the figures is. */
  static Position position(AlpacaWire.Position wire) {
    var sign = positionSign(given("position.side", wire.side()));
    return new Position(
        AlpacaSymbols.instrument(
            given("position.asset_class", wire.assetClass()), positionSymbol(wire)),
        "",
        signed(sign, required("position.qty", wire.qty())),
        signedOrNull(sign, figure("position.qty_available", wire.qtyAvailable())),
        figure("position.avg_entry_price", wire.avgEntryPrice()),
        signedOrNull(sign, figure("position.cost_basis", wire.costBasis())),
        figure("position.current_price", wire.currentPrice()),
        signedOrNull(sign, figure("position.market_value", wire.marketValue())),
        figure("position.unrealized_pl", wire.unrealizedPl()),
        figure("position.lastday_price", wire.lastdayPrice()));
  }

  private static String positionSymbol(AlpacaWire.Position wire) {
    return given("position.symbol", wire.symbol());
  }

  private static int positionSign(String side) {
    return switch (side) {
      case "long" -> 1;
      case "short" -> -1;
      default -> throw unknown("position.side", side);
    };
  }

  /**
   * The prices of a snapshot.
   *
   * @return null if it has neither a quote nor a trade
   */
  static @Nullable Quote quote(
      Instrument instrument, AlpacaWire.Snapshot snapshot, boolean delayed, String source) {
    var quote = snapshot.latestQuote();
    var trade = snapshot.latestTrade();
    var quoteTime = quote == null || quote.t() == null ? null : instant("quote.t", quote.t());
    var tradeTime = trade == null || trade.t() == null ? null : instant("trade.t", trade.t());
    var asOf = later(quoteTime, tradeTime);
    if (asOf == null) {
      return null;
    }
    var bid = quote == null ? null : price("quote.bp", quote.bp());
    var ask = quote == null ? null : price("quote.ap", quote.ap());
    var yesterday = snapshot.prevDailyBar();
    return new Quote(
        instrument,
        bid,
        bid == null || quote == null ? null : figure("quote.bs", quote.bs()),
        ask,
        ask == null || quote == null ? null : figure("quote.as", quote.askSize()),
        trade == null ? null : price("trade.p", trade.p()),
        trade == null ? null : figure("trade.s", trade.s()),
        yesterday == null ? null : price("bar.c", yesterday.c()),
        asOf,
        delayed,
        source);
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }

  /** A price; Alpaca writes 0 where there is none. */
  private static @Nullable BigDecimal price(String field, @Nullable BigDecimal price) {
    return price == null || price.signum() <= 0 ? null : bounded(field, price);
  }

  static Bar bar(AlpacaWire.Bar wire) {
    return new Bar(
        instant("bar.t", wire.t()),
        required("bar.o", wire.o()),
        required("bar.h", wire.h()),
        required("bar.l", wire.l()),
        required("bar.c", wire.c()),
        required("bar.v", wire.v()));
  }

  static String timeframe(BarSize size) {
    return switch (size) {
      case MINUTE_1 -> "1Min";
      case MINUTE_5 -> "5Min";
      case MINUTE_15 -> "15Min";
      case MINUTE_30 -> "30Min";
      case HOUR_1 -> "1Hour";
      case DAY_1 -> "1Day";
      case WEEK_1 -> "1Week";
    };
  }

  /**
   * The market's hours: whether it is open, and when it will be, as Alpaca says; which session it
   * is outside of that, which Alpaca does not say, by the calendar.
   */
  static MarketHours marketHours(AlpacaWire.Clock wire, TradingCalendar calendar) {
    if (wire.isOpen() == null) {
      throw new UnexpectedReply("Alpaca sent no clock.is_open");
    }
    var asOf = instant("clock.timestamp", wire.timestamp());
    return new MarketHours(
        wire.isOpen() ? MarketHours.Session.REGULAR : sessionWhenClosed(calendar, asOf),
        asOf,
        wire.nextOpen() == null ? null : instant("clock.next_open", wire.nextOpen()),
        wire.nextClose() == null ? null : instant("clock.next_close", wire.nextClose()));
  }

  private static MarketHours.Session sessionWhenClosed(TradingCalendar calendar, Instant asOf) {
    var session = calendar.hoursAt(asOf).session();
    return session == MarketHours.Session.REGULAR ? MarketHours.Session.CLOSED : session;
  }
}
