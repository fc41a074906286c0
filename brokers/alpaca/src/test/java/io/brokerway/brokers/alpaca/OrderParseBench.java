package io.brokerway.brokers.alpaca;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.kit.json.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * From Alpaca's bytes to our values, on one core: orders per second of processor time. Writes the
 * bytes that it read and what it understood of them, for another parser to be compared with.
 * Started by {@code bench/parse}.
 */
final class OrderParseBench {
  private static final int ORDERS = 1_000;
  private static final int ROUNDS = 9;
  private static final long ROUND_NANOS = 2_000_000_000L;
  private static final AccountKey ACCOUNT = new AccountKey("bench");

  private OrderParseBench() {}

  public static void main(String[] arguments) throws IOException {
    var folder = Path.of(arguments[0]);
    var json = orders();
    Files.write(folder.resolve("orders.json"), json);
    Files.writeString(folder.resolve("ours.txt"), fields(parse(json)));
    var best = 0.0;
    for (var round = 0; round < ROUNDS; round++) {
      best = Math.max(best, round(json));
    }
    System.out.printf("brokerway %.0f orders a CPU-second%n", best);
  }

  private static List<OrderReport> parse(byte[] json) {
    return Json.readList(json, AlpacaWire.Order.class).stream()
        .map(order -> AlpacaOrders.report(ACCOUNT, order))
        .toList();
  }

  private static double round(byte[] json) {
    var threads = ManagementFactory.getThreadMXBean();
    var start = threads.getCurrentThreadCpuTime();
    var parsed = 0L;
    while (threads.getCurrentThreadCpuTime() - start < ROUND_NANOS) {
      parsed += parse(json).size();
    }
    return parsed * 1e9 / (threads.getCurrentThreadCpuTime() - start);
  }

  /** The order of Alpaca's documentation, with figures of its own each time. */
  private static byte[] orders() {
    var template = WireFile.text("http_post_order.json").strip();
    var random = new Random(42);
    return IntStream.range(0, ORDERS)
        .mapToObj(i ->
            template
                .replaceFirst(
                    "\"client_order_id\": *\"[^\"]*\"", "\"client_order_id\":\"c%d\"".formatted(i))
                .replaceFirst(
                    "\"qty\": *\"[^\"]*\"", "\"qty\":\"%d\"".formatted(1 + random.nextInt(900))))
        .collect(Collectors.joining(",", "[", "]"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String fields(List<OrderReport> orders) {
    return orders.stream().map(OrderParseBench::fields).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String fields(OrderReport order) {
    var terms = Objects.requireNonNull(order.terms());
    return String.join(
        "|",
        order.brokerOrderId(),
        String.valueOf(order.clientOrderId()),
        order.side().name().toLowerCase(Locale.ROOT),
        terms.type().name().toLowerCase(Locale.ROOT),
        plain(terms.limitPrice()),
        plain(order.cumulativeQuantity()));
  }

  private static String plain(@Nullable BigDecimal figure) {
    return figure == null ? "" : figure.stripTrailingZeros().toPlainString();
  }
}
