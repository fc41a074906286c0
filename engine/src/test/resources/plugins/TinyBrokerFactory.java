package tiny;

import io.brokerway.broker.*;
import io.brokerway.broker.account.*;
import io.brokerway.broker.login.*;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.order.FillIdentity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A read-only broker with one account of 42 dollars, for the tests of plugins. */
public final class TinyBrokerFactory implements BrokerFactory {
  static final Account ACCOUNT =
      new Account(
          new AccountKey("t-1"), "000042", "Tiny", null, Environment.PAPER, CurrencyCode.USD,
          Account.Status.ACTIVE, "");

  static final Capabilities CAPABILITIES =
      new Capabilities(
          Set.of(), List.of(), Set.of(), Set.of(), null, FillIdentity.EXECUTION_ID,
          Capabilities.Lane.ACCOUNT, Capabilities.Ownership.SHARED, Set.of(),
          Capabilities.MarketData.NONE,
          new Capabilities.History(null, null, Duration.ZERO), List.of(), Set.of());

  @Override
  public BrokerProfile profile() {
    var login =
        new LoginOption(
            "name", LoginKind.API_KEY_PAIR, "By name", Set.of(Environment.PAPER),
            List.of(CredentialField.secret("word", "Word", "")), null, LoginLife.Renewal.NONE,
            true, false);
    return new BrokerProfile(
        new BrokerId("tiny"), Name.of(), null, List.of(login), CAPABILITIES,
        List.of(new BrokerProfile.Setting("base-url", "Where it is.", "https://tiny.example")));
  }

  @Override
  public Login login(BrokerContext context) {
    return new TinyLogin();
  }

  @Override
  public Broker connect(BrokerSession session, BrokerContext context) {
    return new TinyBroker(context);
  }

  /** Loaded when it is first needed. */
  static final class TinyLogin implements Login {
    @Override
    public LoginStep begin(LoginRequest request) {
      return new LoginStep.LoggedIn(
          new Credentials("name", request.fields(), Map.of(), LoginLife.untilRevoked()),
          List.of(ACCOUNT));
    }
  }

  record TinyBroker(BrokerContext context) implements Broker {
    private <T> Reading<T> read(T value) {
      return Reading.complete(value, context.clock().instant());
    }

    @Override
    public Capabilities capabilities() {
      return CAPABILITIES;
    }

    @Override
    public Reading<List<Account>> fetchAccounts() {
      return read(List.of(ACCOUNT));
    }

    @Override
    public Reading<Balance> fetchBalance(AccountKey account) {
      var cash = new BigDecimal("42");
      return read(Balance.basic(CurrencyCode.USD, cash, cash, null));
    }

    @Override
    public Reading<List<Position>> fetchPositions(AccountKey account) {
      return read(List.of());
    }

    @Override
    public Reading<TransactionPage> fetchTransactions(AccountKey account, TransactionQuery query) {
      return read(new TransactionPage(List.of(), null));
    }

    @Override
    public MarketHours fetchMarketHours(io.brokerway.broker.instrument.Instrument instrument) {
      return MarketHours.always(Instant.EPOCH);
    }

    @Override
    public void close() {}
  }
}
