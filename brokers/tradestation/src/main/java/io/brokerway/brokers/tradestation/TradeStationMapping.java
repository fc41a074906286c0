package io.brokerway.brokers.tradestation;

import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarSize;
import io.brokerway.broker.market.Quote;
import io.brokerway.kit.wire.Figures;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accounts, positions and prices between TradeStation's words and ours. Pure. */
final class TradeStationMapping {
  static final Figures FIGURES = Figures.of("TradeStation");

  private TradeStationMapping() {}

  static Account account(TradeStationWire.Account wire, Environment environment) {
    var id = FIGURES.given("account.AccountID", wire.accountId());
    var type = FIGURES.given("account.AccountType", wire.accountType());
    var status = FIGURES.given("account.Status", wire.status());
    return new Account(
        key(id),
        id,
        wire.alias() == null || wire.alias().isBlank() ? "TradeStation " + type : wire.alias(),
        type(type),
        environment,
        FIGURES.currency(wire.currency()),
        status(status),
        status.equals("Active") ? "" : status);
  }

  static AccountKey key(String id) {
    try {
      return new AccountKey(id);
    } catch (IllegalArgumentException e) {
      throw FIGURES.missing("usable account.AccountID");
    }
  }

  private static Account.Type type(String type) {
    return switch (type) {
      case "Cash", "DVP" -> Account.Type.CASH;
      case "Margin" -> Account.Type.MARGIN;
      default -> Account.Type.OTHER;
    };
  }

  private static Account.Status status(String status) {
    return switch (status) {
      case "Active" -> Account.Status.ACTIVE;
      case "Closed" -> Account.Status.CLOSED;
      case "Closing Transaction Only",
          "Margin Call - Closing Transactions Only",
          "Inactive",
          "Liquidating Transactions Only",
          "Restricted",
          "90 Day Restriction-Closing Transaction Only" ->
          Account.Status.RESTRICTED;
      default -> Account.Status.UNKNOWN;
    };
  }

  static Balance balance(TradeStationWire.Balance wire) {
    var detail = wire.balanceDetail();
    return new Balance(
        FIGURES.currency(null),
        FIGURES.required("balance.CashBalance", wire.cashBalance()),
        null,
        null,
        FIGURES.figure("balance.Equity", wire.equity()),
        null,
        null,
        FIGURES.figure("balance.BuyingPower", wire.buyingPower()),
        null,
        detail == null ? null : detail.optionBuyingPower(),
        null,
        new Balance.Margin(
            detail == null ? null : first(detail.requiredMargin(), detail.initialMargin()),
            detail == null ? null : detail.maintenanceMargin(),
            null,
            null,
            null,
            null),
        detail == null ? null : dayTrades(detail.dayTrades()),
        List.of(),
        further(wire));
  }

  private static @Nullable BigDecimal first(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null ? other : one;
  }

  private static @Nullable Integer dayTrades(@Nullable String text) {
    return text != null && text.matches("\\d{1,6}") ? Integer.valueOf(text) : null;
  }

  private static Map<String, String> further(TradeStationWire.Balance wire) {
    var further = new HashMap<String, String>();
    add(further, "MarketValue", wire.marketValue());
    add(further, "TodaysProfitLoss", wire.todaysProfitLoss());
    add(further, "UnclearedDeposit", wire.unclearedDeposit());
    var detail = wire.balanceDetail();
    if (detail != null) {
      add(further, "OvernightBuyingPower", detail.overnightBuyingPower());
      add(further, "UnsettledFunds", detail.unsettledFunds());
      add(further, "RealizedProfitLoss", detail.realizedProfitLoss());
      add(further, "UnrealizedProfitLoss", detail.unrealizedProfitLoss());
    }
    return further;
  }

  private static void add(Map<String, String> further, String name, @Nullable BigDecimal value) {
    var figure = FIGURES.figure("balance." + name, value);
    if (figure != null) {
      further.put(name, Figures.plain(figure));
    }
  }

  /** A position; {@code LongShort} has the sign, whatever that of the figures is. */
  static Position position(TradeStationWire.Position wire) {
    var sign = sign(FIGURES.given("position.LongShort", wire.longShort()));
    return new Position(
        TradeStationSymbols.instrument(
            FIGURES.given("position.AssetType", wire.assetType()),
            FIGURES.given("position.Symbol", wire.symbol())),
        "",
        signed(sign, FIGURES.required("position.Quantity", wire.quantity())),
        null,
        FIGURES.figure("position.AveragePrice", wire.averagePrice()),
        signedOrNull(sign, FIGURES.figure("position.TotalCost", wire.totalCost())),
        FIGURES.figure("position.Last", wire.last()),
        signedOrNull(sign, FIGURES.figure("position.MarketValue", wire.marketValue())),
        FIGURES.figure("position.UnrealizedProfitLoss", wire.unrealizedProfitLoss()),
        null);
  }

  private static int sign(String longShort) {
    return switch (longShort) {
      case "Long" -> 1;
      case "Short" -> -1;
      default -> throw FIGURES.unknown("position.LongShort", longShort);
    };
  }

  private static BigDecimal signed(int sign, BigDecimal value) {
    return sign < 0 ? value.abs().negate() : value.abs();
  }

  private static @Nullable BigDecimal signedOrNull(int sign, @Nullable BigDecimal value) {
    return value == null ? null : signed(sign, value);
  }

  /** The prices of an instrument; {@code asOf} where TradeStation names no time of its own. */
  static Quote quote(Instrument instrument, TradeStationWire.Quote wire, Instant asOf) {
    var bid = price("quote.Bid", wire.bid());
    var ask = price("quote.Ask", wire.ask());
    var last = price("quote.Last", wire.last());
    var delayed = wire.marketFlags() != null && Boolean.TRUE.equals(wire.marketFlags().isDelayed());
    return new Quote(
        instrument,
        bid,
        bid == null ? null : FIGURES.figure("quote.BidSize", wire.bidSize()),
        ask,
        ask == null ? null : FIGURES.figure("quote.AskSize", wire.askSize()),
        last,
        last == null ? null : FIGURES.figure("quote.LastSize", wire.lastSize()),
        price("quote.PreviousClose", wire.previousClose()),
        asOf,
        delayed,
        "tradestation");
  }

  /** A price; TradeStation writes 0 where there is none. */
  private static @Nullable BigDecimal price(String field, @Nullable BigDecimal price) {
    return price == null || price.signum() <= 0 ? null : FIGURES.figure(field, price);
  }

  /** A bar, which TradeStation names by its end. */
  static Bar bar(TradeStationWire.Bar wire, BarSize size) {
    var end = FIGURES.instant("bar.TimeStamp", wire.timeStamp());
    return new Bar(
        end.minus(size.span()),
        FIGURES.required("bar.Open", wire.open()),
        FIGURES.required("bar.High", wire.high()),
        FIGURES.required("bar.Low", wire.low()),
        FIGURES.required("bar.Close", wire.close()),
        FIGURES.required("bar.TotalVolume", wire.totalVolume()));
  }

  static Listing listing(TradeStationWire.Symbol wire) {
    var symbol = FIGURES.given("symbol.Symbol", wire.symbol());
    var format = wire.priceFormat();
    return new Listing(
        TradeStationSymbols.instrument(wire.assetType(), symbol),
        wire.description() == null ? symbol : wire.description(),
        true,
        false,
        null,
        BigDecimal.ONE,
        BigDecimal.ONE,
        format == null ? null : FIGURES.figure("symbol.Increment", format.increment()),
        List.of());
  }
}
