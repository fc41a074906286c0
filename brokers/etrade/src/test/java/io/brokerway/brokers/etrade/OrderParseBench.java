package io.brokerway.brokers.etrade;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.kit.json.Json;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** From E*TRADE's bytes to our values, on one core: orders per second of processor time. */
final class OrderParseBench {
  private static final int ORDERS = 1_000;
  private static final int ROUNDS = 9;
  private static final long ROUND_NANOS = 2_000_000_000L;
  private static final AccountKey ACCOUNT = new AccountKey("bench");

  private OrderParseBench() {}

  public static void main(String[] arguments) {
    var json = orders();
    var best = 0.0;
    for (var round = 0; round < ROUNDS; round++) {
      best = Math.max(best, round(json));
    }
    System.out.printf("brokerway etrade %.0f orders a CPU-second%n", best);
  }

  private static List<OrderReport> parse(byte[] json) {
    var reply = Json.read(json, EtradeWire.OrdersReply.class);
    return EtradeFigures.listed(Objects.requireNonNull(reply.response()).order()).stream()
        .map(order -> EtradeOrders.report(ACCOUNT, order, Published.NOW))
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

  /** The order of the documentation, each time with an id of its own. */
  private static byte[] orders() {
    var published = Json.tree(Published.bytes("http_get_orders.json"));
    var order = published.path("OrdersResponse").path("Order").path(0).toString();
    return IntStream.range(0, ORDERS)
        .mapToObj(i -> order.replaceFirst("\"orderId\":\\d+", "\"orderId\":" + (1_000 + i)))
        .collect(Collectors.joining(",", "{\"OrdersResponse\":{\"Order\":[", "]}}"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
