package io.brokerway.brokers.coinbase;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Coinbase's JSON in its own spelling; nearly every figure is a string. */
final class CoinbaseWire {
  private CoinbaseWire() {}

  // ---- errors ----

  /** What v3 says where it refuses a call as such. */
  record Refusal(
      @Nullable String error,
      @Nullable Integer code,
      @Nullable String message,
      @JsonProperty("error_details") @Nullable String details,
      @Nullable List<AppError> errors) {}

  /** What v2 says. */
  record AppError(@Nullable String id, @Nullable String message) {}

  // ---- accounts ----

  record KeyPermissions(
      @JsonProperty("can_view") @Nullable Boolean canView,
      @JsonProperty("can_trade") @Nullable Boolean canTrade,
      @JsonProperty("portfolio_uuid") @Nullable String portfolioUuid,
      @JsonProperty("portfolio_type") @Nullable String portfolioType) {}

  record Amount(@Nullable String value, @Nullable String currency) {}

  record Wallet(
      @Nullable String uuid,
      @Nullable String name,
      @Nullable String currency,
      @JsonProperty("available_balance") @Nullable Amount available,
      @Nullable Amount hold,
      @Nullable String type,
      @JsonProperty("retail_portfolio_id") @Nullable String portfolio) {}

  record Wallets(
      @Nullable List<Wallet> accounts,
      @JsonProperty("has_next") @Nullable Boolean hasNext,
      @Nullable String cursor) {}

  record Portfolio(@Nullable String name, @Nullable String uuid, @Nullable String type) {}

  record Portfolios(@Nullable List<Portfolio> portfolios) {}

  record BreakdownReply(@Nullable Breakdown breakdown) {}

  record Breakdown(
      @JsonProperty("portfolio_balances") @Nullable PortfolioBalances balances,
      @JsonProperty("spot_positions") @Nullable List<SpotPosition> spotPositions) {}

  record PortfolioBalances(@JsonProperty("total_balance") @Nullable Amount totalBalance) {}

  /** Its figures are numbers, unlike those of every other reply. */
  record SpotPosition(
      @Nullable String asset,
      @JsonProperty("account_uuid") @Nullable String accountUuid,
      @JsonProperty("total_balance_fiat") @Nullable BigDecimal totalFiat,
      @JsonProperty("cost_basis") @Nullable Amount costBasis,
      @JsonProperty("average_entry_price") @Nullable Amount averageEntryPrice) {}

  // ---- orders ----

  record PlaceOrder(
      @JsonProperty("client_order_id") String clientOrderId,
      @JsonProperty("product_id") String productId,
      String side,
      @JsonProperty("order_configuration") Configuration configuration) {}

  /** Exactly one of its parts is there. */
  record Configuration(
      @JsonProperty("market_market_ioc") @Nullable Terms marketIoc,
      @JsonProperty("market_market_fok") @Nullable Terms marketFok,
      @JsonProperty("sor_limit_ioc") @Nullable Terms limitIoc,
      @JsonProperty("limit_limit_gtc") @Nullable Terms limitGtc,
      @JsonProperty("limit_limit_gtd") @Nullable Terms limitGtd,
      @JsonProperty("limit_limit_fok") @Nullable Terms limitFok,
      @JsonProperty("stop_limit_stop_limit_gtc") @Nullable Terms stopLimitGtc,
      @JsonProperty("stop_limit_stop_limit_gtd") @Nullable Terms stopLimitGtd) {}

  record Terms(
      @JsonProperty("quote_size") @Nullable String quoteSize,
      @JsonProperty("base_size") @Nullable String baseSize,
      @JsonProperty("limit_price") @Nullable String limitPrice,
      @JsonProperty("stop_price") @Nullable String stopPrice,
      @JsonProperty("stop_direction") @Nullable String stopDirection,
      @JsonProperty("post_only") @Nullable Boolean postOnly,
      @JsonProperty("end_time") @Nullable String endTime) {}

