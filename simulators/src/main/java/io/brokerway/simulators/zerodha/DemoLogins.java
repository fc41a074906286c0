package io.brokerway.simulators.zerodha;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * The users that every simulator has and applications that may ask them for a login: they open
 * nothing real.
 */
public final class DemoLogins {

  /** A demo user and the cash that his account begins with. */
  public record Login(KiteUser user, BigDecimal cash) {}

  public static final Login FIRST =
      new Login(
          new KiteUser(
              "ZQ1001",
              "Asha Rao",
              "asha@example.test",
              "demo-password-of-asha",
              "JBSWY3DPEHPK3PXP"),
          new BigDecimal(500_000));

  public static final Login SECOND =
      new Login(
          new KiteUser(
              "ZQ1002",
              "Ravi Menon",
              "ravi@example.test",
              "demo-password-of-ravi",
              "KRSXG5CTMVRXEZLU"),
          new BigDecimal(100_000));

  public static final List<Login> ALL = List.of(FIRST, SECOND);

  /** The application of the demo gateway. */
  public static final KiteApp APP =
      new KiteApp(
          "demozerodhakey",
          "demozerodhasecret",
          "Brokerway demo",
          URI.create("http://127.0.0.1:8000/oauth/callback/zerodha"),
          null,
          false,
          Set.of());

  /** One whose logins can be renewed without the user, as Zerodha allows few. */
  public static final KiteApp RENEWING_APP =
      new KiteApp(
          "demorenewingkey",
          "demorenewingsecret",
          "Brokerway demo, renewing",
          URI.create("http://127.0.0.1:8000/oauth/callback/zerodha"),
          null,
          true,
          Set.of());

  private DemoLogins() {}

  /** Opens the demo accounts, unless they are there. */
  public static void open(ZerodhaBroker broker) {
    broker.register(APP);
    broker.register(RENEWING_APP);
    ALL.forEach(login -> broker.openAccount(login.user(), login.cash()));
  }
}
