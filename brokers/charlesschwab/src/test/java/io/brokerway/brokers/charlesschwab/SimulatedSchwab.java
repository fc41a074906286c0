package io.brokerway.brokers.charlesschwab;

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
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.charlesschwab.DemoLogins;
import io.brokerway.simulators.charlesschwab.SchwabSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The adapter led to a simulated Schwab, with the demo user logged in, on one clock. */
final class SimulatedSchwab implements AutoCloseable, BrokerContext, BrokerSession {
  static final AccountKey MARGIN = new AccountKey(DemoLogins.MARGIN.number());

  private static final String STATE = "state-of-this-login";
  private static final Tape PRICES = Tape.of(TapeConfig.alwaysOpen());

  final SimulatorClock clock = SimulatorClock.ticking(Clock.systemUTC());
  final SchwabSimulator schwab = SchwabSimulator.start(clock, PRICES);
  final SchwabBrokerFactory factory = new SchwabBrokerFactory();
  final List<CallRecord> records = new CopyOnWriteArrayList<>();
  final Broker broker;
  private Credentials credentials;

  private SimulatedSchwab() {
    credentials = loggedIn().credentials();
    broker = factory.connect(this, this);
  }

  static SimulatedSchwab start() {
    return new SimulatedSchwab();
  }

  Login login() {
    return factory.login(this);
  }

  LoginStep.LoggedIn loggedIn() {
    var request =
        new LoginRequest(
            "oauth",
            Environment.LIVE,
            Map.of(),
            Map.of(
                "client_id", Secret.of(DemoLogins.CLIENT.id()),
                "client_secret", Secret.of(DemoLogins.CLIENT.secret())),
            DemoLogins.RETURN,
            STATE);
    var step = (LoginStep.OpenPage) login().begin(request);
    var back = schwab.browser(DemoLogins.USER).allow(step.page());
    return (LoginStep.LoggedIn)
        login().proceed(request, step.state(), new LoginAnswer.Returned(back));
  }

  /** Has the next replies to a place leave the order's address out. */
  void withoutLocation(int replies) {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(schwab.controlUrl() + "/charles_schwab/locations"))
              .POST(HttpRequest.BodyPublishers.ofString("{\"omit\":%d}".formatted(replies)))
              .build();
      if (http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() != 204) {
        throw new AssertionError("the simulator refused");
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public BrokerSettings settings() {
    return new BrokerSettings(
        Map.of(
            "base-url", schwab.traderUrl().toString(),
            "data-url", schwab.marketUrl().toString(),
            "stream-url", schwab.streamerUrl().toString(),
            "auth-url", schwab.authorizeUrl().toString(),
            "token-url", schwab.tokenUrl().toString()));
  }

  @Override
  public Consumer<CallRecord> calls() {
    return records::add;
  }

  @Override
  public VenueJournal journal(String name) {
    throw new UnsupportedOperationException("no venue here");
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
    return credentials;
  }

  @Override
  public synchronized Credentials renew(Credentials refused) {
    credentials = login().renew(credentials);
    return credentials;
  }

  @Override
  public void close() {
    broker.close();
    schwab.close();
  }
}
