package io.brokerway.simulators.tradestation;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueTransaction;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v3/brokerage/accounts}: accounts, balances and positions. */
final class AccountsApi {
  private static final int MAX_ACCOUNTS = 25;

  private final Venue venue;
  private final PositionView positions;

  AccountsApi(Venue venue) {
    this.venue = venue;
    this.positions = new PositionView(venue);
  }

  HttpReply accounts(Visitor visitor) {
    var json = Json.object();
    var all = json.putArray("Accounts");
    visitor.holders().forEach(holder -> all.add(account(holder)));
    return HttpReply.json(200, json);
  }

  private static ObjectNode account(Holder holder) {
    var json =
        Json.object()
            .put("AccountID", holder.id())
            .put("Currency", "USD")
            .put("Status", holder.status())
            .put("AccountType", holder.kind().word());
    if (holder.kind() != AccountKind.FUTURES) {
      json.putObject("AccountDetail")
          .put("IsStockLocateEligible", false)
          .put("EnrolledInRegTProgram", false)
          .put("RequiresBuyingPowerWarning", false)
          .put("DayTradingQualified", true)
          .put("OptionApprovalLevel", 3)
          .put("PatternDayTrader", false);
    }
    return json;
  }

  HttpReply balances(Visitor visitor, String accounts) {
    return each(visitor, accounts, "Balances", (all, holder) -> all.add(balance(holder)));
  }

  HttpReply startOfDay(Visitor visitor, String accounts) {
    return each(visitor, accounts, "BODBalances", (all, holder) -> all.add(startOfDay(holder)));
  }

  HttpReply positions(Visitor visitor, String accounts, HttpCall call) {
    var wanted = call.parameter("symbol").map(SymbolFilter::of);
    return each(
        visitor,
        accounts,
        "Positions",
        (all, holder) ->
            venue.positions(holder.key()).stream()
                .filter(position ->
                    wanted.isEmpty() || wanted.get().takes(Symbols.of(position.listed())))
                .map(position -> positions.json(holder, position))
                .forEach(all::add));
  }

  /** Adds what there is of one account. */
  interface Adding {
    void add(ArrayNode all, Holder holder);
  }

  /**
   * What was asked of several accounts: some may be wrong, and the others are told all the same.
   */
  static HttpReply each(Visitor visitor, String accounts, String name, Adding adding) {
    var json = Json.object();
    var all = json.putArray(name);
    var errors = json.putArray("Errors");
    for (var holder : holders(visitor, accounts, errors)) {
      adding.add(all, holder);
    }
    return HttpReply.json(200, json);
  }

  static List<Holder> holders(Visitor visitor, String accounts, ArrayNode errors) {
    var ids = List.of(accounts.split(",", -1));
    if (ids.size() > MAX_ACCOUNTS) {
      throw Refusal.badRequest("At most %d accounts.".formatted(MAX_ACCOUNTS));
    }
    var found = new ArrayList<Holder>();
    for (var id : ids) {
      visitor
          .find(id)
          .ifPresentOrElse(
              found::add,
              () ->
                  errors
                      .addObject()
                      .put("AccountID", id)
                      .put("Error", "Forbidden")
                      .put("Message", "Invalid Account ID."));
    }
    if (found.isEmpty()) {
      throw Refusal.forbidden("Invalid Account ID.");
    }
    return found;
  }

