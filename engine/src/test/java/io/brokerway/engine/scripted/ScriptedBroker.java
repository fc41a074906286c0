package io.brokerway.engine.scripted;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.BrokerProfile;
import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.CashAdjustment;
import io.brokerway.broker.Environment;
import io.brokerway.broker.Reading;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.account.TransactionPage;
import io.brokerway.broker.account.TransactionQuery;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Identifier;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.login.CredentialField;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.Login;
import io.brokerway.broker.login.LoginAnswer;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.order.FillIdentity;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A broker in memory that does what a test tells it to. Thread-safe. */
public final class ScriptedBroker implements BrokerFactory {
  public static final BrokerId ID = new BrokerId("scripted");
  private static final int PAGE = 3;

  private final Clock clock;
  private final boolean streaming;
  private final Map<String, ScriptedAccount> accounts = new ConcurrentSkipListMap<>();
  private final Set<String> goodKeys = ConcurrentHashMap.newKeySet();
  public final Set<String> goodTokens = ConcurrentHashMap.newKeySet();
  public final AtomicInteger renewals = new AtomicInteger();
  public final AtomicInteger logouts = new AtomicInteger();
  public final AtomicInteger listingsAsked = new AtomicInteger();
  public final AtomicInteger quotesAsked = new AtomicInteger();
  public final AtomicInteger closed = new AtomicInteger();
  public final List<BrokerStream.Listener> listeners = new CopyOnWriteArrayList<>();
  public volatile boolean away;
  public volatile @Nullable Environment worksIn;

  /** What the latest login or call for a user was given to be known by. */
  public volatile String clientId = "";

  /** What the latest login was given. */
  public volatile @Nullable BrokerContext context;

  private final Map<BrokerStream.Listener, Set<Instrument>> watched = new ConcurrentHashMap<>();

  public volatile boolean renewalRefused;
  public volatile @Nullable Runnable duringRead;

  public ScriptedBroker(Clock clock, boolean streaming) {
    this.clock = clock;
    this.streaming = streaming;
  }

  /** The quotes that any stream is wanted to tell. */
  public Set<Instrument> watched() {
    var all = new HashSet<Instrument>();
    watched.values().forEach(all::addAll);
    return all;
  }

  public ScriptedAccount account(String key, String cash) {
    var account = new ScriptedAccount(key, cash);
    accounts.put(key, account);
    return account;
  }

  public void hide(String key) {
    accounts.remove(key);
  }

  public void accept(String apiKey) {
    goodKeys.add(apiKey);
  }

  public void revoke(String apiKey) {
    goodKeys.remove(apiKey);
  }

  @Override
  public BrokerProfile profile() {
    var key =
        new LoginOption(
            "api-key",
            LoginKind.API_KEY_PAIR,
            "API key",
            Set.of(Environment.LIVE, Environment.PAPER),
            List.of(
                CredentialField.secret("api_key", "Key", ""),
                CredentialField.secret("api_secret", "Secret", "")),
            null,
            LoginLife.Renewal.SILENT,
            true,
            false);
    var page =
        new LoginOption(
            "page",
            LoginKind.OAUTH2_CODE,
            "Consent page",
            Set.of(Environment.LIVE),
            List.of(),
            Duration.ofDays(7),
            LoginLife.Renewal.SILENT,
            true,
            false);
    var password =
        new LoginOption(
            "password",
            LoginKind.PASSWORD_TOTP,
            "Password",
            Set.of(Environment.LIVE),
            List.of(CredentialField.secret("password", "Password", "")),
            null,
            LoginLife.Renewal.NONE,
            false,
            true);
    return new BrokerProfile(
        ID,
        "Scripted",
        null,
        List.of(key, page, password),
        capabilities(),
        List.of(
            new BrokerProfile.Setting("base-url", "where", ""),
            new BrokerProfile.Setting("client-id", "of the application", ""),
            new BrokerProfile.Setting("client-secret", "of the application", ""),
            new BrokerProfile.Setting("redirect-uri", "where users come back", "")));
  }

