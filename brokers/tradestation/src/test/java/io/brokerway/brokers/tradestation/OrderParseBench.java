package io.brokerway.brokers.tradestation;

import io.brokerway.kit.json.Json;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * From TradeStation's bytes to our values, on one core: orders and positions per second of
 * processor time. Goal: 400,000 orders.
 */
final class OrderParseBench {
  private static final int ROWS = 1_000;
  private static final int ROUNDS = 9;
  private static final long ROUND_NANOS = 2_000_000_000L;
  private static final Instant SEEN = Instant.parse("2026-03-03T15:00:00Z");

  private OrderParseBench() {}

  public static void main(String[] arguments) {
    var random = new Random(42);
    var orders = rows("Orders", List.of(Json.tree(WireFile.bytes("order_filled.json")).toString()), random);
    var positions = rows("Positions", positions(), random);
    best("orders", orders, OrderParseBench::orders);
    best("positions", positions, OrderParseBench::positions);
  }

  private static int orders(byte[] json) {
    return TradeStationClient.list(
            "Orders", Json.read(json, TradeStationWire.Orders.class).orders())
        .stream()
        .map(order -> TradeStationOrders.report(order, SEEN))
        .toList()
        .size();
  }

  private static int positions(byte[] json) {
    return TradeStationClient.list(
            "Positions", Json.read(json, TradeStationWire.Positions.class).positions())
        .stream()
        .map(TradeStationMapping::position)
        .toList()
        .size();
  }

  private static List<String> positions() {
    var reply = Json.tree(WireFile.bytes("http_get_positions.json"));
    return Objects.requireNonNull(reply.get("Positions")).valueStream()
        .map(Object::toString)
        .toList();
  }

  /** The documented rows over and over, each with figures of its own. */
  private static byte[] rows(String name, List<String> templates, Random random) {
    return IntStream.range(0, ROWS)
        .mapToObj(i -> templates.get(i % templates.size())
            .replaceFirst(
                "\"(OrderID|PositionID)\": *\"[^\"]*\"", "\"$1\":\"%d\"".formatted(900_000_000 + i))
            .replaceAll(
                "\"(QuantityOrdered|ExecQuantity|Quantity)\": *\"[^\"]*\"",
                "\"$1\":\"%d\"".formatted(1 + random.nextInt(900))))
        .collect(Collectors.joining(",", "{\"%s\":[".formatted(name), "]}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void best(String what, byte[] json, ToIntFunction<byte[]> parse) {
    var best = 0.0;
    for (var round = 0; round < ROUNDS; round++) {
      best = Math.max(best, round(json, parse));
    }
    System.out.printf("brokerway %.0f %s a CPU-second%n", best, what);
  }

  private static double round(byte[] json, ToIntFunction<byte[]> parse) {
    var threads = ManagementFactory.getThreadMXBean();
    var start = threads.getCurrentThreadCpuTime();
    var parsed = 0L;
    while (threads.getCurrentThreadCpuTime() - start < ROUND_NANOS) {
      parsed += parse.applyAsInt(json);
    }
    return parsed * 1e9 / (threads.getCurrentThreadCpuTime() - start);
  }
}