  record PlaceReply(
      @Nullable Boolean success,
      @JsonProperty("success_response") @Nullable PlaceSuccess taken,
      @JsonProperty("error_response") @Nullable PlaceFailure refused,
      @JsonProperty("order_configuration") @Nullable Configuration configuration) {}

  record PlaceSuccess(
      @JsonProperty("order_id") @Nullable String orderId,
      @JsonProperty("product_id") @Nullable String productId,
      @Nullable String side,
      @JsonProperty("client_order_id") @Nullable String clientOrderId) {}

  record PlaceFailure(
      @Nullable String error,
      @Nullable String message,
      @JsonProperty("error_details") @Nullable String details,
      @JsonProperty("preview_failure_reason") @Nullable String previewReason,
      @JsonProperty("new_order_failure_reason") @Nullable String reason) {}

  record CancelOrders(@JsonProperty("order_ids") List<String> orderIds) {}

  record CancelReply(@Nullable List<CancelResult> results) {}

  record CancelResult(
      @Nullable Boolean success,
      @JsonProperty("failure_reason") @Nullable String reason,
      @JsonProperty("order_id") @Nullable String orderId) {}

  record EditOrder(
      @JsonProperty("order_id") String orderId,
      String price,
      String size,
      @JsonProperty("stop_price") @Nullable String stopPrice) {}

  record EditReply(
      @Nullable Boolean success,
      @Nullable List<EditError> errors,
      @JsonProperty("error_response") @Nullable EditFailure refused) {}

  record EditError(
      @JsonProperty("edit_failure_reason") @Nullable String reason,
      @JsonProperty("preview_failure_reason") @Nullable String previewReason) {}

  record EditFailure(
      @JsonProperty("error_details") @Nullable String details,
      @JsonProperty("edit_order_failure_reason") @Nullable String reason) {}

  record Order(
      @JsonProperty("order_id") @Nullable String orderId,
      @JsonProperty("client_order_id") @Nullable String clientOrderId,
      @JsonProperty("product_id") @Nullable String productId,
      @Nullable String side,
      @Nullable String status,
      @JsonProperty("order_configuration") @Nullable Configuration configuration,
      @JsonProperty("created_time") @Nullable String createdTime,
      @JsonProperty("last_update_time") @Nullable String lastUpdateTime,
      @JsonProperty("last_fill_time") @Nullable String lastFillTime,
      @JsonProperty("filled_size") @Nullable String filledSize,
      @JsonProperty("average_filled_price") @Nullable String averagePrice,
      @JsonProperty("pending_cancel") @Nullable Boolean pendingCancel,
      @JsonProperty("size_in_quote") @Nullable Boolean sizeInQuote,
      @JsonProperty("reject_reason") @Nullable String rejectReason,
      @JsonProperty("reject_message") @Nullable String rejectMessage,
      @JsonProperty("cancel_message") @Nullable String cancelMessage) {}

  record OrderReply(@Nullable Order order) {}

  record Orders(
      @Nullable List<Order> orders,
      @JsonProperty("has_next") @Nullable Boolean hasNext,
      @Nullable String cursor) {}

  record Fill(
      @JsonProperty("entry_id") @Nullable String entryId,
      @JsonProperty("order_id") @Nullable String orderId,
      @JsonProperty("trade_time") @Nullable String tradeTime,
      @JsonProperty("trade_type") @Nullable String tradeType,
      @Nullable String price,
      @Nullable String size,
      @Nullable String commission,
      @JsonProperty("product_id") @Nullable String productId,
      @JsonProperty("size_in_quote") @Nullable Boolean sizeInQuote,
      @Nullable String side,
      @JsonProperty("trade_id") @Nullable String tradeId) {}

  record Fills(@Nullable List<Fill> fills, @Nullable String cursor) {}

  // ---- prices ----

  record Level(@Nullable String price, @Nullable String size) {}

