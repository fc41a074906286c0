import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The flow of the trading surface: makes users, then places three orders to one look-up, each
 * client one after the other.
 *
 * <p>Arguments: gateway, users, clients, seconds.
 */
public final class TradingFlow {
  private static final String[] SYMBOLS = {"AAPL", "TSLA", "NVDA", "MSFT", "SPY"};

  public static void main(String[] args) throws Exception {
    var gateway = args[0];
    var users = users(gateway, Integer.parseInt(args[1]));
    System.out.printf("users: %d%n", users.size());
    load(gateway, users, Integer.parseInt(args[2]), 20, "warm-up");
    load(gateway, users, Integer.parseInt(args[2]), Integer.parseInt(args[3]), "run");
  }

  private static List<String> users(String gateway, int count) throws Exception {
    var users = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      users.add(
          Client.post(
                  gateway + "/user/",
                  """
                  {"username":"flow%d","email":"flow%d@example.com","full_name":"Flow %d",
                   "initial_balance":25000.0}"""
                      .formatted(i, i, i))
              .ok()
              .field("id"));
    }
    return users;
  }

  private static void load(String gateway, List<String> users, int clients, int seconds, String name)
      throws Exception {
    var places = Collections.synchronizedList(new ArrayList<Long>());
    var looks = Collections.synchronizedList(new ArrayList<Long>());
    var failed = new AtomicInteger();
    var start = System.nanoTime();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var client = 0; client < clients; client++) {
        var number = client;
        pool.execute(() -> {
          for (var turn = 0; System.nanoTime() - start < seconds * 1_000_000_000L; turn++) {
            flow(gateway, users.get((number + turn * clients) % users.size()), turn, places, looks, failed);
          }
        });
      }
    }
    var took = (System.nanoTime() - start) / 1e9;
    tell(name + ", orders", places, took);
    tell(name + ", look-ups", looks, took);
    System.out.printf("%s: %d failed%n", name, failed.get());
  }

  private static void flow(
      String gateway, String user, int turn, List<Long> places, List<Long> looks, AtomicInteger failed) {
    try {
      var last = "";
      for (var order = 0; order < 3; order++) {
        var began = System.nanoTime();
        var answer =
            Client.post(
                gateway + "/order",
                """
                {"user_id":"%s","symbol":"%s","side":"BUY","order_type":"LIMIT","quantity":1,"price":1.00}"""
                    .formatted(user, SYMBOLS[(turn + order) % SYMBOLS.length]));
        places.add(System.nanoTime() - began);
        last = answer.ok().field("id");
      }
      var began = System.nanoTime();
      Client.get(gateway + "/order/" + last).ok();
      looks.add(System.nanoTime() - began);
    } catch (Exception e) {
      failed.incrementAndGet();
    }
  }

  private static void tell(String name, List<Long> nanos, double seconds) {
    var sorted = nanos.stream().sorted().toList();
    System.out.printf(
        "%s: %d, %.0f a second, p50 %.2f ms, p99 %.2f ms%n",
        name,
        sorted.size(),
        sorted.size() / seconds,
        Client.quantile(sorted, 0.5),
        Client.quantile(sorted, 0.99));
  }
}
