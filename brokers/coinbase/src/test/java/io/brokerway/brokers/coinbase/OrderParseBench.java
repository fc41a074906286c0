package io.brokerway.brokers.coinbase;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.kit.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A list of Coinbase's orders from bytes to values, on one core: orders per second of processor
 * time. Leaves the bytes, and what it understood of them, for {@code bench/parse} to compare.
 */
final class OrderParseBench {
  private static final int ORDERS = 1_000;
  private static final int ROUNDS = 9;
  private static final long ROUND_NANOS = 2_000_000_000L;
  private static final AccountKey ACCOUNT = new AccountKey("bench");

  private OrderParseBench() {}

  public static void main(String[] arguments) throws IOException {
    var json = page();
    var folder = Path.of(arguments[0]);
    Files.write(folder.resolve("orders.json"), json);
    Files.write(folder.resolve("ours.txt"), understood(json));
    var best = 0.0;
    for (var round = 0; round < ROUNDS; round++) {
      best = Math.max(best, ordersPerSecond(json));
    }
    System.out.printf("brokerway %.0f orders of Coinbase a CPU-second%n", best);
  }

  private static List<OrderReport> parse(byte[] json) {
    var orders = Json.read(json, CoinbaseWire.Orders.class).orders();
    var reports = new ArrayList<OrderReport>(ORDERS);
    for (var order : Objects.requireNonNull(orders)) {
      reports.add(CoinbaseOrders.report(ACCOUNT, order));
    }
    return reports;
  }

  private static double ordersPerSecond(byte[] json) {
    var threads = ManagementFactory.getThreadMXBean();
    var began = threads.getCurrentThreadCpuTime();
    var parsed = 0L;
    long used;
    do {
      parsed += parse(json).size();
      used = threads.getCurrentThreadCpuTime() - began;
    } while (used < ROUND_NANOS);
    return parsed * 1e9 / used;
  }

  /** A page of the order of the reference, with id, size and price of its own each time. */
  private static byte[] page() throws IOException {
    var template = new String(WireFile.bytes("http_get_order.json"), StandardCharsets.UTF_8);
    var order = template.substring("{\"order\":".length(), template.lastIndexOf('}'));
    var page = new ByteArrayOutputStream();
    for (var i = 0; i < ORDERS; i++) {
      var own =
          order
              .replace("6f1b6b6e", "%08x".formatted(i + 1))
              .replace("a9a7c1c4", "%08x".formatted(0x10000000 + i))
              .replace("\"base_size\":\"0.5\"", "\"base_size\":\"%d.5\"".formatted(i % 97 + 1))
              .replace("2450.10", "%d.10".formatted(2_000 + i % 800));
      page.writeBytes(((i == 0 ? "{\"orders\":[" : ",") + own).getBytes(StandardCharsets.UTF_8));
    }
    page.writeBytes("],\"has_next\":false,\"cursor\":\"\"}".getBytes(StandardCharsets.UTF_8));
    return page.toByteArray();
  }

  private static byte[] understood(byte[] json) {
    var lines = new StringBuilder();
    for (var order : parse(json)) {
      var terms = Objects.requireNonNull(order.terms());
      lines.append(
          new StringJoiner("|", "", "\n")
              .add(order.brokerOrderId())
              .add(String.valueOf(order.clientOrderId()))
              .add(order.side().name().toLowerCase(Locale.ROOT))
              .add(terms.type().name().toLowerCase(Locale.ROOT))
              .add(plain(terms.limitPrice()))
              .add(plain(order.quantity()))
              .add(plain(order.cumulativeQuantity())));
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String plain(@Nullable BigDecimal figure) {
    return figure == null ? "" : figure.stripTrailingZeros().toPlainString();
  }
}
