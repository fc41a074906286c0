package io.brokerway.brokers.tradestation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * TradeStation's JSON, in its own words: only what the adapter reads. Whatever it may leave out is
 * nullable here; {@link io.brokerway.kit.wire.Figures} says whether what must be there is there.
 */
final class TradeStationWire {
  private TradeStationWire() {}

  /** What TradeStation sends. */
  @JsonNaming(UpperCamelCaseStrategy.class)
  @JsonIgnoreProperties(ignoreUnknown = true)
  interface Reply {}

  /** What we send: absent parts are left out. */
  @JsonNaming(UpperCamelCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  interface Request {}

  /** A failure: of a call, or of one element of a good answer. */
  record Failure(
      @JsonProperty("AccountID") @Nullable String accountId,
      @JsonProperty("OrderID") @Nullable String orderId,
      @JsonProperty("Symbol") @Nullable String symbol,
      @JsonProperty("Error") @Nullable String error,
      @JsonProperty("Message") @Nullable String message)
      implements Reply {}

  // ---- accounts ----

  record Accounts(@Nullable List<Account> accounts) implements Reply {}

  record Account(
      @JsonProperty("AccountID") @Nullable String accountId,
      @Nullable String accountType,
      @Nullable String alias,
      @Nullable String currency,
      @Nullable String status)
      implements Reply {}

  record Balances(@Nullable List<Balance> balances, @Nullable List<Failure> errors)
      implements Reply {}

  record Balance(
      @JsonProperty("AccountID") @Nullable String accountId,
      @Nullable BigDecimal cashBalance,
      @Nullable BigDecimal equity,
      @Nullable BigDecimal buyingPower,
      @Nullable BigDecimal marketValue,
      @Nullable BigDecimal todaysProfitLoss,
      @Nullable BigDecimal unclearedDeposit,
      @Nullable BalanceDetail balanceDetail)
      implements Reply {}

  record BalanceDetail(
      @Nullable String dayTrades,
      @Nullable BigDecimal optionBuyingPower,
      @Nullable BigDecimal overnightBuyingPower,
      @Nullable BigDecimal requiredMargin,
      @Nullable BigDecimal unsettledFunds,
      @Nullable BigDecimal initialMargin,
      @Nullable BigDecimal maintenanceMargin,
      @Nullable BigDecimal realizedProfitLoss,
      @Nullable BigDecimal unrealizedProfitLoss)
      implements Reply {}

  record Positions(@Nullable List<Position> positions, @Nullable List<Failure> errors)
      implements Reply {}

  record Position(
      @JsonProperty("AccountID") @Nullable String accountId,
      @Nullable String symbol,
      @Nullable String assetType,
      @Nullable String longShort,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal averagePrice,
      @Nullable BigDecimal totalCost,
      @Nullable BigDecimal last,
      @Nullable BigDecimal marketValue,
      @Nullable BigDecimal unrealizedProfitLoss)
      implements Reply {}

  // ---- orders ----

  record Orders(
      @Nullable List<Order> orders, @Nullable List<Failure> errors, @Nullable String nextToken)
      implements Reply {}

  record Order(
      @JsonProperty("AccountID") @Nullable String accountId,
      @JsonProperty("OrderID") @Nullable String orderId,
      @Nullable String openedDateTime,
      @Nullable String closedDateTime,
      @Nullable String status,
      @Nullable String statusDescription,
      @Nullable String orderType,
      @Nullable String duration,
      @Nullable String goodTillDate,
      @Nullable BigDecimal limitPrice,
      @Nullable BigDecimal stopPrice,
      @Nullable Trail trailingStop,
      @Nullable BigDecimal filledPrice,
      @Nullable BigDecimal commissionFee,
      @Nullable BigDecimal unbundledRouteFee,
      @Nullable String currency,
      @Nullable String rejectReason,
      @Nullable List<Link> conditionalOrders,
      @Nullable List<Leg> legs)
      implements Reply {}

  /** How an order hangs together with another. */
  record Link(@JsonProperty("OrderID") @Nullable String orderId, @Nullable String relationship)
      implements Reply {}

  record Leg(
      @Nullable String symbol,
      @Nullable String assetType,
      @Nullable String buyOrSell,
      @Nullable String openOrClose,
      @Nullable BigDecimal quantityOrdered,
      @Nullable BigDecimal quantityRemaining,
      @Nullable BigDecimal execQuantity,
      @Nullable BigDecimal executionPrice)
      implements Reply {}

  /** A trailing offset, both ways: one of the two is there. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Trail(@Nullable String amount, @Nullable String percent) implements Reply {}

  /** The answer to a placed order or group. */
  record Placed(@Nullable List<PlacedOrder> orders, @Nullable List<Failure> errors)
      implements Reply {}

  record PlacedOrder(
      @JsonProperty("OrderID") @Nullable String orderId,
      @Nullable String message,
      @Nullable String error)
      implements Reply {}

  record OrderRequest(
      @JsonProperty("AccountID") String accountId,
      String symbol,
      String quantity,
      String orderType,
      @Nullable String limitPrice,
      @Nullable String stopPrice,
      String tradeAction,
      TimeInForce timeInForce,
      @JsonProperty("OrderConfirmID") @Nullable String orderConfirmId,
      @Nullable AdvancedOptions advancedOptions,
      @JsonProperty("OSOs") @Nullable List<Group> osos)
      implements Request {}

  record TimeInForce(String duration, @Nullable String expiration) implements Request {}

  record AdvancedOptions(@Nullable Trail trailingStop, @Nullable Boolean allOrNone)
      implements Request {}

  record Group(String type, List<OrderRequest> orders) implements Request {}

  record ReplaceRequest(
      @Nullable String quantity,
      @Nullable String limitPrice,
      @Nullable String stopPrice,
      @Nullable AdvancedOptions advancedOptions)
      implements Request {}

  // ---- market ----

  record Quotes(@Nullable List<Quote> quotes, @Nullable List<Failure> errors) implements Reply {}

  record Quote(
      @Nullable String symbol,
      @Nullable String error,
      @Nullable BigDecimal bid,
      @Nullable BigDecimal bidSize,
      @Nullable BigDecimal ask,
      @Nullable BigDecimal askSize,
      @Nullable BigDecimal last,
      @Nullable BigDecimal lastSize,
      @Nullable BigDecimal previousClose,
      @Nullable String tradeTime,
      @Nullable MarketFlags marketFlags)
      implements Reply {}

  record MarketFlags(@Nullable Boolean isDelayed) implements Reply {}

  record Bars(@Nullable List<Bar> bars, @Nullable String error, @Nullable String message)
      implements Reply {}

  record Bar(
      @Nullable String timeStamp,
      @Nullable BigDecimal open,
      @Nullable BigDecimal high,
      @Nullable BigDecimal low,
      @Nullable BigDecimal close,
      @Nullable BigDecimal totalVolume)
      implements Reply {}

  record Symbols(@Nullable List<Symbol> symbols, @Nullable List<Failure> errors) implements Reply {}

  record Symbol(
      @Nullable String symbol,
      @Nullable String assetType,
      @Nullable String description,
      @Nullable String currency,
      @Nullable PriceFormat priceFormat)
      implements Reply {}

  record PriceFormat(@Nullable BigDecimal increment) implements Reply {}

  // ---- stream ----

  /** What a stream says besides orders. */
  record Sign(
      @Nullable String streamStatus,
      @Nullable Long heartbeat,
      @Nullable String error,
      @Nullable String message,
      @JsonProperty("OrderID") @Nullable String orderId)
      implements Reply {}
}
