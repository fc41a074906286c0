package io.brokerway.server.rest.router;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.Balance;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.engine.portfolio.AccountView;
import io.brokerway.engine.portfolio.BalanceView;
import io.brokerway.engine.portfolio.FigureStatus;
import io.brokerway.engine.portfolio.PositionView;
import io.brokerway.server.rest.ConnectionStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account with its balances, margin and positions. Amounts are texts; what the broker does not
 * tell is null, never zero.
 *
 * @param accountId the same as {@code id}
 * @param numberEnd the last four characters of its number
 * @param lastError why it is in error, or what the last sync failed with; null if nothing did
 */
record RouterAccountAnswer(
    UUID id,
    @JsonProperty("account_id") UUID accountId,
    @JsonProperty("connection_id") UUID connectionId,
    @JsonProperty("broker_type") String brokerType,
    Environment environment,
    ConnectionStatus status,
    @JsonProperty("account_name") String accountName,
    @JsonProperty("number_end") String numberEnd,
    @JsonProperty("account_type") Account.@Nullable Type accountType,
    String currency,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("last_sync") @Nullable Instant lastSync,
    @JsonProperty("last_error") @Nullable String lastError,
    @Nullable RouterBalances balances,
    @Nullable RouterMargin margin,
    List<RouterHolding> positions) {

  /**
   * Cash and worth.
   *
   * @param asOf when the figures held
   */
  record RouterBalances(
      @Nullable BigDecimal cash,
      @JsonProperty("settled_cash") @Nullable BigDecimal settledCash,
      @JsonProperty("withdrawable_cash") @Nullable BigDecimal withdrawableCash,
      @JsonProperty("total_value") @Nullable BigDecimal totalValue,
      @JsonProperty("long_market_value") @Nullable BigDecimal longMarketValue,
      @JsonProperty("short_market_value") @Nullable BigDecimal shortMarketValue,
      @JsonProperty("as_of") @Nullable Instant asOf,
      FigureStatus freshness) {
    static RouterBalances of(Balance balance, BalanceView view) {
      return new RouterBalances(
          balance.cash(),
          balance.settledCash(),
          balance.withdrawableCash(),
          balance.totalValue(),
          balance.longMarketValue(),
          balance.shortMarketValue(),
          view.freshness().asOf(),
          view.freshness().status());
    }
  }

  /**
   * What may be spent and borrowed.
   *
   * @param equity cash and positions together
   * @param further figures that only this broker gives, by its own names
   */
  record RouterMargin(
      @JsonProperty("buying_power") @Nullable BigDecimal buyingPower,
      @JsonProperty("non_marginable_buying_power") @Nullable BigDecimal nonMarginableBuyingPower,
      @JsonProperty("options_buying_power") @Nullable BigDecimal optionsBuyingPower,
      @JsonProperty("intraday_buying_power") @Nullable BigDecimal intradayBuyingPower,
      @JsonProperty("initial_margin") @Nullable BigDecimal initialMargin,
      @JsonProperty("maintenance_margin") @Nullable BigDecimal maintenanceMargin,
      @Nullable BigDecimal equity,
      @JsonProperty("excess_margin") @Nullable BigDecimal excessMargin,
      @JsonProperty("margin_loan") @Nullable BigDecimal marginLoan,
      @JsonProperty("margin_multiplier") @Nullable BigDecimal marginMultiplier,
      @JsonProperty("margin_call") @Nullable BigDecimal marginCall,
      @JsonProperty("day_trade_count") @Nullable Integer dayTradeCount,
      Map<String, String> further) {
    static RouterMargin of(Balance balance) {
      var margin = balance.margin();
      return new RouterMargin(
          balance.buyingPower(),
          balance.nonMarginableBuyingPower(),
          balance.optionsBuyingPower(),
          balance.intradayBuyingPower(),
          margin.initial(),
          margin.maintenance(),
          balance.totalValue(),
          margin.excess(),
          margin.loan(),
          margin.multiplier(),
          margin.call(),
          balance.dayTradeCount(),
          balance.further());
    }
  }

  /**
   * A position.
   *
   * @param quantity negative for a short position
   * @param available what can be sold now
   */
  record RouterHolding(
      String symbol,
      @JsonProperty("asset_class") AssetClass assetClass,
      BigDecimal quantity,
      @Nullable BigDecimal available,
      @JsonProperty("average_price") @Nullable BigDecimal averagePrice,
      @JsonProperty("current_price") @Nullable BigDecimal currentPrice,
      @JsonProperty("market_value") @Nullable BigDecimal marketValue,
      @JsonProperty("cost_basis") @Nullable BigDecimal costBasis,
      @JsonProperty("unrealized_pnl") @Nullable BigDecimal unrealizedPnl,
      @JsonProperty("unrealized_pnl_percent") @Nullable BigDecimal unrealizedPnlPercent,
      @JsonProperty("as_of") @Nullable Instant asOf) {
    static RouterHolding of(PositionView view) {
      var position = view.position();
      return new RouterHolding(
          position.instrument().symbol(),
          position.instrument().assetClass(),
          position.quantity(),
          position.available(),
          position.averagePrice(),
          position.currentPrice(),
          position.marketValue(),
          position.costBasis(),
          position.unrealizedProfit(),
          view.unrealizedProfitPercent(),
          view.freshness().asOf());
    }
  }

  static RouterAccountAnswer of(AccountView view, List<PositionView> positions) {
    var connection = view.connection();
    var balance = view.balance().balance();
    var error = connection.reason().isEmpty() ? view.lastError() : connection.reason();
    return new RouterAccountAnswer(
        view.id(),
        view.id(),
        connection.id(),
        connection.broker().value(),
        view.environment(),
        ConnectionStatus.of(connection.state()),
        view.name(),
        view.numberEnd(),
        view.type(),
        view.currency(),
        view.createdAt(),
        view.lastSyncAt(),
        error.isEmpty() ? null : error,
        balance == null ? null : RouterBalances.of(balance, view.balance()),
        balance == null ? null : RouterMargin.of(balance),
        positions.stream().map(RouterHolding::of).toList());
  }
}