  private Capabilities capabilities() {
    return new Capabilities(
        Set.of(AssetClass.EQUITY),
        List.of(),
        Set.of(),
        Set.of(),
        null,
        FillIdentity.EXECUTION_ID,
        Capabilities.Lane.ACCOUNT,
        Capabilities.Ownership.SHARED,
        streaming
            ? Set.of(Capabilities.StreamKind.EXECUTIONS, Capabilities.StreamKind.QUOTES)
            : Set.of(),
        new Capabilities.MarketData(true, false, false),
        new Capabilities.History(null, null, Duration.ofDays(1)),
        List.of(),
        Set.of());
  }

  private List<Account> shown() {
    return accounts.values().stream().map(account -> account.account).toList();
  }

  @Override
  public Login login(BrokerContext context) {
    this.context = context;
    clientId = context.settings().text("client-id").orElse("");
    return new ScriptedLogin();
  }

  private final class ScriptedLogin implements Login {

    @Override
    public LoginStep begin(LoginRequest request) {
      requireThere();
      var id = request.application().get("client_id");
      if (!clientId.equals(id == null ? "" : id.reveal())) {
        throw new AssertionError("the login is of another application than the settings");
      }
      return switch (request.option()) {
        case "page" ->
            new LoginStep.OpenPage(
                URI.create("https://scripted.test/consent?state=" + request.stateToken()),
                true,
                Secret.of("verifier"),
                clock.instant().plus(Duration.ofMinutes(10)));
        case "api-key" -> {
          if (!goodKeys.contains(request.fields().get("api_key").reveal())) {
            throw new BrokerException.LoginRefused("the key is not valid", "401");
          }
          yield loggedIn(request);
        }
        default -> throw new IllegalArgumentException(request.option());
      };
    }

    @Override
    public Optional<Environment> environmentOf(String option, Map<String, Secret> fields) {
      requireThere();
      return Optional.ofNullable(worksIn);
    }

    @Override
    public LoginStep proceed(LoginRequest request, Secret state, LoginAnswer answer) {
      requireThere();
      assertState(state);
      return switch (answer) {
        case LoginAnswer.Returned back when back.address().getQuery().contains("code=good") ->
            loggedIn(request);
        case LoginAnswer.Returned _ -> throw new BrokerException.LoginRefused("the code is wrong");
        case LoginAnswer.Typed _, LoginAnswer.Poll _ ->
            throw new BrokerException.LoginRefused("an address is wanted");
      };
    }

    private void assertState(Secret state) {
      if (!state.equals(Secret.of("verifier"))) {
        throw new IllegalStateException("the state of the step was lost");
      }
    }

    private LoginStep loggedIn(LoginRequest request) {
      goodTokens.add("token-0");
      return new LoginStep.LoggedIn(credentials(request.option(), request.fields(), 0), shown());
    }

    private Credentials credentials(String option, Map<String, Secret> fields, int number) {
      var secrets = new HashMap<>(fields);
      secrets.put("token", Secret.of("token-" + number));
      var life =
          new LoginLife(
              clock.instant().plus(Duration.ofMinutes(30)), null, null, LoginLife.Renewal.SILENT);
      return new Credentials(option, secrets, Map.of("host", "scripted.test"), life);
    }

    @Override
    public Credentials renew(Credentials credentials) {
      var number = renewals.incrementAndGet();
      if (renewalRefused) {
        throw new BrokerException.LoginNeeded("the refresh token is spent");
      }
      goodTokens.clear();
      goodTokens.add("token-" + number);
      var fields = new HashMap<>(credentials.secrets());
      return credentials(credentials.option(), fields, number);
    }

    @Override
    public void logout(Credentials credentials) {
      logouts.incrementAndGet();
    }
  }

  private void requireThere() {
    if (away) {
      throw new BrokerException.Unavailable("scripted broker is away");
    }
  }

  @Override
  public Broker connect(BrokerSession session, BrokerContext context) {
    return new OpenBroker(session);
  }

  private final class OpenBroker implements Broker, CashAdjustment {
    private final BrokerSession session;

    OpenBroker(BrokerSession session) {
      this.session = session;
    }

