package io.brokerway.brokers.etrade;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Feature;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * E*TRADE's JSON, in its own words; only what the adapter reads. A list of one may be a single
 * object. Names of accounts are matched in any case, since documentation and answers differ in it;
 * those of orders, of which there are many, are not.
 */
final class EtradeWire {
  private EtradeWire() {}

  /** What E*TRADE sends. */
  interface Reply {}

  /** What it sends in names of one case or another. */
  @JsonFormat(with = Feature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
  interface AnyCase extends Reply {}

  // ---- accounts ----

  record AccountsReply(@JsonProperty("AccountListResponse") @Nullable AccountList response)
      implements AnyCase {}

  record AccountList(@JsonProperty("Accounts") @Nullable Accounts accounts) implements AnyCase {}

  record Accounts(
      @JsonProperty("Account") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<Account> account)
      implements AnyCase {}

  record Account(
      @Nullable String accountId,
      @Nullable String accountIdKey,
      @Nullable String accountMode,
      @Nullable String accountDesc,
      @Nullable String accountName,
      @Nullable String accountType,
      @Nullable String institutionType,
      @Nullable String accountStatus)
      implements AnyCase {}

  // ---- balance ----

  record BalanceReply(@JsonProperty("BalanceResponse") @Nullable Balance response)
      implements AnyCase {}

  record Balance(
      @Nullable String accountId,
      @Nullable String accountMode,
      @JsonProperty("Computed") @Nullable Computed computed)
      implements AnyCase {}

  record Computed(
      @Nullable BigDecimal cashAvailableForInvestment,
      @Nullable BigDecimal cashAvailableForWithdrawal,
      @Nullable BigDecimal netCash,
      @Nullable BigDecimal cashBalance,
      @Nullable BigDecimal settledCashForInvestment,
      @Nullable BigDecimal marginBuyingPower,
      @Nullable BigDecimal cashBuyingPower,
      @Nullable BigDecimal dtMarginBuyingPower,
      @Nullable BigDecimal regtEquity,
      @Nullable BigDecimal accountBalance,
      @JsonProperty("OpenCalls") @Nullable OpenCalls openCalls,
      @JsonProperty("RealTimeValues") @Nullable RealTimeValues realTimeValues)
      implements AnyCase {}

  record OpenCalls(
      @Nullable BigDecimal minEquityCall,
      @Nullable BigDecimal fedCall,
      @Nullable BigDecimal cashCall,
      @Nullable BigDecimal houseCall)
      implements AnyCase {}

  record RealTimeValues(
      @Nullable BigDecimal totalAccountValue,
      @Nullable BigDecimal netMvLong,
      @Nullable BigDecimal netMvShort)
      implements AnyCase {}

  // ---- positions ----

  record PortfolioReply(@JsonProperty("PortfolioResponse") @Nullable Portfolio response)
      implements AnyCase {}

  record Portfolio(
      @JsonProperty("AccountPortfolio") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<AccountPortfolio> accountPortfolio)
      implements AnyCase {}

  record AccountPortfolio(
      @Nullable Integer totalPages,
      @JsonProperty("Position") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<Position> position)
      implements AnyCase {}

  record Position(
      @Nullable String positionId,
      @JsonProperty("Product") @Nullable Product product,
      @Nullable String osiKey,
      @Nullable BigDecimal quantity,
      @Nullable String positionType,
      @Nullable BigDecimal pricePaid,
      @Nullable BigDecimal totalCost,
      @Nullable BigDecimal marketValue,
      @Nullable BigDecimal totalGain,
      @Nullable BigDecimal adjPrevClose,
      @JsonProperty("Quick") @Nullable Quick quick)
      implements AnyCase {}

  record Quick(@Nullable BigDecimal lastTrade) implements AnyCase {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Product(
      @Nullable String symbol,
      @Nullable String securityType,
      @Nullable String callPut,
      @Nullable Integer expiryYear,
      @Nullable Integer expiryMonth,
      @Nullable Integer expiryDay,
      @Nullable BigDecimal strikePrice)
      implements Reply {}

  // ---- transactions ----

  record TransactionsReply(
      @JsonProperty("TransactionListResponse") @Nullable TransactionList response)
      implements AnyCase {}

  record TransactionList(
      @JsonProperty("Transaction") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<Transaction> transaction,
      @Nullable String marker)
      implements AnyCase {}

  record Transaction(
      @Nullable String transactionId,
      @Nullable Long transactionDate,
      @Nullable Long postDate,
      @Nullable BigDecimal amount,
      @Nullable String description,
      @Nullable String transactionType,
      @Nullable String storeId,
      @JsonProperty("brokerage") @Nullable Brokerage brokerage)
      implements AnyCase {}

  record Brokerage(
      @JsonProperty("product") @Nullable Product product,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal price,
      @Nullable BigDecimal fee,
      @Nullable String settlementCurrency,
      @Nullable Long settlementDate,
      @Nullable String orderNo)
      implements AnyCase {}

  record TransactionDetailsReply(
      @JsonProperty("TransactionDetailsResponse") @Nullable TransactionDetails response)
      implements AnyCase {}

  record TransactionDetails(
      @Nullable String transactionId, @JsonProperty("Brokerage") @Nullable Brokerage brokerage)
      implements AnyCase {}

  // ---- orders ----

  record OrdersReply(@JsonProperty("OrdersResponse") @Nullable Orders response) implements Reply {}

  record Orders(
      @Nullable String marker,
      @JsonProperty("Order") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<Order> order)
      implements Reply {}

  record Order(
      @Nullable String orderId,
      @Nullable String orderType,
      @JsonProperty("OrderDetail") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<OrderDetail> orderDetail)
      implements Reply {}

  record OrderDetail(
      @Nullable Long placedTime,
      @Nullable String status,
      @Nullable String orderTerm,
      @Nullable String priceType,
      @Nullable BigDecimal limitPrice,
      @Nullable BigDecimal stopPrice,
      @Nullable String marketSession,
      @Nullable String replacedByOrderId,
      @Nullable String replacesOrderId,
      @JsonProperty("Instrument") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<OrderInstrument> instrument,
      @JsonProperty("messages") @Nullable Messages messages)
      implements Reply {}

  record OrderInstrument(
      @JsonProperty("Product") @Nullable Product product,
      @Nullable String orderAction,
      @Nullable BigDecimal quantity,
      @Nullable BigDecimal orderedQuantity,
      @Nullable BigDecimal filledQuantity,
      @Nullable BigDecimal averageExecutionPrice,
      @Nullable String osiKey)
      implements Reply {}

  record Messages(
      @JsonProperty("Message") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<Message> message)
      implements Reply {}

  record Message(@Nullable String code, @Nullable String description, @Nullable String type)
      implements Reply {}

  record PreviewReply(@JsonProperty("PreviewOrderResponse") @Nullable Previewed response)
      implements Reply {}

  record Previewed(
      @JsonProperty("PreviewIds") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<PreviewId> previewIds)
      implements Reply {}

  record PreviewId(@Nullable Long previewId) implements Reply {}

  record PlaceReply(@JsonProperty("PlaceOrderResponse") @Nullable PlacedOrder response)
      implements Reply {}

  record PlacedOrder(
      @Nullable Long placedTime,
      @JsonProperty("Order") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<OrderDetail> order,
      @JsonProperty("OrderIds") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<OrderId> orderIds)
      implements Reply {}

  record OrderId(@Nullable String orderId) implements Reply {}

  record CancelReply(@JsonProperty("CancelOrderResponse") @Nullable Canceled response)
      implements Reply {}

  record Canceled(@Nullable String orderId) implements Reply {}

  /** What we send: absent parts are left out, and an absent price is an empty text. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OrderRequest(
      String orderType,
      String clientOrderId,
      @JsonProperty("PreviewIds") @Nullable List<PreviewId> previewIds,
      @JsonProperty("Order") List<OrderTerms> order) {

    OrderRequest with(List<PreviewId> ids) {
      return new OrderRequest(orderType, clientOrderId, ids, order);
    }
  }

  record OrderTerms(
      String allOrNone,
      String priceType,
      String orderTerm,
      String marketSession,
      String stopPrice,
      String limitPrice,
      @JsonProperty("Instrument") List<RequestInstrument> instrument) {}

  record RequestInstrument(
      @JsonProperty("Product") Product product,
      String orderAction,
      String quantityType,
      String quantity) {}

  record PreviewRequest(@JsonProperty("PreviewOrderRequest") OrderRequest request) {}

  record PlaceRequest(@JsonProperty("PlaceOrderRequest") OrderRequest request) {}

  record CancelRequest(@JsonProperty("CancelOrderRequest") CancelOrder request) {}

  record CancelOrder(long orderId) {}

  // ---- prices ----

  record QuotesReply(@JsonProperty("QuoteResponse") @Nullable Quotes response) implements Reply {}

  record Quotes(
      @JsonProperty("QuoteData") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<QuoteData> quoteData,
      @JsonProperty("Messages") @Nullable Messages messages)
      implements Reply {}

  record QuoteData(
      @Nullable Long dateTimeUTC,
      @Nullable String quoteStatus,
      @JsonProperty("All") @Nullable QuoteDetails all,
      @JsonProperty("Product") @Nullable Product product)
      implements Reply {}

  record QuoteDetails(
      @Nullable BigDecimal bid,
      @Nullable BigDecimal bidSize,
      @Nullable BigDecimal ask,
      @Nullable BigDecimal askSize,
      @Nullable BigDecimal lastTrade,
      @Nullable BigDecimal previousClose,
      @Nullable String companyName,
      @Nullable String symbolDescription)
      implements Reply {}

  record LookupReply(@JsonProperty("LookupResponse") @Nullable Lookups response) implements Reply {}

  record Lookups(
      @JsonProperty("Data") @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<LookupRow> data)
      implements Reply {}

  record LookupRow(@Nullable String symbol, @Nullable String description, @Nullable String type)
      implements Reply {}

  // ---- refusals ----

  record ErrorReply(@JsonProperty("Error") @Nullable Error error) implements Reply {}

  record Error(@Nullable Integer code, @Nullable String message) implements Reply {}
}
