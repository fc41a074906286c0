package io.brokerway.brokers.alpaca;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Alpaca's JSON, in its own words. Only what the adapter reads: Alpaca adds fields at any time, so
 * unknown ones are passed over, and whatever it may leave out is nullable here. Whether what must
 * be there is there, {@link AlpacaFigures} says.
 */
final class AlpacaWire {
  private AlpacaWire() {}

  /** What Alpaca sends in snake_case. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonIgnoreProperties(ignoreUnknown = true)
  interface Reply {}

  /** What Alpaca sends in camelCase or single letters. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  interface MarketReply {}

  /** What we send: absent parts are left out. */
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  interface Request {}

  // ---- account ----

  record Account(
      @Nullable String id,
      @Nullable String accountNumber,
      @Nullable String status,
      @Nullable String currency,
      @Nullable BigDecimal cash,
      @Nullable BigDecimal equity,
      @Nullable BigDecimal portfolioValue,
      @Nullable BigDecimal buyingPower,
      @Nullable BigDecimal regtBuyingPower,
      @Nullable BigDecimal nonMarginableBuyingPower,
      @Nullable BigDecimal optionsBuyingPower,
      @Nullable BigDecimal daytradingBuyingPower,
      @Nullable Integer daytradeCount,
      @Nullable Boolean patternDayTrader,
      @Nullable BigDecimal longMarketValue,
      @Nullable BigDecimal shortMarketValue,
      @Nullable BigDecimal initialMargin,
      @Nullable BigDecimal maintenanceMargin,
      @Nullable BigDecimal lastMaintenanceMargin,
      @Nullable BigDecimal lastEquity,
      @Nullable BigDecimal sma,
      @Nullable BigDecimal multiplier,
      @Nullable String balanceAsof,
      @Nullable BigDecimal accruedFees,
      @Nullable BigDecimal pendingRegTafFees,
      @Nullable BigDecimal intradayAdjustments,
      @Nullable BigDecimal pendingTransferIn,
      @Nullable BigDecimal pendingTransferOut,
      @Nullable Boolean tradingBlocked,
      @Nullable Boolean transfersBlocked,
      @Nullable Boolean accountBlocked,
      @Nullable Boolean tradeSuspendedByUser,
      @Nullable Boolean shortingEnabled,
      @Nullable Integer optionsApprovedLevel,
      @Nullable Integer optionsTradingLevel)
      implements Reply {}

  record Position(
      @Nullable String symbol,
      @Nullable String assetClass,
      @Nullable String side,
      @Nullable BigDecimal qty,
      @Nullable BigDecimal qtyAvailable,
      @Nullable BigDecimal avgEntryPrice,
      @Nullable BigDecimal costBasis,
      @Nullable BigDecimal marketValue,
      @Nullable BigDecimal currentPrice,
      @Nullable BigDecimal lastdayPrice,
      @Nullable BigDecimal unrealizedPl)
      implements Reply {}

  /** A trade activity ({@code FILL}) or a non-trade one; the latter has no {@code order_id}. */
  record Activity(
      @Nullable String id,
      @Nullable String activityType,
      @Nullable String activitySubType,
      @Nullable String transactionTime,
      @Nullable String date,
      @Nullable String side,
      @Nullable String symbol,
      @Nullable BigDecimal qty,
      @Nullable BigDecimal price,
      @Nullable BigDecimal cumQty,
      @Nullable String orderId,
      @Nullable BigDecimal netAmount,
      @Nullable BigDecimal perShareAmount,
      @Nullable String currency,
      @Nullable String description,
      @Nullable String status)
      implements Reply {}

  // ---- orders ----

  record Order(
      @Nullable String id,
      @Nullable String clientOrderId,
      @Nullable String createdAt,
      @Nullable String updatedAt,
      @Nullable String submittedAt,
      @Nullable String replacedBy,
      @Nullable String replaces,
      @Nullable String symbol,
      @Nullable String assetClass,
      @Nullable BigDecimal notional,
      @Nullable BigDecimal qty,
      @Nullable BigDecimal filledQty,
      @Nullable BigDecimal filledAvgPrice,
      @Nullable String orderClass,
      @Nullable String type,
      @Nullable String side,
      @Nullable String positionIntent,
      @Nullable String timeInForce,
      @Nullable BigDecimal limitPrice,
      @Nullable BigDecimal stopPrice,
      @Nullable BigDecimal trailPrice,
      @Nullable BigDecimal trailPercent,
      @Nullable String status,
      @Nullable Boolean extendedHours,
      @Nullable List<Order> legs)
      implements Reply {}

  record PlaceOrder(
      @Nullable String symbol,
      @Nullable String qty,
      @Nullable String notional,
      @Nullable String side,
      String type,
      String timeInForce,
      @Nullable String limitPrice,
      @Nullable String stopPrice,
      @Nullable String trailPrice,
      @Nullable String trailPercent,
      @Nullable Boolean extendedHours,
      String clientOrderId,
      @Nullable String orderClass,
      @Nullable String positionIntent,
      @Nullable TakeProfit takeProfit,
      @Nullable StopLoss stopLoss,
      @Nullable List<Leg> legs)
      implements Request {}

