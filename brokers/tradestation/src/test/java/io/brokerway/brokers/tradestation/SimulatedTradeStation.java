package io.brokerway.brokers.tradestation;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.CallRecord;
import io.brokerway.broker.Environment;
import io.brokerway.broker.VenueJournal;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.Login;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.Side;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.ThinPrices;
import io.brokerway.simulators.oauth.SimulatedUser;
import io.brokerway.simulators.tradestation.DemoLogins;
import io.brokerway.simulators.tradestation.TradeStationSimulator;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The adapter, logged in at a simulated TradeStation whose market never closes. */
final class SimulatedTradeStation implements AutoCloseable {
  static final Instrument AAPL = Instrument.Equity.us("AAPL");
  static final URI RETURN = URI.create("http://127.0.0.1:8000/oauth/callback/tradestation");

  private static final Instant MORNING = Instant.parse("2026-03-03T15:00:00Z");
  private static final BigDecimal CASH = new BigDecimal(100_000);

  final ThinPrices prices = ThinPrices.of(Tape.of(TapeConfig.alwaysOpen()));
  final TradeStationSimulator tradeStation =
      TradeStationSimulator.start(SimulatorClock.standing(MORNING), prices);
  final SimulatedUser user = tradeStation.openAccount(Environment.PAPER, CASH);
  final AccountKey account = new AccountKey(user.accounts().getFirst().id());
  final TradeStationBrokerFactory factory = new TradeStationBrokerFactory();
  final List<CallRecord> records = new CopyOnWriteArrayList<>();
  final Login login;
  final Session session;
  final Broker broker;

  SimulatedTradeStation() {
    this(Map.of());
  }

  SimulatedTradeStation(Map<String, String> settings) {
    var context = context(settings);
    login = factory.login(context);
    session = new Session(logIn(), login);
    broker = factory.connect(session, context);
  }

  /** The connection that the gateway keeps. */
  static final class Session implements BrokerSession {
    private final Login login;
    private Credentials inForce;
    private int renewals;

    Session(Credentials first, Login login) {
      this.inForce = first;
      this.login = login;
    }

    @Override
    public String connection() {
      return "c1";
    }

    @Override
    public Environment environment() {
      return Environment.PAPER;
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

    synchronized int renewals() {
      return renewals;
    }
  }

  private BrokerContext context(Map<String, String> more) {
    var signIn = tradeStation.signInUrl().toString();
    var settings = new java.util.HashMap<String, String>();
    settings.put("base-url", tradeStation.liveUrl() + "/v3");
    settings.put("sim-base-url", tradeStation.simulationUrl() + "/v3");
    settings.put("auth-url", signIn + "/authorize");
    settings.put("token-url", signIn + "/oauth/token");
    settings.put("revoke-url", signIn + "/oauth/revoke");
    settings.put("timeout", "PT3S");
    settings.putAll(more);
    var read = new BrokerSettings(settings);
    return new BrokerContext() {
      @Override
      public Clock clock() {
        return tradeStation.clock();
      }

      @Override
      public BrokerSettings settings() {
        return read;
      }

      @Override
      public Consumer<CallRecord> calls() {
        return records::add;
      }

      @Override
      public VenueJournal journal(String name) {
        throw new IllegalStateException("TradeStation is no venue of its own");
      }
    };
  }

  Credentials logIn() {
    var request = request(TradeStationLogin.OAUTH.id());
    var page = (LoginStep.OpenPage) login.begin(request);
    var back = tradeStation.browser(user).allow(page.page());
    var in = login.proceed(request, page.state(), new LoginAnswer.Returned(back));
    return ((LoginStep.LoggedIn) in).credentials();
  }

  static LoginRequest request(String option) {
    return new LoginRequest(
        option,
        Environment.PAPER,
        Map.of(),
        Map.of(
            "client_id", Secret.of(DemoLogins.CLIENT.id()),
            "client_secret", Secret.of(DemoLogins.CLIENT.secret())),
        RETURN,
        "s-1");
  }

  NewOrder buy(String id, int quantity, OrderTerms terms) {
    return NewOrder.simple(
        account, id, AAPL, Side.BUY, OrderQuantity.units(String.valueOf(quantity)), terms);
  }

  /** The ask now, times a factor, in whole cents. */
  String price(String factor) {
    var listed = tradeStation.venue().prices().find("AAPL").orElseThrow();
    var quote = tradeStation.venue().prices().quote(listed, tradeStation.clock().instant());
    return quote
        .ask()
        .multiply(new BigDecimal(factor))
        .setScale(2, java.math.RoundingMode.HALF_UP)
        .toPlainString();
  }

  static String accepted(CommandOutcome outcome) {
    assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
    return Objects.requireNonNull(((CommandOutcome.Accepted) outcome).brokerOrderId());
  }

  @Override
  public void close() {
    broker.close();
    tradeStation.close();
  }
}
