import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Opens accounts at the simulated Alpaca, connects them, and places orders at a fixed rate, whatever
 * the answers do (open loop). The gateway measures the time from accepted to first byte by itself
 * and tells it at {@code /metrics}; what is printed here is the time to the answer.
 *
 * <p>Arguments: gateway, simulators, [orders a second, seconds, accounts].
 */
public final class FirstByte {
  private static final Pattern CONNECTION = Pattern.compile("\"connection\":\\{\"id\":\"([^\"]+)\"");

  private static final Pattern BUCKET =
      Pattern.compile("(?m)^brokerway_order_first_byte_seconds_bucket\\{.*?le=\"([^\"]+)\".*?} ([0-9.E+]+)$");

  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String gateway;
  private final String simulators;

  private FirstByte(String gateway, String simulators) {
    this.gateway = gateway;
    this.simulators = simulators;
  }

  public static void main(String[] args) throws Exception {
    var bench = new FirstByte(args[0], args[1]);
    var rate = args.length > 2 ? Integer.parseInt(args[2]) : 200;
    var seconds = args.length > 3 ? Integer.parseInt(args[3]) : 60;
    var accounts = bench.accounts(args.length > 4 ? Integer.parseInt(args[4]) : 100);
    System.out.printf("accounts: %d, warm-up 30 s%n", accounts.size());
    bench.load(accounts, rate, 30, "warm");
    var before = bench.firstBytes();
    bench.load(accounts, rate, seconds, "run");
    bench.tell(before, bench.firstBytes());
  }

  private List<String> accounts(int count) throws Exception {
    var accounts = new ArrayList<String>();
    for (var i = 0; i < count; i++) {
      var key = "PKBENCH%010d".formatted(i);
      var secret = "bench-secret-" + key.toLowerCase(Locale.ROOT);
      post(
          simulators + "/control/alpaca/accounts",
          """
          {"account_number":"PABENCH%05d","environment":"PAPER","cash":"10000000",
           "key_id":"%s","secret_key":"%s"}"""
              .formatted(i, key, secret),
          null);
      var answer =
          post(
              gateway + "/api/v1/connections",
              """
              {"brokerId":"alpaca","loginOption":"api-key","environment":"PAPER",
               "fields":{"api_key":"%s","api_secret":"%s"}}"""
                  .formatted(key, secret),
              null);
      var connection = CONNECTION.matcher(answer.body());
      if (!connection.find()) {
        throw new IllegalStateException("connect answered " + answer.statusCode() + ": " + answer.body());
      }
      var account =
          Pattern.compile("\"id\":\"([^\"]+)\",\"connectionId\":\"" + connection.group(1))
              .matcher(get(gateway + "/api/v1/accounts?limit=1000"));
      if (!account.find()) {
        throw new IllegalStateException("the connection has no account yet");
      }
      accounts.add(account.group(1));
    }
    return accounts;
  }

  private void load(List<String> accounts, int rate, int seconds, String name) throws Exception {
    var run = name + System.nanoTime();
    var took = new ConcurrentLinkedQueue<Long>();
    var failed = new AtomicInteger();
    var total = rate * seconds;
    var start = System.nanoTime();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < total; i++) {
        var due = start + i * 1_000_000_000L / rate;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        var number = i;
        clients.execute(() -> place(accounts.get(number % accounts.size()), run + "-" + number, due, took, failed));
      }
    }
    var sorted = took.stream().sorted().toList();
    System.out.printf(
        "%s: %d orders in %.1f s, %d not answered with 2xx; to the answer p50 %.2f ms, p99 %.2f ms%n",
        name,
        total,
        (System.nanoTime() - start) / 1e9,
        failed.get(),
        sorted.get(sorted.size() / 2) / 1e6,
        sorted.get(sorted.size() * 99 / 100) / 1e6);
  }

  /** How many orders had their first byte out within so many seconds, by the gateway's own count. */
  private TreeMap<Double, Double> firstBytes() throws Exception {
    var counts = new TreeMap<Double, Double>();
    var bucket = BUCKET.matcher(get(gateway + "/metrics"));
    while (bucket.find()) {
      var within = bucket.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bucket.group(1));
      counts.merge(within, Double.parseDouble(bucket.group(2)), Double::sum);
    }
    return counts;
  }

  private void tell(TreeMap<Double, Double> before, TreeMap<Double, Double> after) {
    after.replaceAll((within, count) -> count - before.getOrDefault(within, 0.0));
    System.out.printf(
        "run: accepted to first byte, %.0f orders: p50 %s, p99 %s%n",
        after.lastEntry().getValue(), quantile(after, 0.5), quantile(after, 0.99));
  }

  /** The bucket that holds the quantile: what a histogram can say. */
  private static String quantile(TreeMap<Double, Double> counts, double quantile) {
    var rank = counts.lastEntry().getValue() * quantile;
    var above = 0.0;
    for (var bucket : counts.entrySet()) {
      if (bucket.getValue() >= rank) {
        return "%.2f to %.2f ms".formatted(above * 1e3, bucket.getKey() * 1e3);
      }
      above = bucket.getKey();
    }
    return "unknown";
  }

  private void place(
      String account, String key, long due, ConcurrentLinkedQueue<Long> took, AtomicInteger failed) {
    try {
      var answer =
          post(
              gateway + "/api/v1/orders",
              """
              {"accountId":"%s","symbol":"AAPL","side":"BUY","type":"LIMIT","timeInForce":"DAY",
               "quantity":"1","limitPrice":"100.00"}"""
                  .formatted(account),
              key);
      if (answer.statusCode() / 100 != 2) {
        failed.incrementAndGet();
      }
      took.add(System.nanoTime() - due);
    } catch (Exception e) {
      failed.incrementAndGet();
    }
  }

  private HttpResponse<String> post(String uri, String body, String key) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(uri))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private String get(String uri) throws Exception {
    return http.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString()).body();
  }
}