  record TakeProfit(String limitPrice) implements Request {}

  record StopLoss(String stopPrice, @Nullable String limitPrice) implements Request {}

  record Leg(String symbol, String ratioQty, String side, @Nullable String positionIntent)
      implements Request {}

  record PatchOrder(
      @Nullable String qty,
      @Nullable String timeInForce,
      @Nullable String limitPrice,
      @Nullable String stopPrice,
      @Nullable String trail,
      String clientOrderId)
      implements Request {}

  /** A refusal. The data and gateway hosts send no code. */
  record Refusal(@Nullable Integer code, @Nullable String message) implements Reply {}

  // ---- instruments and hours ----

  record Asset(
      @Nullable String id,
      @JsonProperty("class") @Nullable String assetClass,
      @Nullable String symbol,
      @Nullable String name,
      @Nullable String status,
      @Nullable Boolean tradable,
      @Nullable Boolean shortable,
      @Nullable Boolean fractionable,
      @Nullable BigDecimal minOrderSize,
      @Nullable BigDecimal minTradeIncrement,
      @Nullable BigDecimal priceIncrement)
      implements Reply {}

  record OptionContract(
      @Nullable String id,
      @Nullable String symbol,
      @Nullable String name,
      @Nullable String status,
      @Nullable Boolean tradable,
      @Nullable String underlyingSymbol,
      @Nullable BigDecimal multiplier)
      implements Reply {}

  record Clock(
      @Nullable String timestamp,
      @Nullable Boolean isOpen,
      @Nullable String nextOpen,
      @Nullable String nextClose)
      implements Reply {}

  /** A page of option contracts. */
  record OptionContracts(
      @Nullable List<OptionContract> optionContracts, @Nullable String nextPageToken)
      implements Reply {}

  record CalendarDay(
      @Nullable String date,
      @Nullable String open,
      @Nullable String close,
      @Nullable String sessionOpen,
      @Nullable String sessionClose,
      @Nullable String settlementDate)
      implements Reply {}

  /** Parallel lists; Alpaca writes null where it has no figure. */
  record PortfolioHistory(
      @Nullable List<Long> timestamp,
      @Nullable List<@Nullable BigDecimal> equity,
      @Nullable List<@Nullable BigDecimal> profitLoss,
      @Nullable List<@Nullable BigDecimal> profitLossPct,
      @Nullable BigDecimal baseValue)
      implements Reply {}

  record WalletTransfer(
      @Nullable String id,
      @Nullable String direction,
      @Nullable BigDecimal amount,
      @Nullable BigDecimal usdValue,
      @Nullable String chain,
      @Nullable String asset,
      @Nullable String fromAddress,
      @Nullable String toAddress,
      @Nullable String status,
      @Nullable String txHash,
      @Nullable BigDecimal networkFee,
      @Nullable String createdAt)
      implements Reply {}

  // ---- market data ----

  /** The reply for crypto and options; that for stocks is the bare map. */
  record Snapshots(@Nullable Map<String, @Nullable Snapshot> snapshots) implements MarketReply {}

  record Snapshot(
      @Nullable Trade latestTrade, @Nullable Quote latestQuote, @Nullable Bar prevDailyBar)
      implements MarketReply {}

  /** A price of 0 says that there is none. */
  record Quote(
      @Nullable String t,
      @Nullable BigDecimal ap,
      @JsonProperty("as") @Nullable BigDecimal askSize,
      @Nullable BigDecimal bp,
      @Nullable BigDecimal bs)
      implements MarketReply {}

  record Trade(@Nullable String t, @Nullable BigDecimal p, @Nullable BigDecimal s)
      implements MarketReply {}

  record Bars(
      @Nullable Map<String, @Nullable List<Bar>> bars,
      @JsonProperty("next_page_token") @Nullable String nextPageToken)
      implements MarketReply {}

  record Bar(
      @Nullable String t,
      @Nullable BigDecimal o,
      @Nullable BigDecimal h,
      @Nullable BigDecimal l,
      @Nullable BigDecimal c,
      @Nullable BigDecimal v)
      implements MarketReply {}

  // ---- trade stream ----

  /** One frame: {@code stream} says what {@code data} is; an error frame has an action instead. */
  record Frame(@Nullable String stream, @Nullable String action, @Nullable FrameData data)
      implements Reply {}

  /** The union of the data of all frames, so that a frame is read in one pass. */
  record FrameData(
      @Nullable String status,
      @Nullable List<String> streams,
      @Nullable String errorMessage,
      @Nullable String event,
      @Nullable Order order,
      @Nullable String timestamp,
      @Nullable String executionId,
      @Nullable BigDecimal price,
      @Nullable BigDecimal qty)
      implements Reply {}

  record Listen(String action, ListenData data) implements Request {
    static Listen to(String stream) {
      return new Listen("listen", new ListenData(List.of(stream)));
    }
  }

  record ListenData(List<String> streams) implements Request {}
}
