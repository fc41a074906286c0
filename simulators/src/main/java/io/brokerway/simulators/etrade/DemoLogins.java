package io.brokerway.simulators.etrade;

import io.brokerway.exchange.AccountTerms;
import io.brokerway.simulators.etrade.oauth.Consumer;
import io.brokerway.simulators.etrade.oauth.Customer;
import java.math.BigDecimal;
import java.util.List;

/**
 * The accounts that every simulator has, the customer who owns them and an application that may ask
 * him for access: they open nothing real.
 */
public final class DemoLogins {
  private static final BigDecimal CASH = new BigDecimal(25_000);
  private static final String MARGIN_ACCOUNT = "83000001";
  private static final String CASH_ACCOUNT = "83000002";

  /** The owner of both demo accounts. */
  public static final Customer CUSTOMER =
      new Customer("ada", "demo-password-of-ada", List.of(MARGIN_ACCOUNT, CASH_ACCOUNT));

  /** An application that has its user type the verifier. */
  public static final Consumer CONSUMER =
      new Consumer(
          "demo-consumer-key-of-brokerway", "demo-consumer-secret", "Brokerway demo", List.of());

  private DemoLogins() {}

  static List<String> announcement(String address) {
    return List.of(
        "  E*TRADE API   " + address,
        "  E*TRADE page  " + address + "/e/t/etws/authorize",
        "    consumer key %s  secret %s".formatted(CONSUMER.key(), CONSUMER.secret()),
        "    user %s  password %s".formatted(CUSTOMER.userId(), CUSTOMER.password()));
  }

  /** Opens those accounts that are not there yet, and makes customer and application known. */
  public static void open(EtradeBroker broker) {
    broker.openAccount(MARGIN_ACCOUNT, AccountTerms.margin(), CASH, CUSTOMER);
    broker.openAccount(CASH_ACCOUNT, AccountTerms.cash(), CASH, CUSTOMER);
    broker.register().put(CONSUMER);
  }
}
