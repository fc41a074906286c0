package io.brokerway.brokers.zerodha;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.kit.json.Json;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * From Kite's bytes to our values, on one core: orders and holdings per second of processor time.
 */
final class OrderParseBench {
  private static final int ROWS = 1_000;
  private static final int ROUNDS = 9;
  private static final long ROUND_NANOS = 2_000_000_000L;
  private static final AccountKey ACCOUNT = new AccountKey("ZQ1001");

  private OrderParseBench() {}

  public static void main(String[] arguments) {
    System.out.printf("orders %.0f a CPU-second%n", best(OrderParseBench::orders, rows()));
    System.out.printf("holdings %.0f a CPU-second%n", best(OrderParseBench::held, holdings()));
  }

  /** Reads bytes; how many values it made. */
  @FunctionalInterface
  private interface Reading {
    int of(byte[] json);
  }

  private static double best(Reading reading, byte[] json) {
    return IntStream.range(0, ROUNDS).mapToDouble(_ -> round(reading, json)).max().orElseThrow();
  }

  private static double round(Reading reading, byte[] json) {
    var threads = ManagementFactory.getThreadMXBean();
    var start = threads.getCurrentThreadCpuTime();
    var read = 0L;
    while (threads.getCurrentThreadCpuTime() - start < ROUND_NANOS) {
      read += reading.of(json);
    }
    return read * 1e9 / (threads.getCurrentThreadCpuTime() - start);
  }

  private static int orders(byte[] json) {
    var reply = Json.read(json, ZerodhaWire.OrdersReply.class);
    return Objects.requireNonNull(reply.data()).stream()
        .map(order -> ZerodhaOrders.report(ACCOUNT, order))
        .toList()
        .size();
  }

  private static int held(byte[] json) {
    var reply = Json.read(json, ZerodhaWire.HoldingsReply.class);
    return ZerodhaPortfolio.positions(Objects.requireNonNull(reply.data()), java.util.List.of())
        .size();
  }

  /** The order of the file, with an id and a price of its own each time. */
  private static byte[] rows() {
    var text = WireFile.text("http_get_orders.json").strip();
    var head = text.indexOf('[') + 1;
    var end = text.lastIndexOf("]}");
    var row = text.substring(head, end);
    return reply(i ->
        row.replace("250310000000017", "25031%010d".formatted(i))
            .replace("\"price\":1250.5", "\"price\":%d.5".formatted(1_000 + i)));
  }

  private static byte[] holdings() {
    return reply(i ->
        """
        {"tradingsymbol":"S%d","exchange":"NSE","instrument_token":263681,"isin":"INE721Z01010",\
        "product":"CNC","price":0,"quantity":%d,"used_quantity":0,"t1_quantity":0,\
        "realised_quantity":1,"opening_quantity":1,"collateral_quantity":0,"discrepancy":false,\
        "average_price":161.25,"last_price":352.95,"close_price":352.35,"pnl":191.95}\
        """
            .formatted(i, i + 1));
  }

  private static byte[] reply(java.util.function.IntFunction<String> row) {
    return IntStream.range(0, ROWS)
        .mapToObj(row)
        .collect(Collectors.joining(",", "{\"status\":\"success\",\"data\":[", "]}"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
