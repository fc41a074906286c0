package io.brokerway.simulators.coinbase;

import io.brokerway.broker.Environment;
import io.brokerway.simulators.oauth.OAuthClient;
import io.brokerway.simulators.oauth.SimulatedUser;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The portfolios that every simulator has, with fixed keys: they open nothing real. */
public final class DemoLogins {

  /** A demo portfolio and the key that opens it. */
  public record Login(Portfolio portfolio, BigDecimal cash, KeyFile key) {}

  private static final BigDecimal CASH = new BigDecimal(100_000);

  /** An ECDSA key, as most users have. */
  public static final Login MAIN =
      new Login(
          CoinbaseBroker.portfolio("Demo portfolio"),
          CASH,
          KeyFile.of(
              name("main"),
              "EC",
              "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgXiORAL9XSkh17SHJNN8ARxe9zVFgYkpDllfX"
                  + "riw1WTehRANCAAQkQtRQ9SIJTO4P4DL0+tNNjwuz22Uj8K7qwH7QVdEBia/BPGpkkE846p32E6CSHJkt"
                  + "4cfc1QCM6xYUWTgfx2i4",
              "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEJELUUPUiCUzuD+Ay9PrTTY8Ls9tlI/Cu6sB+0FXRAYmvwTxq"
                  + "ZJBPOOqd9hOgkhyZLeHH3NUAjOsWFFk4H8douA=="));

  /** An Ed25519 key. */
  public static final Login SECOND =
      new Login(
          CoinbaseBroker.portfolio("Second demo portfolio"),
          CASH,
          KeyFile.of(
              name("second"),
              "Ed25519",
              "MC4CAQAwBQYDK2VwBCIEIIM0J+QZbM/48+UUU4S7Z+I8MN+3G3rT9J7t5/45kXvx",
              "MCowBQYDK2VwAyEA143XnvNVIZhUF00qWDbZbLkWuH6usT8Lz1hpx60zPtM="));

  public static final List<Login> ALL = List.of(MAIN, SECOND);

  /** The owner of both portfolios, for the login page. */
  public static final SimulatedUser USER =
      new SimulatedUser(
          "ada@example.com",
          "demo-password-of-ada",
          ALL.stream()
              .map(login ->
                  new SimulatedUser.Owned(
                      login.portfolio().id(), login.portfolio().name(), Environment.LIVE))
              .toList());

  /** An application that may ask users for access. */
  public static final OAuthClient CLIENT =
      new OAuthClient(
          "demo-client-of-brokerway",
          "demo-secret-of-the-client",
          "Brokerway demo",
          List.of(
              URI.create("http://127.0.0.1/oauth/callback/coinbase"),
              URI.create("http://localhost/oauth/callback/coinbase")));

  private DemoLogins() {}

  static List<String> announcement(String address) {
    var lines = new ArrayList<String>();
    lines.add("  Coinbase API    " + address);
    lines.add("  Coinbase OAuth  " + address + "/login/oauth2/auth");
    for (var login : ALL) {
      lines.add("    key name %s".formatted(login.key().name()));
      lines.add("    private key %s".formatted(login.key().secret().replace("\n", "\\n")));
    }
    lines.add("    client id %s  secret %s".formatted(CLIENT.id(), CLIENT.secret()));
    lines.add("    user %s  password %s".formatted(USER.email(), USER.password()));
    return lines;
  }

  /** Opens those portfolios that are not there yet. */
  public static void open(CoinbaseBroker broker) {
    for (var login : ALL) {
      broker.openPortfolio(login.portfolio(), login.cash());
      broker.addKey(
          new ApiKey(
              login.key().name(),
              login.key().publicKey(),
              login.portfolio().id(),
              true,
              false,
              false));
    }
    broker.oauth().put(USER);
    broker.oauth().put(CLIENT);
  }

  private static String name(String which) {
    return "organizations/%s/apiKeys/%s"
        .formatted(Portfolio.id("organization:demo"), Portfolio.id("key:demo:" + which));
  }
}