    private ScriptedAccount ask(AccountKey key) {
      requireLogin();
      var account = accounts.get(key.value());
      if (account == null) {
        throw new BrokerException.NotFound("no account " + key);
      }
      return account;
    }

    private void requireLogin() {
      requireThere();
      var credentials = session.credentials();
      var key = credentials.secrets().get("api_key");
      if (key != null && !goodKeys.contains(key.reveal())) {
        throw new BrokerException.LoginNeeded("the key was revoked", "403");
      }
      if (!goodTokens.contains(credentials.secret("token").reveal())) {
        var renewed = session.renew(credentials);
        if (!goodTokens.contains(renewed.secret("token").reveal())) {
          throw new IllegalStateException("a renewed token is not good");
        }
      }
    }

    @Override
    public Capabilities capabilities() {
      return ScriptedBroker.this.capabilities();
    }

    @Override
    public Reading<List<Account>> fetchAccounts() {
      requireLogin();
      return Reading.complete(shown(), clock.instant());
    }

    @Override
    public Reading<Balance> fetchBalance(AccountKey key) {
      var account = ask(key);
      fail(account.balanceFailure);
      var startedAt = clock.instant();
      var balance = account.balance;
      hook();
      return Reading.complete(balance, startedAt);
    }

    @Override
    public Reading<List<Position>> fetchPositions(AccountKey key) {
      var account = ask(key);
      fail(account.positionsFailure);
      return new Reading<>(account.positions, clock.instant(), account.positionsComplete);
    }

    @Override
    public Reading<TransactionPage> fetchTransactions(AccountKey key, TransactionQuery query) {
      var account = ask(key);
      fail(account.transactionsFailure);
      var since = query.since();
      var all =
          account.transactions.stream()
              .filter(one -> since == null || !one.occurredAt().isBefore(since))
              .toList();
      var token = query.pageToken();
      var from = token == null ? 0 : Integer.parseInt(token);
      var to = Math.min(all.size(), from + PAGE);
      var next = to < all.size() ? Integer.toString(to) : null;
      return Reading.complete(new TransactionPage(all.subList(from, to), next), clock.instant());
    }

    private void fail(@Nullable RuntimeException failure) {
      if (failure != null) {
        throw failure;
      }
    }

    private void hook() {
      var hook = duringRead;
      if (hook != null) {
        hook.run();
      }
    }

    @Override
    public List<Quote> fetchQuotes(List<Instrument> instruments) {
      requireLogin();
      quotesAsked.incrementAndGet();
      return instruments.stream()
          .filter(instrument -> !instrument.symbol().equals("NOPE"))
          .map(instrument ->
              new Quote(
                  instrument,
                  new BigDecimal("99"),
                  null,
                  new BigDecimal("101"),
                  null,
                  null,
                  null,
                  null,
                  clock.instant(),
                  false,
                  "scripted"))
          .toList();
    }

    @Override
    public Optional<Listing> findListing(Instrument instrument) {
      requireLogin();
      listingsAsked.incrementAndGet();
      return instrument.symbol().equals("NOPE")
          ? Optional.empty()
          : Optional.of(
              new Listing(
                  instrument,
                  "Scripted " + instrument.symbol(),
                  true,
                  true,
                  null,
                  null,
                  null,
                  new BigDecimal("0.01"),
                  List.of(new Identifier(Identifier.Scheme.ISIN, "US0378331005"))));
    }

    @Override
    public MarketHours fetchMarketHours(Instrument instrument) {
      return MarketHours.always(clock.instant());
    }

    @Override
    public BrokerStream openStream(BrokerStream.Listener listener) {
      requireLogin();
      listeners.add(listener);
      return new BrokerStream() {
        @Override
        public boolean isUp() {
          return listeners.contains(listener);
        }

        @Override
        public void watchQuotes(Set<Instrument> instruments) {
          watched.put(listener, instruments);
        }

        @Override
        public void close() {
          listeners.remove(listener);
          watched.remove(listener);
        }
      };
    }

    @Override
    public Reading<Balance> setCash(AccountKey key, BigDecimal amount) {
      ask(key).cash(amount.toPlainString());
      return fetchBalance(key);
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
