package io.brokerway.brokers.charlesschwab;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The JSON of Schwab in Schwab's spelling. Any part of a reply may be absent. */
final class SchwabWire {
  private SchwabWire() {}

  // ---- accounts ----

  record AccountNumber(@Nullable String accountNumber, @Nullable String hashValue) {}

  record AccountReply(@Nullable SecuritiesAccount securitiesAccount) {}

  record SecuritiesAccount(
      @Nullable String type,
      @Nullable String accountNumber,
      @Nullable Boolean isDayTrader,
      @Nullable Boolean isClosingOnlyRestricted,
      @Nullable Integer roundTrips,
      @Nullable List<Position> positions,
      @Nullable Balances initialBalances,
      @Nullable Balances currentBalances) {}

  /** The balances of cash and margin accounts: each has a part of these. */
  record Balances(
      @Nullable BigDecimal cashBalance,
      @Nullable BigDecimal totalCash,
      @Nullable BigDecimal cashAvailableForTrading,
      @Nullable BigDecimal cashAvailableForWithdrawal,
      @Nullable BigDecimal unsettledCash,
      @Nullable BigDecimal liquidationValue,
      @Nullable BigDecimal accountValue,
      @Nullable BigDecimal equity,
      @Nullable BigDecimal longMarketValue,
      @Nullable BigDecimal shortMarketValue,
      @Nullable BigDecimal buyingPower,
      @Nullable BigDecimal buyingPowerNonMarginableTrade,
      @Nullable BigDecimal optionBuyingPower,
      @Nullable BigDecimal dayTradingBuyingPower,
      @Nullable BigDecimal availableFunds,
      @Nullable BigDecimal maintenanceRequirement,
      @Nullable BigDecimal maintenanceCall,
      @Nullable BigDecimal marginBalance) {}

  record Position(
      @Nullable BigDecimal longQuantity,
      @Nullable BigDecimal shortQuantity,
      @Nullable BigDecimal averagePrice,
      @Nullable BigDecimal marketValue,
      @Nullable BigDecimal longOpenProfitLoss,
      @Nullable BigDecimal shortOpenProfitLoss,
      @Nullable Instrument instrument) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Instrument(
      @Nullable String assetType,
      @Nullable String symbol,
      @Nullable String cusip,
      @Nullable String description,
      @Nullable String type,
      @Nullable String underlyingSymbol,
      @Nullable BigDecimal optionMultiplier) {
    static Instrument of(String assetType, String symbol) {
      return new Instrument(assetType, symbol, null, null, null, null, null);
    }
  }

  record Preference(@Nullable List<StreamerInfo> streamerInfo) {}

  record StreamerInfo(
      @Nullable String streamerSocketUrl,
      @Nullable String schwabClientCustomerId,
      @Nullable String schwabClientCorrelId,
      @Nullable String schwabClientChannel,
      @Nullable String schwabClientFunctionId) {}

  // ---- transactions ----

  record Transaction(
      @Nullable Long activityId,
      @Nullable String time,
      @Nullable String description,
      @Nullable String type,
      @Nullable String status,
      @Nullable String tradeDate,
      @Nullable String settlementDate,
      @Nullable Long orderId,
      @Nullable BigDecimal netAmount,
      @Nullable String activityType,
      @Nullable List<TransferItem> transferItems) {}

  record TransferItem(
      @Nullable Instrument instrument,
      @Nullable BigDecimal amount,
      @Nullable BigDecimal cost,
      @Nullable BigDecimal price,
      @Nullable String feeType,
      @Nullable String positionEffect) {}

  // ---- orders ----

  /** An order as Schwab shows it, and, without what Schwab adds, as it is sent. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Order(
      @Nullable String session,
      @Nullable String duration,
      @Nullable String orderType,
      @Nullable String complexOrderStrategyType,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal filledQuantity,
      @Nullable BigDecimal remainingQuantity,
      @Nullable BigDecimal price,
      @Nullable BigDecimal stopPrice,
      @Nullable String stopPriceLinkBasis,
      @Nullable String stopPriceLinkType,
      @Nullable BigDecimal stopPriceOffset,
      @Nullable String specialInstruction,
      @Nullable List<Leg> orderLegCollection,
      @Nullable String orderStrategyType,
      @Nullable Long orderId,
      @Nullable String status,
      @Nullable String statusDescription,
      @Nullable String enteredTime,
      @Nullable String closeTime,
      @Nullable List<Activity> orderActivityCollection,
      @Nullable List<Order> replacingOrderCollection,
      @Nullable List<Order> childOrderStrategies) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Leg(
      @Nullable String instruction,
      @Nullable BigDecimal quantity,
      @Nullable Instrument instrument) {}

  record Activity(
      @Nullable Long activityId,
      @Nullable String activityType,
      @Nullable String executionType,
      @Nullable List<ExecutionLeg> executionLegs) {}

  record ExecutionLeg(
      @Nullable Long legId,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal price,
      @Nullable String time) {}

  // ---- market data ----

  record QuoteReply(
      @Nullable String assetMainType,
      @Nullable String symbol,
      @Nullable Boolean realtime,
      @Nullable QuotePart quote,
      @Nullable ReferencePart reference) {}

  record QuotePart(
      @Nullable BigDecimal bidPrice,
      @Nullable BigDecimal bidSize,
      @Nullable BigDecimal askPrice,
      @Nullable BigDecimal askSize,
      @Nullable BigDecimal lastPrice,
      @Nullable BigDecimal lastSize,
      @Nullable BigDecimal closePrice,
      @Nullable Long quoteTime,
      @Nullable Long tradeTime,
      @Nullable String securityStatus) {}

  record ReferencePart(
      @Nullable String cusip,
      @Nullable String description,
      @Nullable Boolean isShortable,
      @Nullable BigDecimal multiplier) {}

  record PriceHistory(@Nullable List<Candle> candles) {}

  record Candle(
      @Nullable BigDecimal open,
      @Nullable BigDecimal high,
      @Nullable BigDecimal low,
      @Nullable BigDecimal close,
      @Nullable BigDecimal volume,
      @Nullable Long datetime) {}

  record Instruments(@Nullable List<Instrument> instruments) {}

  // ---- errors ----

  /** {@code errors} holds texts on the Trader API, objects at the gateway. */
  record Refusal(@Nullable String message, @Nullable List<JsonNode> errors) {}

  // ---- streamer ----

  record Requests(List<Request> requests) {}

  record Request(
      String service,
      String command,
      String requestid,
      @JsonProperty("SchwabClientCustomerId") @Nullable String customerId,
      @JsonProperty("SchwabClientCorrelId") @Nullable String correlId,
      Map<String, String> parameters) {}

  record Frame(
      @Nullable List<Response> response,
      @JsonProperty("notify") @Nullable List<JsonNode> notices,
      @Nullable List<StreamData> data) {}

  record Response(
      @Nullable String service, @Nullable String command, @Nullable ResponseContent content) {}

  record ResponseContent(@Nullable Integer code, @Nullable String msg) {}

  record StreamData(@Nullable String service, @Nullable List<ActivityContent> content) {}

  record ActivityContent(
      @JsonProperty("1") @Nullable String account,
      @JsonProperty("2") @Nullable String messageType,
      @JsonProperty("3") @Nullable String data) {}

  record ActivityMessage(@JsonProperty("SchwabOrderID") @Nullable String orderId) {}
}
