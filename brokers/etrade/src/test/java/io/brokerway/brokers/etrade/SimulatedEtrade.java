package io.brokerway.brokers.etrade;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.CallRecord;
import io.brokerway.broker.Environment;
import io.brokerway.broker.VenueJournal;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.Login;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.exchange.AccountTerms;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.etrade.DemoLogins;
import io.brokerway.simulators.etrade.EtradeSetup;
import io.brokerway.simulators.etrade.EtradeSimulator;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A simulator at a moment, and a user of it who is logged in by the adapter. */
final class SimulatedEtrade implements AutoCloseable {
  /** A Tuesday, ten in the morning in New York. */
  static final Instant MORNING = Instant.parse("2026-03-03T15:00:00Z");

  private static final Tape PRICES = Tape.of(TapeConfig.alwaysOpen());

  final SimulatorClock clock = SimulatorClock.standing(MORNING);
  final EtradeSimulator etrade =
      EtradeSimulator.start(EtradeSetup.inMemory(clock, PRICES).withPace(100), 0);
  final EtradeSimulator.Opened opened =
      etrade.openAccount(AccountTerms.margin(), new BigDecimal(100_000));
  final List<CallRecord> records = new CopyOnWriteArrayList<>();
  final Gateway gateway = new Gateway(clock, settings(), records);
  final EtradeBrokerFactory factory = new EtradeBrokerFactory();
  final Session session = new Session(factory.login(gateway));
  final AccountKey account;
  final Broker broker;

  SimulatedEtrade() {
    var in = logIn();
    session.inForce = in.credentials();
    account = in.accounts().getFirst().key();
    broker = factory.connect(session, gateway);
  }

  private BrokerSettings settings() {
    return new BrokerSettings(
        Map.of(
            "base-url",
            etrade.apiUrl().toString(),
            "auth-url",
            etrade.authorizeUrl().toString(),
            "order-calls-per-second",
            "100",
            "account-calls-per-second",
            "100"));
  }

  LoginStep.LoggedIn logIn() {
    var request =
        new LoginRequest(
            EtradeLogin.OPTION,
            Environment.LIVE,
            Map.of(),
            Map.of(
                "client_id", Secret.of(DemoLogins.CONSUMER.key()),
                "client_secret", Secret.of(DemoLogins.CONSUMER.secret())),
            null,
            null);
    var step = (LoginStep.OpenPage) session.login.begin(request);
    var verifier = etrade.browser(opened.customer()).verifier(step.page());
    var answer = new LoginAnswer.Typed(Map.of(EtradeLogin.VERIFIER, Secret.of(verifier)));
    return (LoginStep.LoggedIn) session.login.proceed(request, step.state(), answer);
  }

  /** The operations that the adapter called since the last time. */
  List<String> called() {
    var operations = records.stream().map(CallRecord::operation).toList();
    records.clear();
    return operations;
  }

  @Override
  public void close() {
    etrade.close();
  }

  /** What a gateway gives an adapter. */
  record Gateway(Clock clock, BrokerSettings settings, List<CallRecord> records)
      implements BrokerContext {
    @Override
    public Consumer<CallRecord> calls() {
      return records::add;
    }

    @Override
    public VenueJournal journal(String name) {
      throw new UnsupportedOperationException("E*TRADE keeps its own books");
    }
  }

  /** A session that counts its renewals. */
  static final class Session implements BrokerSession {
    final Login login;
    Credentials inForce = new Credentials("none", Map.of(), Map.of(), LoginLife.untilRevoked());
    int renewals;

    Session(Login login) {
      this.login = login;
    }

    @Override
    public String connection() {
      return "connection-1";
    }

    @Override
    public Environment environment() {
      return Environment.LIVE;
    }

    @Override
    public synchronized Credentials credentials() {
      return inForce;
    }

    @Override
    public synchronized Credentials renew(Credentials refused) {
      if (refused.equals(inForce)) {
        inForce = login.renew(refused);
        renewals++;
      }
      return inForce;
    }
  }
}
