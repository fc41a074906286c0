package io.brokerway.brokers.zerodha;

import static io.brokerway.brokers.zerodha.ZerodhaFigures.RUPEE;
import static io.brokerway.brokers.zerodha.ZerodhaFigures.given;
import static io.brokerway.brokers.zerodha.ZerodhaFigures.required;
import static io.brokerway.brokers.zerodha.ZerodhaFigures.requiredTime;

import io.brokerway.broker.Money;
import io.brokerway.broker.account.Transaction;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fills of the day as transactions; Kite tells no others. It names no cumulative quantity, so
 * they are counted up here, for each order in the order of its fills. Pure.
 */
final class ZerodhaTrades {
  private ZerodhaTrades() {}

  /** The oldest first. */
  static List<Transaction> transactions(List<ZerodhaWire.Trade> trades, @Nullable Instant since) {
    var filled = new HashMap<String, BigDecimal>();
    return trades.stream()
        .sorted(Comparator.comparing(ZerodhaTrades::at))
        .map(trade -> transaction(trade, filled))
        .filter(transaction ->
            since == null
                || !transaction.occurredAt().isBefore(since.truncatedTo(ChronoUnit.SECONDS)))
        .toList();
  }

  private static Instant at(ZerodhaWire.Trade trade) {
    return requiredTime("trade.fill_timestamp", trade.fillTimestamp());
  }

  private static Transaction transaction(
      ZerodhaWire.Trade trade, HashMap<String, BigDecimal> filled) {
    var exchange = given("trade.exchange", trade.exchange());
    var order = given("trade.order_id", trade.orderId());
    var quantity = required("trade.quantity", trade.quantity());
    var price = required("trade.average_price", trade.averagePrice());
    var buys = ZerodhaOrders.side(trade.transactionType()) == Side.BUY;
    var instrument =
        ZerodhaSymbols.instrument(exchange, given("trade.tradingsymbol", trade.tradingsymbol()));
    var value = price.multiply(quantity);
    return new Transaction(
        // Exchange trade ids repeat across exchanges, and one trade may fill two orders.
        "%s:%s:%s".formatted(exchange, given("trade.trade_id", trade.tradeId()), order),
        buys ? TransactionType.BUY : TransactionType.SELL,
        trade.product() == null ? "" : trade.product(),
        instrument,
        buys ? quantity : quantity.negate(),
        price,
        // What is bought on margin moves no cash but its margin, which Kite tells elsewhere.
        instrument instanceof Instrument.Equity
            ? new Money(buys ? value.negate() : value, RUPEE)
            : null,
        null,
        order,
        filled.merge(order, quantity, BigDecimal::add),
        at(trade),
        false,
        null,
        "",
        Transaction.Status.EXECUTED,
        null);
  }
}
