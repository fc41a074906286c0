package io.brokerway.simulators.tradestation;

import io.brokerway.broker.Environment;
import io.brokerway.simulators.oauth.OAuthClient;
import io.brokerway.simulators.oauth.SimulatedUser;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/**
 * The accounts that every simulated TradeStation has, the user who owns them and an application
 * that may ask him for access: they open nothing real.
 */
public final class DemoLogins {

  /** A demo account. */
  public record Account(Holder holder, BigDecimal cash) {}

  public static final Account SIMULATION =
      account("SIM0001234M", AccountKind.MARGIN, Environment.PAPER, 100_000);
  public static final Account SIMULATION_FUTURES =
      account("SIM0001235F", AccountKind.FUTURES, Environment.PAPER, 50_000);
  public static final Account LIVE =
      account("11001234", AccountKind.MARGIN, Environment.LIVE, 25_000);
  public static final Account LIVE_CASH_ONLY =
      account("11001235", AccountKind.CASH, Environment.LIVE, 25_000);

  public static final List<Account> ALL =
      List.of(SIMULATION, SIMULATION_FUTURES, LIVE, LIVE_CASH_ONLY);

  public static final SimulatedUser USER =
      new SimulatedUser(
          "ada@example.com",
          "demo-password-of-ada",
          ALL.stream()
              .map(Account::holder)
              .map(
                  holder -> new SimulatedUser.Owned(holder.id(), holder.id(), holder.environment()))
              .toList());

  public static final OAuthClient CLIENT =
      new OAuthClient(
          "demo-client-of-brokerway",
          "demo-secret-of-the-client",
          "Brokerway demo",
          Stream.of("127.0.0.1", "localhost")
              .map(host -> URI.create("http://" + host + "/oauth/callback/tradestation"))
              .toList());

  private DemoLogins() {}

  /** Opens those accounts that are not there yet, and makes user and application known. */
  public static void open(TradeStationBroker broker) {
    for (var account : ALL) {
      broker.openAccount(account.holder(), account.cash());
    }
    broker.oauth().put(USER);
    broker.oauth().put(CLIENT);
  }

  /** What a person needs to know to log in, one line each. */
  static List<String> announcement(String address) {
    return List.of(
        "  TradeStation live        %s/live".formatted(address),
        "  TradeStation simulation  %s/sim".formatted(address),
        "  TradeStation sign-in     %s/signin/authorize".formatted(address),
        "    client id %s  secret %s".formatted(CLIENT.id(), CLIENT.secret()),
        "    user %s  password %s".formatted(USER.email(), USER.password()));
  }

  private static Account account(String id, AccountKind kind, Environment environment, long cash) {
    return new Account(new Holder(id, kind, environment, Holder.ACTIVE), BigDecimal.valueOf(cash));
  }
}
