package io.brokerway.brokers.paper;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Environment;
import io.brokerway.broker.Money;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.exchange.AccountTerms;
import io.brokerway.exchange.VenueBalance;
import io.brokerway.exchange.VenueExecution;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.exchange.VenuePosition;
import io.brokerway.exchange.VenueTransaction;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.MarketQuote;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From the venue's values to the contract's. Pure. */
final class PaperMapping {
  private PaperMapping() {}

  /**
   * @param trouble why the account has no prices now; empty if it has
   */
  static Account account(AccountKey key, AccountTerms terms, Optional<String> trouble) {
    return new Account(
        key,
        key.value(),
        "Paper account",
        hasMargin(terms) ? Account.Type.MARGIN : Account.Type.CASH,
        Environment.PAPER,
        terms.currency(),
        trouble.isEmpty() ? Account.Status.ACTIVE : Account.Status.RESTRICTED,
        trouble.orElse(""));
  }

  private static boolean hasMargin(AccountTerms terms) {
    return terms.multiplier().compareTo(BigDecimal.ONE) > 0;
  }

  static Balance balance(VenueBalance balance) {
    var loan = balance.cash().negate().max(BigDecimal.ZERO);
    return new Balance(
        balance.terms().currency(),
        balance.cash(),
        balance.cash(),
        balance.cash().min(balance.nonMarginableBuyingPower()).max(BigDecimal.ZERO),
        balance.equity(),
        balance.longMarketValue(),
        balance.shortMarketValue(),
        balance.buyingPower(),
        balance.nonMarginableBuyingPower(),
        null,
        null,
        new Balance.Margin(
            balance.initialMargin(),
            balance.maintenanceMargin(),
            balance.equity().subtract(balance.maintenanceMargin()),
            loan,
            balance.terms().multiplier(),
            balance.marginCall()),
        null,
        List.of(new Balance.CashAmount(balance.terms().currency(), balance.cash())),
        Map.of());
  }

  static Position position(VenuePosition position) {
    return new Position(
        position.listed().instrument(),
        "",
        position.quantity(),
        position.available(),
        position.averagePrice(),
        position.costBasis(),
        position.currentPrice(),
        position.marketValue(),
        position.unrealizedProfit(),
        position.previousClose().signum() == 0 ? null : position.previousClose());
  }

  /**
   * @param currency of the account
   * @param order that it came from; absent if none
   */
  static Transaction transaction(
      VenueTransaction transaction, CurrencyCode currency, @Nullable VenueOrder order) {
    var listed = transaction.listed();
    var cumulative = transaction.cumulativeQuantity();
    return new Transaction(
        transaction.id(),
        transaction.type(),
        "",
        listed == null ? null : listed.instrument(),
        transaction.quantity(),
        transaction.price(),
        new Money(transaction.amount(), currency),
        new Money(transaction.fee(), currency),
        transaction.orderId(),
        cumulative == null ? null : own(cumulative, order),
        transaction.at(),
        false,
        null,
        transaction.description(),
        Transaction.Status.EXECUTED,
        null);
  }

  /** The venue carries on what an order's predecessors filled; the contract counts by id. */
  private static BigDecimal own(BigDecimal cumulative, @Nullable VenueOrder order) {
    return order == null ? cumulative : cumulative.subtract(order.carriedQuantity());
  }

  /**
   * @param legs the reports of the orders that hang on it
   */
  static OrderReport order(VenueOrder order, List<OrderReport> legs) {
    return new OrderReport(
        order.account(),
        order.id(),
        order.clientOrderId(),
        order.orderClass(),
        order.listed().instrument(),
        order.side(),
        order.terms(),
        order.quantity(),
        order.notional(),
        order.status(),
        order.ownQuantity(),
        order.ownAveragePrice(),
        order.replaces(),
        order.replacedBy(),
        order.text(),
        order.submittedAt(),
        order.updatedAt(),
        legs);
  }

  /**
   * @param order that was filled
   */
  static Execution execution(VenueExecution execution, VenueOrder order, String source) {
    return new Execution(
        Execution.Kind.FILL,
        execution.account(),
        execution.orderId(),
        execution.id(),
        null,
        execution.listed().instrument(),
        execution.side(),
        execution.quantity(),
        execution.price(),
        own(execution.cumulativeQuantity(), order),
        new Money(execution.fee(), execution.listed().instrument().currency()),
        execution.at(),
        source,
        false);
  }

  static Quote quote(MarketQuote quote) {
    return new Quote(
        quote.listed().instrument(),
        quote.bid(),
        quote.bidSize(),
        quote.ask(),
        quote.askSize(),
        quote.last(),
        quote.lastSize(),
        quote.previousClose(),
        quote.at(),
        false,
        quote.source());
  }

  static Listing listing(Listed listed) {
    return new Listing(
        listed.instrument(),
        listed.name(),
        listed.instrument().currency().equals(CurrencyCode.USD),
        true,
        !listed.isCrypto(),
        null,
        BigDecimal.ONE.movePointLeft(listed.quantityDecimals()),
        priceIncrement(listed),
        List.of());
  }

  /** That of shares is the market's usual one: a cent from a dollar on. */
  private static @Nullable BigDecimal priceIncrement(Listed listed) {
    return listed.isCrypto() ? new BigDecimal("0.00000001") : null;
  }
}