  private ObjectNode balance(Holder holder) {
    var balance = venue.balance(holder.key());
    var held = venue.positions(holder.key());
    var options =
        held.stream()
            .filter(position -> position.listed().isOption())
            .map(position -> position.marketValue())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var unrealized =
        held.stream()
            .map(position -> position.unrealizedProfit())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var cost =
        held.stream()
            .map(position -> position.costBasis())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var json =
        Json.object()
            .put("AccountID", holder.id())
            .put("AccountType", holder.kind().word())
            .put("CashBalance", Amounts.cents(balance.cash()))
            .put("BuyingPower", Amounts.cents(balance.buyingPower()))
            .put("Equity", Amounts.cents(balance.equity()))
            .put(
                "MarketValue",
                Amounts.cents(balance.longMarketValue().add(balance.shortMarketValue())))
            .put("TodaysProfitLoss", Amounts.cents(balance.equity().subtract(balance.lastEquity())))
            .put("UnclearedDeposit", "0")
            .put("Commission", "0");
    if (holder.kind() == AccountKind.FUTURES) {
      futures(json, balance.cash());
      return json;
    }
    json.putObject("BalanceDetail")
        .put("CostOfPositions", Amounts.cents(cost))
        .put("DayTradeExcess", Amounts.cents(balance.nonMarginableBuyingPower()))
        .put("DayTrades", "0")
        .put("MaintenanceRate", "")
        .put("OptionBuyingPower", Amounts.cents(balance.nonMarginableBuyingPower()))
        .put("OptionsMarketValue", Amounts.cents(options))
        .put("OvernightBuyingPower", Amounts.cents(balance.buyingPower()))
        .put("RealizedProfitLoss", Amounts.cents(balance.realizedProfit()))
        .put("RequiredMargin", Amounts.cents(balance.initialMargin()))
        .put("UnrealizedProfitLoss", Amounts.cents(unrealized))
        .put("UnsettledFunds", "0");
    return json;
  }

  private static void futures(ObjectNode json, BigDecimal cash) {
    json.putObject("BalanceDetail")
        .put("DayTradeMargin", "0")
        .put("DayTradeOpenOrderMargin", "0")
        .put("InitialMargin", "0")
        .put("MaintenanceMargin", "0")
        .put("MarginRequirement", "0")
        .put("OpenOrderMargin", "0")
        .put("RealizedProfitLoss", "0")
        .put("SecurityOnDeposit", "0")
        .put("TodayRealTimeTradeEquity", Amounts.cents(cash))
        .put("TradeEquity", Amounts.cents(cash))
        .put("UnrealizedProfitLoss", "0");
    json.putArray("CurrencyDetails")
        .addObject()
        .put("Currency", "USD")
        .put("CashBalance", Amounts.cents(cash))
        .put("Commission", "0")
        .put("InitialMargin", "0")
        .put("MaintenanceMargin", "0")
        .put("RealizedProfitLoss", "0")
        .put("UnrealizedProfitLoss", "0")
        .put("AccountConversionRate", "1")
        .put("AccountMarginRequirement", "0");
  }

  private ObjectNode startOfDay(Holder holder) {
    var balance = venue.balance(holder.key());
    var today = LocalDate.ofInstant(balance.at(), Amounts.NEW_YORK);
    var morning = today.atStartOfDay(Amounts.NEW_YORK).toInstant();
    var cash = balance.cash().subtract(moved(holder.key(), morning));
    var json = Json.object().put("AccountID", holder.id()).put("AccountType", holder.kind().word());
    json.putObject("BalanceDetail")
        .put("AccountBalance", Amounts.cents(cash))
        .put("CashAvailableToWithdraw", Amounts.cents(cash.max(BigDecimal.ZERO)))
        .put("DayTrades", "0")
        .put("DayTradingMarginableBuyingPower", Amounts.cents(balance.buyingPower()))
        .put("Equity", Amounts.cents(balance.lastEquity()))
        .put("NetCash", Amounts.cents(cash))
        .put("OptionBuyingPower", Amounts.cents(cash.max(BigDecimal.ZERO)))
        .put("OptionValue", "0")
        .put("OvernightBuyingPower", Amounts.cents(balance.buyingPower()));
    return json;
  }

  private BigDecimal moved(AccountKey account, Instant since) {
    Function<VenueTransaction, BigDecimal> amount = VenueTransaction::amount;
    return venue.transactions(account, 0, since, Integer.MAX_VALUE).stream()
        .map(amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
