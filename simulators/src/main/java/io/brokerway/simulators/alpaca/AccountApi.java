package io.brokerway.simulators.alpaca;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueBalance;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v2/account} and its configurations. */
final class AccountApi {
  private static final BigDecimal REG_T_MULTIPLIER = BigDecimal.TWO;

  private final Venue venue;
  private final AccountBook book;

  AccountApi(Venue venue, AccountBook book) {
    this.venue = venue;
    this.book = book;
  }

  HttpReply account(Holder holder) {
    var balance = venue.balance(holder.key());
    var json =
        Json.object()
            .put("id", holder.id())
            .put("account_number", holder.number())
            .put("status", "ACTIVE")
            .put("crypto_status", "ACTIVE")
            .put("currency", "USD");
    figures(json, balance);
    return HttpReply.json(200, flags(json, holder, balance));
  }

  HttpReply configurations(Holder holder) {
    return HttpReply.json(200, holder.settings().json());
  }

  HttpReply configure(Holder holder, HttpCall call) {
    // The body's form is checked first, as for every other body.
    Fields.of(call);
    var changed = holder.with(holder.settings().patched(Json.read(call.body())));
    book.put(changed);
    return configurations(changed);
  }

  private static void figures(ObjectNode json, VenueBalance balance) {
    var equity = balance.equity();
    var free = balance.nonMarginableBuyingPower().max(BigDecimal.ZERO);
    json.put("cash", Amounts.cents(balance.cash()))
        .put("equity", Amounts.cents(equity))
        .put("portfolio_value", Amounts.cents(equity))
        .put("last_equity", Amounts.cents(balance.lastEquity()))
        .put("position_market_value", Amounts.cents(invested(balance)))
        .put("buying_power", Amounts.cents(balance.buyingPower()))
        .put("regt_buying_power", Amounts.cents(overnight(balance)))
        .put("effective_buying_power", Amounts.cents(balance.buyingPower()))
        .put("non_marginable_buying_power", Amounts.cents(free))
        .put("options_buying_power", Amounts.cents(free))
        .put("long_market_value", Amounts.cents(balance.longMarketValue()))
        .put("short_market_value", Amounts.cents(balance.shortMarketValue()))
        .put("initial_margin", Amounts.cents(balance.initialMargin()))
        .put("maintenance_margin", Amounts.cents(balance.maintenanceMargin()))
        .put("last_maintenance_margin", Amounts.cents(balance.maintenanceMargin()))
        .put("sma", Amounts.cents(balance.lastEquity()))
        .put("accrued_fees", "0")
        .put("pending_reg_taf_fees", "0")
        .put("intraday_adjustments", "0");
  }

  private ObjectNode flags(ObjectNode json, Holder holder, VenueBalance balance) {
    var multiplier = balance.terms().multiplier().setScale(0, RoundingMode.DOWN);
    var shorting = balance.terms().shorting() && !holder.settings().noShorting();
    json.put("multiplier", multiplier.toPlainString())
        .put("shorting_enabled", shorting)
        .put("trading_blocked", false)
        .put("transfers_blocked", false)
        .put("account_blocked", false)
        .put("trade_suspended_by_user", holder.settings().suspendTrade())
        .put("options_approved_level", 3)
        .put("options_trading_level", holder.settings().maxOptionsTradingLevel())
        .put("crypto_tier", 1)
        .put("balance_asof", MarketCalendar.dayBefore(venue.now()).toString())
        .put("created_at", Amounts.time(balance.openedAt()));
    json.set("user_configurations", holder.settings().json());
    return json.putNull("admin_configurations");
  }

  private static BigDecimal invested(VenueBalance balance) {
    return balance.longMarketValue().add(balance.shortMarketValue().abs());
  }

  private static BigDecimal overnight(VenueBalance balance) {
    return balance.terms().multiplier().compareTo(REG_T_MULTIPLIER) <= 0
        ? balance.buyingPower()
        : balance
            .buyingPower()
            .multiply(REG_T_MULTIPLIER)
            .divide(balance.terms().multiplier(), 2, RoundingMode.DOWN);
  }
}
