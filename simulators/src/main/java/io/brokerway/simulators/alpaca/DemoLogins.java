package io.brokerway.simulators.alpaca;

import io.brokerway.broker.Environment;
import io.brokerway.exchange.AccountTerms;
import java.math.BigDecimal;
import java.util.List;

/** The accounts that every simulator has, with fixed keys: they open nothing real. */
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

  private DemoLogins() {}

  /** Opens those accounts that are not there yet. */
  public static void open(AlpacaBroker broker) {
    for (var login : ALL) {
      broker.openAccount(
          login.number(), login.environment(), login.terms(), login.cash(), login.keys());
    }
  }

  private static Login login(
      String number, Environment environment, AccountTerms terms, BigDecimal cash, String keyId) {
    var secret = "demo-secret-of-" + keyId.toLowerCase(java.util.Locale.ROOT);
    var keys = new KeyPair(keyId, secret, AlpacaBroker.accountId(number), false);
    return new Login(number, environment, terms, cash, keys);
  }
}
