package io.brokerway.brokers.charlesschwab;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.kit.json.Json;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * From Schwab's bytes to our values, on one core: orders and positions per second of processor
 * time, in lists of 1,000.
 */
final class OrderParseBench {
  private static final int ITEMS = 1_000;
  private static final int ROUNDS = 7;
  private static final long ROUND_NANOS = 2_000_000_000L;
  private static final AccountKey ACCOUNT = new AccountKey("bench");

  private OrderParseBench() {}

  /** Turns bytes into values; how many. */
  private interface Parser {
    int parse(byte[] json);
  }

  public static void main(String[] arguments) {
    System.out.printf("orders %.0f a CPU-second%n", best(orders(), OrderParseBench::parseOrders));
    System.out.printf(
        "positions %.0f a CPU-second%n", best(positions(), OrderParseBench::parsePositions));
  }

  private static double best(byte[] json, Parser parser) {
    return IntStream.range(0, ROUNDS).mapToDouble(round -> round(json, parser)).max().orElseThrow();
  }

  private static double round(byte[] json, Parser parser) {
    var threads = ManagementFactory.getThreadMXBean();
    var start = threads.getCurrentThreadCpuTime();
    var parsed = 0L;
    while (threads.getCurrentThreadCpuTime() - start < ROUND_NANOS) {
      parsed += parser.parse(json);
    }
    return parsed * 1e9 / (threads.getCurrentThreadCpuTime() - start);
  }

  private static int parseOrders(byte[] json) {
    List<OrderReport> reports =
        Json.readList(json, SchwabWire.Order.class).stream()
            .map(order -> SchwabOrders.report(ACCOUNT, order))
            .toList();
    return reports.size();
  }

  private static int parsePositions(byte[] json) {
    var reply = Json.read(json, SchwabWire.AccountReply.class);
    return SchwabMapping.positions(
            SchwabFigures.given("securitiesAccount", reply.securitiesAccount()))
        .size();
  }

  /** The filled order of the documentation, with a number and a price of its own each time. */
  private static byte[] orders() {
    var template = WireFile.text("http_get_order_filled.json").strip();
    var random = new Random(42);
    return IntStream.range(0, ITEMS)
        .mapToObj(i ->
            template
                .replace("1000234567890", Long.toString(1_000_234_000_000L + i))
                .replace("\"price\":48.60", "\"price\":%d.25".formatted(1 + random.nextInt(900))))
        .collect(Collectors.joining(",", "[", "]"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] positions() {
    var whole = WireFile.text("http_get_account_margin.json");
    var start = whole.indexOf("\"positions\":[") + "\"positions\":[".length();
    var end = whole.indexOf("],", start);
    var position = whole.substring(start, end);
    var all = IntStream.range(0, ITEMS).mapToObj(_ -> position).collect(Collectors.joining(","));
    return (whole.substring(0, start) + all + whole.substring(end))
        .getBytes(StandardCharsets.UTF_8);
  }
}
