package io.brokerway.simulators.alpaca;

import io.brokerway.broker.Environment;
import io.brokerway.exchange.AccountTerms;
import io.brokerway.simulators.oauth.OAuthClient;
import io.brokerway.simulators.oauth.SimulatedUser;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The accounts that every simulator has, with fixed keys, the user who owns them and an application
 * that may ask him for access: they open nothing real.
 */
public final class DemoLogins {

  /** A demo account. */
  public record Login(
      String number, Environment environment, AccountTerms terms, BigDecimal cash, KeyPair keys) {}

  private static final BigDecimal PAPER_CASH = new BigDecimal(100_000);
  private static final BigDecimal LIVE_CASH = new BigDecimal(25_000);

  public static final Login PAPER =
      login(
          "PA3DEMO00001", Environment.PAPER, AccountTerms.margin(), PAPER_CASH, "PKDEMO0000000001");
  public static final Login SECOND_PAPER =
      login(
          "PA3DEMO00002", Environment.PAPER, AccountTerms.margin(), PAPER_CASH, "PKDEMO0000000002");
  public static final Login LIVE =
      login("412DEMO0001", Environment.LIVE, AccountTerms.margin(), LIVE_CASH, "AKDEMO0000000001");
  public static final Login LIVE_CASH_ONLY =
      login("412DEMO0002", Environment.LIVE, AccountTerms.cash(), LIVE_CASH, "AKDEMO0000000002");

  public static final List<Login> ALL = List.of(PAPER, SECOND_PAPER, LIVE, LIVE_CASH_ONLY);

  /** The owner of all demo accounts, for the login page. */
  public static final SimulatedUser USER =
      new SimulatedUser(
          "ada@example.com",
          "demo-password-of-ada",
          ALL.stream()
              .map(login ->
                  new SimulatedUser.Owned(
                      login.keys().accountId(), login.number(), login.environment()))
              .toList());

  /** Somebody else, who owns one paper account. */
  public static final SimulatedUser SECOND_USER =
      new SimulatedUser(
          "grace@example.com",
          "demo-password-of-grace",
          List.of(
              new SimulatedUser.Owned(
                  SECOND_PAPER.keys().accountId(), SECOND_PAPER.number(), Environment.PAPER)));

  public static final OAuthClient CLIENT =
      new OAuthClient(
          "demo-client-of-brokerway",
          "demo-secret-of-the-client",
          "Brokerway demo",
          redirects("/oauth/callback/alpaca"));

  private DemoLogins() {}

  /** Opens those accounts that are not there yet, and makes user and application known. */
  public static void open(AlpacaBroker broker) {
    for (var login : ALL) {
      broker.openAccount(
          login.number(), login.environment(), login.terms(), login.cash(), login.keys());
    }
    broker.oauth().put(USER);
    broker.oauth().put(SECOND_USER);
    broker.oauth().put(CLIENT);
  }

  static List<String> announcement(String address) {
    var lines = new ArrayList<String>();
    lines.add("  Alpaca live   " + address + "/live");
    lines.add("  Alpaca paper  " + address + "/paper");
    lines.add("  Alpaca data   " + address + "/data");
    lines.add("  Alpaca OAuth  " + address + "/app/oauth/authorize");
    for (var login : ALL) {
      lines.add(
          "    %-5s  key id %s  secret %s"
              .formatted(login.environment(), login.keys().keyId(), login.keys().secret()));
    }
    lines.add("    oauth  client id %s  secret %s".formatted(CLIENT.id(), CLIENT.secret()));
    for (var user : List.of(USER, SECOND_USER)) {
      lines.add("    oauth  user %s  password %s".formatted(user.email(), user.password()));
    }
    return lines;
  }

  private static Login login(
      String number, Environment environment, AccountTerms terms, BigDecimal cash, String keyId) {
    var secret = "demo-secret-of-" + keyId.toLowerCase(Locale.ROOT);
    var keys = new KeyPair(keyId, secret, AlpacaBroker.accountId(number), false);
    return new Login(number, environment, terms, cash, keys);
  }

  private static List<URI> redirects(String... paths) {
    return List.of(paths).stream()
        .flatMap(path ->
            List.of("127.0.0.1", "localhost").stream()
                .map(host -> URI.create("http://" + host + path)))
        .toList();
  }
}
