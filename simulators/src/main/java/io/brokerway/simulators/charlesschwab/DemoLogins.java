package io.brokerway.simulators.charlesschwab;

import io.brokerway.broker.Environment;
import io.brokerway.simulators.oauth.OAuthClient;
import io.brokerway.simulators.oauth.SimulatedUser;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The accounts that every simulator has, the users who own them and an application that may ask
 * them for access: they open nothing real.
 */
public final class DemoLogins {

  /** A demo account. */
  public record Login(String number, boolean margin, BigDecimal cash) {
    SimulatedUser.Owned owned() {
      return new SimulatedUser.Owned(number, number, Environment.LIVE);
    }
  }

  public static final Login MARGIN = new Login("70001234", true, new BigDecimal(100_000));
  public static final Login CASH = new Login("70005678", false, new BigDecimal(25_000));
  public static final Login OTHERS = new Login("70009012", true, new BigDecimal(50_000));

  public static final List<Login> ALL = List.of(MARGIN, CASH, OTHERS);

  public static final SimulatedUser USER =
      new SimulatedUser(
          "ada@example.com", "demo-password-of-ada", List.of(MARGIN.owned(), CASH.owned()));

  /** Somebody else. */
  public static final SimulatedUser SECOND_USER =
      new SimulatedUser("grace@example.com", "demo-password-of-grace", List.of(OTHERS.owned()));

  /** Where the application has users sent back: Schwab takes no address without TLS. */
  public static final URI RETURN =
      URI.create("https://127.0.0.1:8000/oauth/callback/charles_schwab");

  public static final OAuthClient CLIENT =
      new OAuthClient(
          "demoAppKeyOfBrokerway0000000001",
          "demoSecret000001",
          "Brokerway demo",
          List.of(RETURN, URI.create("https://127.0.0.1:8182")));

  private DemoLogins() {}

  /** Opens those accounts that are not there yet, and makes users and application known. */
  public static void open(SchwabBroker broker) {
    for (var login : ALL) {
      broker.openAccount(login.number(), login.margin(), login.cash());
    }
    broker.oauth().put(USER);
    broker.oauth().put(SECOND_USER);
    broker.oauth().put(CLIENT);
  }

  /** What a person needs to use them, a line each. */
  static List<String> announcement(String address) {
    var lines = new ArrayList<String>();
    lines.add("Charles Schwab");
    lines.add("  trader       " + address + "/trader/v1");
    lines.add("  market data  " + address + "/marketdata/v1");
    lines.add("  OAuth        " + address + "/v1/oauth/authorize");
    lines.add("  application  key %s  secret %s".formatted(CLIENT.id(), CLIENT.secret()));
    for (var user : List.of(USER, SECOND_USER)) {
      lines.add("  user         %s  password %s".formatted(user.email(), user.password()));
    }
    return lines;
  }
}
