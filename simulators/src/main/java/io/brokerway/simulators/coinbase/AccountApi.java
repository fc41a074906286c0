package io.brokerway.simulators.coinbase;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenuePosition;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Wallets, portfolios, permissions and fees of the API v3. */
final class AccountApi {
  private static final int USUAL_WALLETS = 49;
  private static final int MOST_WALLETS = 250;
  private static final Set<String> TYPES = Set.of("UNDEFINED", "DEFAULT", "CONSUMER", "INTX");

  private static final List<String> FUTURES_FIGURES =
      List.of(
          "futures_buying_power",
          "total_usd_balance",
          "cbi_usd_balance",
          "cfm_usd_balance",
          "total_open_orders_hold_amount",
          "unrealized_pnl",
          "daily_realized_pnl",
          "initial_margin",
          "available_margin");

  private final Venue venue;
  private final PortfolioBook book;
  private final Wallets wallets;

  AccountApi(Venue venue, PortfolioBook book, Wallets wallets) {
    this.venue = venue;
    this.book = book;
    this.wallets = wallets;
  }

  HttpReply wallets(Portfolio portfolio, HttpCall call) {
    var opened = opened(portfolio);
    var asked = call.parameter("retail_portfolio_id").orElse(portfolio.id());
    var all = asked.equals(portfolio.id()) ? wallets.of(portfolio) : List.<Wallet>of();
    var page = Paging.of(call, all, USUAL_WALLETS, MOST_WALLETS);
    var json = Json.object();
    var list = json.putArray("accounts");
    page.rows().forEach(wallet -> list.add(json(wallet, portfolio, opened)));
    return HttpReply.json(
        200,
        json.put("has_next", page.hasNext())
            .put("cursor", page.cursor())
            .put("size", page.rows().size()));
  }

  HttpReply wallet(Portfolio portfolio, String id) {
    return wallets
        .find(portfolio, id)
        .map(wallet -> Json.object().set("account", json(wallet, portfolio, opened(portfolio))))
        .map(json -> HttpReply.json(200, json))
        .orElseThrow(() -> Refusal.notFound("account with this id was not found"));
  }

  private String opened(Portfolio portfolio) {
    return Texts.time(venue.balance(portfolio.key()).openedAt());
  }

  private static ObjectNode json(Wallet wallet, Portfolio portfolio, String opened) {
    var json =
        Json.object()
            .put("uuid", wallet.id())
            .put("name", wallet.name())
            .put("currency", wallet.currency());
    json.set("available_balance", Texts.money(wallet.available(), wallet.currency()));
    json.put("default", wallet.fiat())
        .put("active", true)
        .put("created_at", opened)
        .put("updated_at", opened)
        .putNull("deleted_at")
        .put("type", wallet.fiat() ? "ACCOUNT_TYPE_FIAT" : "ACCOUNT_TYPE_CRYPTO")
        .put("ready", true)
        .set("hold", Texts.money(wallet.held(), wallet.currency()));
    return json.put("retail_portfolio_id", portfolio.id())
        .put("platform", "ACCOUNT_PLATFORM_CONSUMER");
  }

  /** All portfolios of the key's owner, though the key opens one. */
  HttpReply portfolios(Portfolio portfolio, HttpCall call) {
    var type = call.parameter("portfolio_type").orElse("UNDEFINED");
    if (!TYPES.contains(type)) {
      throw Refusal.invalid(
          "parsing field \"portfolio_type\": \"%s\" is not valid".formatted(type));
    }
    var json = Json.object();
    var list = json.putArray("portfolios");
    book.ofUser(portfolio.userId()).stream()
        .filter(one -> type.equals("UNDEFINED") || type.equals(one.type()))
        .forEach(one -> list.add(json(one)));
    return HttpReply.json(200, json);
  }

  private static ObjectNode json(Portfolio portfolio) {
    return Json.object()
        .put("name", portfolio.name())
        .put("uuid", portfolio.id())
        .put("type", portfolio.type())
        .put("deleted", false);
  }

  HttpReply breakdown(Portfolio portfolio, String id, HttpCall call) {
    if (!id.equals(portfolio.id())) {
      throw Refusal.notFound("portfolio not found");
    }
    var currency = call.parameter("currency").orElse(Wallets.DOLLARS);
    if (!currency.equals(Wallets.DOLLARS)) {
      throw Refusal.invalid("currency %s is not supported".formatted(currency));
    }
    var snapshot = venue.snapshot(portfolio.key());
    var equity = snapshot.balance().equity();
    var json = Json.object();
    var breakdown = json.putObject("breakdown");
    breakdown.set("portfolio", json(portfolio));
    var cash = snapshot.balance().cash();
    breakdown.set("portfolio_balances", balances(cash, equity));
    var spot = breakdown.putArray("spot_positions");
    spot.add(cash(portfolio, equity));
    snapshot.positions().forEach(position -> spot.add(spot(portfolio, position, equity)));
    breakdown.putArray("perp_positions");
    breakdown.putArray("futures_positions");
    return HttpReply.json(200, json);
  }

