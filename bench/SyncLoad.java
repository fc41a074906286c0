import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Syncs accounts of 20 positions by request, each with two new activities since its last sync.
 *
 * <p>Arguments: gateway, simulators, accounts, seconds, at once.
 */
public final class SyncLoad {
  public static void main(String[] args) throws Exception {
    var gateway = args[0];
    var simulators = args[1];
    var accounts = Integer.parseInt(args[2]);
    var seconds = Integer.parseInt(args[3]);
    var atOnce = Integer.parseInt(args[4]);
    var logins = new ArrayList<Client.Login>();
    var connections = new ArrayList<String>();
    for (var i = 0; i < accounts; i++) {
      var login = Client.account(simulators, i);
      Client.hold(
          simulators,
          login,
          Client.symbols(simulators, login, "assets?asset_class=us_equity", 20));
      logins.add(login);
      connections.add(Client.connect(gateway, login));
    }
    System.out.printf("accounts: %d with 20 positions each%n", accounts);
    load(gateway, simulators, logins, connections, 20, atOnce, "warm-up");
    load(gateway, simulators, logins, connections, seconds, atOnce, "run");
  }

  private static void load(
      String gateway,
      String simulators,
      ArrayList<Client.Login> logins,
      ArrayList<String> connections,
      int seconds,
      int atOnce,
      String name)
      throws Exception {
    var done = new AtomicInteger();
    var failed = new AtomicInteger();
    var slots = new Semaphore(atOnce);
    var start = System.nanoTime();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; System.nanoTime() - start < seconds * 1_000_000_000L; i++) {
        slots.acquire();
        var number = i % logins.size();
        clients.execute(() -> {
          try {
            for (var activity = 0; activity < 2; activity++) {
              Client.post(
                      simulators + "/control/alpaca/activities",
                      """
                      {"key_id":"%s","activity_type":"INT","net_amount":"0.01"}"""
                          .formatted(logins.get(number).keyId()))
                  .ok();
            }
            var answer =
                Client.post(
                    gateway + "/api/v1/connections/" + connections.get(number) + "/sync", "");
            (answer.status() == 200 && answer.body().contains("\"outcome\":\"OK\"") ? done : failed)
                .incrementAndGet();
          } catch (Exception e) {
            failed.incrementAndGet();
          } finally {
            slots.release();
          }
        });
      }
    }
    var took = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%s: %d syncs in %.1f s, %.0f a second, %d not OK%n",
        name, done.get(), took, done.get() / took, failed.get());
  }
}