  record PriceBook(
      @JsonProperty("product_id") @Nullable String productId,
      @Nullable List<Level> bids,
      @Nullable List<Level> asks,
      @Nullable String time) {}

  record PriceBooks(@Nullable List<PriceBook> pricebooks) {}

  record Candle(
      @Nullable String start,
      @Nullable String low,
      @Nullable String high,
      @Nullable String open,
      @Nullable String close,
      @Nullable String volume) {}

  record Candles(@Nullable List<Candle> candles) {}

  record Product(
      @JsonProperty("product_id") @Nullable String productId,
      @JsonProperty("base_name") @Nullable String baseName,
      @JsonProperty("quote_name") @Nullable String quoteName,
      @JsonProperty("base_increment") @Nullable String baseIncrement,
      @JsonProperty("price_increment") @Nullable String priceIncrement,
      @JsonProperty("quote_increment") @Nullable String quoteIncrement,
      @JsonProperty("base_min_size") @Nullable String baseMinSize,
      @Nullable String status,
      @JsonProperty("is_disabled") @Nullable Boolean disabled,
      @JsonProperty("trading_disabled") @Nullable Boolean tradingDisabled,
      @JsonProperty("view_only") @Nullable Boolean viewOnly,
      @JsonProperty("cancel_only") @Nullable Boolean cancelOnly,
      @JsonProperty("product_type") @Nullable String productType) {}

  record Products(@Nullable List<Product> products) {}

  // ---- the ledger of v2 ----

  record Pagination(@JsonProperty("next_uri") @Nullable String nextUri) {}

  record AppAccounts(@Nullable Pagination pagination, @Nullable List<AppAccount> data) {}

  record AppAccount(@Nullable String id, @Nullable String type, @Nullable AppCurrency currency) {}

  record AppCurrency(@Nullable String code, @Nullable String type) {}

  record AppTransactions(@Nullable Pagination pagination, @Nullable List<AppTransaction> data) {}

  record AppAmount(@Nullable String amount, @Nullable String currency) {}

  record AppTransaction(
      @Nullable String id,
      @Nullable String type,
      @Nullable String status,
      @Nullable AppAmount amount,
      @Nullable String description,
      @JsonProperty("created_at") @Nullable String createdAt,
      @Nullable AppDetails details) {}

  record AppDetails(@Nullable String title, @Nullable String subtitle) {}

  // ---- stream ----

  record Subscribe(
      String type,
      String channel,
      @JsonProperty("product_ids") @Nullable List<String> productIds,
      @Nullable String jwt) {}

  record Frame(
      @Nullable String type,
      @Nullable String channel,
      @Nullable String message,
      @Nullable String timestamp,
      @JsonProperty("sequence_num") @Nullable Long sequence,
      @Nullable List<Event> events) {}

  record Event(@Nullable String type, @Nullable List<StreamOrder> orders) {}

  record StreamOrder(
      @JsonProperty("order_id") @Nullable String orderId,
      @JsonProperty("client_order_id") @Nullable String clientOrderId,
      @JsonProperty("product_id") @Nullable String productId,
      @JsonProperty("order_side") @Nullable String side,
      @JsonProperty("order_type") @Nullable String orderType,
      @JsonProperty("time_in_force") @Nullable String timeInForce,
      @Nullable String status,
      @JsonProperty("limit_price") @Nullable String limitPrice,
      @JsonProperty("stop_price") @Nullable String stopPrice,
      @JsonProperty("avg_price") @Nullable String averagePrice,
      @JsonProperty("cumulative_quantity") @Nullable String cumulativeQuantity,
      @JsonProperty("leaves_quantity") @Nullable String leavesQuantity,
      @JsonProperty("creation_time") @Nullable String creationTime,
      @JsonProperty("end_time") @Nullable String endTime,
      @JsonProperty("cancel_reason") @Nullable String cancelReason,
      @JsonProperty("reject_reason") @Nullable String rejectReason,
      @JsonProperty("retail_portfolio_id") @Nullable String portfolio) {}
}
