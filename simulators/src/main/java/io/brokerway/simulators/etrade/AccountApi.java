package io.brokerway.simulators.etrade;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueBalance;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/accounts/list} and {@code /v1/accounts/{key}/balance}. */
final class AccountApi {
  private final Venue venue;
  private final AccountBook book;

  AccountApi(Venue venue, AccountBook book) {
    this.venue = venue;
    this.book = book;
  }

  HttpReply list(Asked asked) {
    var accounts = Json.array();
    for (var holder : book.holders(asked.visitor().customer())) {
      accounts
          .addObject()
          .put("accountId", holder.id())
          .put("accountIdKey", AccountBook.key(holder, asked.visitor().consumer()))
          .put("accountMode", holder.mode())
          .put("accountDesc", "INDIVIDUAL")
          .put("accountName", "Account " + holder.id())
          .put("accountType", "INDIVIDUAL")
          .put("institutionType", "BROKERAGE")
          .put("accountStatus", "ACTIVE")
          .put("closedDate", 0);
    }
    if (accounts.isEmpty()) {
      return HttpReply.empty(204);
    }
    var list = Json.object();
    list.putObject("Accounts").set("Account", accounts);
    return asked.answer("AccountListResponse", list);
  }

  HttpReply balance(Asked asked, Holder holder) {
    if (!asked.parameter("instType").orElse("").equals("BROKERAGE")) {
      throw Refusal.of(Refusal.INSTITUTION_TYPE, "Invalid institution type");
    }
    var balance = venue.balance(holder.key());
    var json =
        Json.object()
            .put("accountId", holder.id())
            .put("accountType", "INDIVIDUAL")
            .put("optionLevel", holder.hasMargin() ? "LEVEL_4" : "LEVEL_2")
            .put("accountDescription", "INDIVIDUAL")
            .put("quoteMode", 0)
            .put("dayTraderStatus", "NO_PDT")
            .put("accountMode", holder.mode());
    json.putObject("Cash")
        .put("fundsForOpenOrdersCash", cents(bound(balance)))
        .put("moneyMktBalance", 0);
    json.set("Computed", computed(asked, holder, balance));
    json.putObject("Margin").put("dtCashOpenOrderReserve", 0).put("dtMarginOpenOrderReserve", 0);
    return asked.answer("BalanceResponse", json);
  }

  private static ObjectNode computed(Asked asked, Holder holder, VenueBalance balance) {
    var free = cents(balance.nonMarginableBuyingPower().max(BigDecimal.ZERO));
    var cash = cents(balance.cash());
    var json =
        Json.object()
            .put("cashAvailableForInvestment", free)
            .put("cashAvailableForWithdrawal", free.min(cash.max(BigDecimal.ZERO)))
            .put("netCash", cash)
            .put("cashBalance", cash)
            .put("settledCashForInvestment", free)
            .put("unSettledCashForInvestment", 0)
            .put("fundsWithheldFromPurchasePower", 0)
            .put("fundsWithheldFromWithdrawal", 0)
            .put(
                "marginBuyingPower",
                holder.hasMargin() ? cents(balance.buyingPower()) : BigDecimal.ZERO)
            .put("cashBuyingPower", free)
            .put("dtMarginBuyingPower", 0)
            .put("dtCashBuyingPower", 0)
            .put("marginBalance", cash.min(BigDecimal.ZERO))
            .put("shortAdjustBalance", cents(balance.shortMarketValue()))
            .put("regtEquity", cents(balance.equity()))
            .put("regtEquityPercent", 100)
            .put("accountBalance", cents(balance.equity()));
    json.putObject("OpenCalls")
        .put("minEquityCall", 0)
        .put("fedCall", 0)
        .put("cashCall", 0)
        .put("houseCall", cents(balance.marginCall()));
    if (asked.flag("realTimeNAV", false)) {
      var net = balance.longMarketValue().add(balance.shortMarketValue());
      json.putObject("RealTimeValues")
          .put("totalAccountValue", cents(balance.equity()))
          .put("netMv", cents(net))
          .put("netMvLong", cents(balance.longMarketValue()))
          .put("netMvShort", cents(balance.shortMarketValue()));
    }
    return json;
  }

  /** What open orders bind of the cash. */
  private static BigDecimal bound(VenueBalance balance) {
    return balance
        .cash()
        .subtract(balance.nonMarginableBuyingPower())
        .max(BigDecimal.ZERO)
        .min(balance.cash().max(BigDecimal.ZERO));
  }

  private static BigDecimal cents(BigDecimal value) {
    return Figures.cents(value);
  }
}
