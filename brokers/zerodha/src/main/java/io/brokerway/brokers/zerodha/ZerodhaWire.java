package io.brokerway.brokers.zerodha;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Kite's JSON, in its own words. Only what the adapter reads; whatever may be missing is nullable
 * here. Whether what must be there is there, {@link ZerodhaFigures} says.
 */
final class ZerodhaWire {
  private ZerodhaWire() {}

  @JsonNaming(SnakeCaseStrategy.class)
  @JsonIgnoreProperties(ignoreUnknown = true)
  interface Reply {}

  /** What every reply is wrapped in. */
  interface Envelope<T> extends Reply {
    @Nullable String status();

    @Nullable T data();
  }

  /** A reply that says why not. */
  record Refusal(@Nullable String status, @Nullable String message, @Nullable String errorType)
      implements Reply {}

  // ---- user ----

  record Session(@Nullable String userId, @Nullable String apiKey, @Nullable String accessToken)
      implements Reply {}

  record SessionReply(@Nullable String status, @Nullable Session data)
      implements Envelope<Session> {}

  record Profile(
      @Nullable String userId,
      @Nullable String userName,
      @Nullable String broker,
      @Nullable List<String> exchanges,
      @Nullable List<String> products)
      implements Reply {}

  record ProfileReply(@Nullable String status, @Nullable Profile data)
      implements Envelope<Profile> {}

  record Available(
      @Nullable BigDecimal adhocMargin,
      @Nullable BigDecimal cash,
      @Nullable BigDecimal openingBalance,
      @Nullable BigDecimal liveBalance,
      @Nullable BigDecimal collateral,
      @Nullable BigDecimal intradayPayin)
      implements Reply {}

  record Utilised(
      @Nullable BigDecimal debits,
      @Nullable BigDecimal exposure,
      // The naming rule would write m2m_realised as m2_m_realised.
      @JsonProperty("m2m_realised") @Nullable BigDecimal realised,
      @JsonProperty("m2m_unrealised") @Nullable BigDecimal unrealised,
      @Nullable BigDecimal optionPremium,
      @Nullable BigDecimal payout,
      @Nullable BigDecimal span,
      @Nullable BigDecimal holdingSales,
      @Nullable BigDecimal turnover,
      @Nullable BigDecimal delivery)
      implements Reply {}

  record Segment(
      @Nullable Boolean enabled,
      @Nullable BigDecimal net,
      @Nullable Available available,
      @Nullable Utilised utilised)
      implements Reply {}

  record Margins(@Nullable Segment equity, @Nullable Segment commodity) implements Reply {}

  record MarginsReply(@Nullable String status, @Nullable Margins data)
      implements Envelope<Margins> {}

  // ---- portfolio ----

  record MarginFunded(@Nullable BigDecimal quantity, @Nullable BigDecimal averagePrice)
      implements Reply {}

  record Holding(
      @Nullable String tradingsymbol,
      @Nullable String exchange,
      @Nullable BigDecimal quantity,
      @JsonProperty("t1_quantity") @Nullable BigDecimal undelivered,
      @Nullable BigDecimal usedQuantity,
      @Nullable BigDecimal averagePrice,
      @Nullable BigDecimal lastPrice,
      @Nullable BigDecimal closePrice,
      @Nullable MarginFunded mtf)
      implements Reply {}

  record HoldingsReply(@Nullable String status, @Nullable List<Holding> data)
      implements Envelope<List<Holding>> {}

  record Position(
      @Nullable String tradingsymbol,
      @Nullable String exchange,
      @Nullable String product,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal multiplier,
      @Nullable BigDecimal averagePrice,
      @Nullable BigDecimal lastPrice,
      @Nullable BigDecimal closePrice,
      @Nullable BigDecimal unrealised)
      implements Reply {}

  record Positions(@Nullable List<Position> net, @Nullable List<Position> day) implements Reply {}

  record PositionsReply(@Nullable String status, @Nullable Positions data)
      implements Envelope<Positions> {}

  // ---- orders ----

  record Order(
      @Nullable String userId,
      @Nullable String accountId,
      @Nullable String orderId,
      @Nullable String status,
      @Nullable String statusMessage,
      @Nullable String orderTimestamp,
      @Nullable String exchangeUpdateTimestamp,
      @Nullable String variety,
      @Nullable String exchange,
      @Nullable String tradingsymbol,
      @Nullable String orderType,
      @Nullable String transactionType,
      @Nullable String validity,
      @Nullable String product,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal price,
      @Nullable BigDecimal triggerPrice,
      @Nullable BigDecimal averagePrice,
      @Nullable BigDecimal filledQuantity,
      @Nullable String tag,
      @Nullable List<String> tags)
      implements Reply {}

  record OrdersReply(@Nullable String status, @Nullable List<Order> data)
      implements Envelope<List<Order>> {}

  record Taken(@Nullable String orderId) implements Reply {}

  record TakenReply(@Nullable String status, @Nullable Taken data) implements Envelope<Taken> {}

  record Trade(
      @Nullable String tradeId,
      @Nullable String orderId,
      @Nullable String exchange,
      @Nullable String tradingsymbol,
      @Nullable String product,
      @Nullable BigDecimal averagePrice,
      @Nullable BigDecimal quantity,
      @Nullable String transactionType,
      @Nullable String fillTimestamp)
      implements Reply {}

  record TradesReply(@Nullable String status, @Nullable List<Trade> data)
      implements Envelope<List<Trade>> {}

  // ---- prices ----

  record Level(@Nullable BigDecimal price, @Nullable BigDecimal quantity) implements Reply {}

  record Depth(@Nullable List<Level> buy, @Nullable List<Level> sell) implements Reply {}

  record Ohlc(@Nullable BigDecimal close) implements Reply {}

  record Quote(
      @Nullable Long instrumentToken,
      @Nullable String timestamp,
      @Nullable String lastTradeTime,
      @Nullable BigDecimal lastPrice,
      @Nullable BigDecimal lastQuantity,
      @Nullable Ohlc ohlc,
      @Nullable Depth depth)
      implements Reply {}

  record QuotesReply(@Nullable String status, @Nullable Map<String, Quote> data)
      implements Envelope<Map<String, Quote>> {}

  /** A candle is a list of a time and figures. */
  record Candles(@Nullable List<List<JsonNode>> candles) implements Reply {}

  record CandlesReply(@Nullable String status, @Nullable Candles data)
      implements Envelope<Candles> {}

  // ---- stream ----

  /** A text frame. */
  record Frame(@Nullable String type, @Nullable JsonNode data) implements Reply {}
}