  private static ObjectNode balances(BigDecimal cash, BigDecimal equity) {
    var json = Json.object();
    json.set("total_balance", dollars(equity));
    json.set("total_futures_balance", dollars(BigDecimal.ZERO));
    json.set("total_cash_equivalent_balance", dollars(cash));
    json.set("total_crypto_balance", dollars(equity.subtract(cash)));
    json.set("futures_unrealized_pnl", dollars(BigDecimal.ZERO));
    json.set("perp_unrealized_pnl", dollars(BigDecimal.ZERO));
    return json;
  }

  private ObjectNode cash(Portfolio portfolio, BigDecimal equity) {
    var wallet = wallets.of(portfolio).getFirst();
    var json = position(portfolio, wallet.currency(), wallet.total(), wallet.total(), equity, true);
    json.put("available_to_trade_fiat", wallet.available())
        .put("available_to_trade_crypto", wallet.available());
    json.set("cost_basis", dollars(BigDecimal.ZERO));
    json.set("average_entry_price", dollars(BigDecimal.ZERO));
    return json.put("unrealized_pnl", 0);
  }

  private ObjectNode spot(Portfolio portfolio, VenuePosition position, BigDecimal equity) {
    var coin = Product.of(position.listed()).base();
    var json =
        position(portfolio, coin, position.quantity(), position.marketValue(), equity, false);
    json.put(
            "available_to_trade_fiat",
            Texts.cents(position.available().multiply(position.currentPrice())))
        .put("available_to_trade_crypto", position.available());
    json.set("cost_basis", dollars(position.costBasis()));
    json.set("average_entry_price", dollars(position.averagePrice()));
    return json.put("unrealized_pnl", Texts.cents(position.unrealizedProfit()));
  }

  /** The figures here are numbers, unlike anywhere else in the API v3. */
  private static ObjectNode position(
      Portfolio portfolio,
      String asset,
      BigDecimal quantity,
      BigDecimal value,
      BigDecimal equity,
      boolean cash) {
    var share =
        equity.signum() == 0 ? BigDecimal.ZERO : value.divide(equity, MathContext.DECIMAL32);
    return Json.object()
        .put("asset", asset)
        .put("account_uuid", portfolio.walletId(asset))
        .put("total_balance_fiat", Texts.cents(value))
        .put("total_balance_crypto", quantity)
        .put("allocation", share)
        .put("asset_img_url", "")
        .put("is_cash", cash)
        .put("asset_uuid", Portfolio.id("asset:" + asset))
        .put("account_type", cash ? "ACCOUNT_TYPE_FIAT" : "ACCOUNT_TYPE_CRYPTO");
  }

  private static ObjectNode dollars(BigDecimal amount) {
    return Texts.money(amount, Wallets.DOLLARS);
  }

  HttpReply permissions(Visitor visitor) {
    return HttpReply.json(
        200,
        Json.object()
            .put("can_view", true)
            .put("can_trade", visitor.canTrade())
            .put("can_transfer", visitor.canTransfer())
            .put("portfolio_uuid", visitor.portfolio().id())
            .put("portfolio_type", visitor.portfolio().type()));
  }

  HttpReply fees(Portfolio portfolio) {
    var trades = FillApi.trades(venue, portfolio);
    var volume = trades.stream().map(FillApi::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    var fees = trades.stream().map(trade -> trade.fee()).reduce(BigDecimal.ZERO, BigDecimal::add);
    var json = Json.object().put("total_volume", volume).put("total_fees", fees);
    json.putObject("fee_tier")
        .put("pricing_tier", "Simulated")
        .put("usd_from", "0")
        .put("usd_to", "")
        .put("taker_fee_rate", Texts.plain(Fees.RATE))
        .put("maker_fee_rate", Texts.plain(Fees.RATE))
        .put("aop_from", "")
        .put("aop_to", "");
    json.putNull("margin_rate").putNull("goods_and_services_tax");
    return HttpReply.json(
        200,
        json.put("advanced_trade_only_volume", volume)
            .put("advanced_trade_only_fees", fees)
            .put("coinbase_pro_volume", 0)
            .put("coinbase_pro_fees", 0)
            .put("total_balance", Texts.plain(venue.balance(portfolio.key()).equity()))
            .put("has_promo_fee", false));
  }

  /** Nobody here trades futures. */
  HttpReply futures() {
    var json = Json.object();
    var summary = json.putObject("balance_summary");
    for (var figure : FUTURES_FIGURES) {
      summary.set(figure, dollars(BigDecimal.ZERO));
    }
    return HttpReply.json(200, json);
  }

  HttpReply futuresPositions() {
    var json = Json.object();
    json.putArray("positions");
    return HttpReply.json(200, json);
  }

  /** Nobody here has a bank. */
  HttpReply paymentMethods() {
    var json = Json.object();
    json.putArray("payment_methods");
    return HttpReply.json(200, json);
  }
}
