package io.brokerway.simulators.coinbase;

import io.brokerway.broker.VenueJournal;
import io.brokerway.exchange.AccountTerms;
import io.brokerway.exchange.Commission;
import io.brokerway.exchange.FileJournal;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueConfig;
import io.brokerway.simulators.BrokerSimulator;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.RateLimit;
import io.brokerway.simulators.SocketDoor;
import io.brokerway.simulators.TruthLedger;
import io.brokerway.simulators.Visibility;
import io.brokerway.simulators.oauth.AccessToken;
import io.brokerway.simulators.oauth.Grants;
import io.brokerway.simulators.oauth.OAuthRegister;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Coinbase: its one REST host, with both APIs, and the two hosts of its channels. Thread-safe. */
public final class CoinbaseBroker implements BrokerSimulator {
  static final String PREFIX = "coinbase";

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int PUBLIC_REQUESTS_PER_SECOND = 10;
  private static final int APP_REQUESTS_PER_HOUR = 10_000;

  private final Venue venue;
  private final PortfolioBook book;
  private final OAuthRegister oauth;
  private final Callers callers;
  private final TruthLedger ledger;
  private final VenueJournal journal;
  private final Clock clock;
  private final OrderDesk desk;
  private final Streams streams;
  private final UserChannel user;
  private final Venue.Subscription subscription;
  private final Brokerage brokerage;
  private final AppApi app;
  private final LoginHost login;
  private final CoinbaseControl control;

  private CoinbaseBroker(CoinbaseSetup setup) {
    this.clock = setup.clock();
    this.venue =
        Venue.open(
            VenueConfig.free(PREFIX).withCommissions(new Commission.None(), Fees.COMMISSION),
            setup.prices(),
            setup.journal(),
            setup.clock());
    this.book = PortfolioBook.open(setup.portfoliosFile());
    var dialect = new CoinbaseOAuth();
    this.oauth =
        new OAuthRegister(Grants.open(setup.clock(), besides(setup.portfoliosFile()), dialect));
    this.callers = new Callers(book, new JwtCheck(book, setup.clock(), PREFIX), oauth.grants());
    this.ledger = setup.ledger();
    this.journal = setup.journal();
    var products = new Products(setup.prices());
    var orders = new Orders(venue);
    var notes = new OrderNotes(ledger);
    var view = new OrderView(orders, notes);
    var visibility = new Visibility(setup.clock());
    var wallets = new Wallets(venue, products);
    var extras = new ExtraRows();
    var productApi = new ProductApi(products, setup.clock());
    this.desk = new OrderDesk(venue, products, orders, notes);
    var cancels = new CancelDesk(venue, orders, notes, desk, visibility);
    var limit = new RateLimit(setup.clock(), SECOND, setup.requestsPerSecond());
    this.brokerage =
        new Brokerage(
            callers,
            limit,
            new RateLimit(setup.clock(), SECOND, PUBLIC_REQUESTS_PER_SECOND),
            new BrokerageApis(
                new AccountApi(venue, book, wallets),
                productApi,
                new OrderApi(venue, desk, orders, view, visibility, CoinbaseBroker::newId),
                new EditDesk(venue, orders, notes, desk),
                cancels,
                new FillApi(venue, orders)));
    this.app =
        new AppApi(
            callers,
            new RateLimit(setup.clock(), Duration.ofHours(1), APP_REQUESTS_PER_HOUR),
            wallets,
            new LedgerView(venue, orders, extras));
    this.user = new UserChannel(book, orders, view);
    this.streams = new Streams(user, new MarketChannels(products, productApi, setup.clock()));
    this.subscription = venue.subscribe(user);
    this.login = new LoginHost(setup.clock(), oauth, dialect, streams::expel);
    this.control =
        new CoinbaseControl(
            this,
            new CoinbaseControl.Parts(
                desk, cancels, view, wallets, extras, streams, user, visibility, limit));
    recordWhatTheLedgerMissed();
    setup.clock().onMove(() -> venue.advanceTo(setup.clock().instant()));
  }

  /** Opens the broker in the state that its journal tells; it closes journal and ledger itself. */
  public static CoinbaseBroker open(CoinbaseSetup setup) {
    return new CoinbaseBroker(setup);
  }

  @Override
  public void run() {
    venue.start();
    streams.start();
  }

  /** A user's first portfolio, with the same ids in each life of the simulator. */
  public static Portfolio portfolio(String name) {
    return new Portfolio(
        Portfolio.id("portfolio:" + name), Portfolio.id("user:" + name), name, Portfolio.DEFAULT);
  }

  /** Opens a portfolio with so many dollars, unless it is there. */
  public void openPortfolio(Portfolio portfolio, BigDecimal cash) {
    if (book.portfolio(portfolio.id()).isEmpty()) {
      book.put(portfolio);
    }
    venue.openAccount(portfolio.key(), AccountTerms.cash(), cash);
  }

  /** Makes a key known, unless there is one of its name. */
  public void addKey(ApiKey key) {
    if (book.key(key.name()).isEmpty()) {
      book.put(key);
    }
  }

  /** Takes a key's rights away, or gives them back; ends the streams that it opened. */
  public void setRevoked(String keyName, boolean revoked) {
    var key =
        book.key(keyName)
            .orElseThrow(() -> new IllegalArgumentException("no such key: " + keyName));
    book.put(key.withRevoked(revoked));
    if (revoked) {
      streams.expel(keyName);
    }
  }

  /** The portfolio that a key opens. */
  public Optional<Portfolio> portfolioOfKey(String keyName) {
    return book.key(keyName).flatMap(key -> book.portfolio(key.portfolioId()));
  }

  /** The applications and users that the login pages know. */
  public OAuthRegister oauth() {
    return oauth;
  }

  /** Lets a token end, or come back; ends the streams that it opened. */
  public void setToken(String value, AccessToken.State state) {
    oauth.grants().set(value, state);
    if (state != AccessToken.State.ACTIVE) {
      streams.expel(value);
    }
  }

  public Venue venue() {
    return venue;
  }

  public TruthLedger ledger() {
    return ledger;
  }

  /** How many sockets listen to their orders now. */
  public int userListeners() {
    return user.listeners();
  }

  PortfolioBook book() {
    return book;
  }

  /** Lets a second of the channels pass. */
  void tick() {
    streams.tick();
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public HttpReply answer(HttpCall call) {
    return route(call, false);
  }

  @Override
  public HttpReply pretend(HttpCall call) {
    return route(call, true);
  }

  @Override
  public HttpReply rateLimited() {
    return Refusal.tooFast().reply();
  }

  @Override
  public HttpReply control(HttpCall call) {
    return control.answer(call);
  }

  @Override
  public Map<String, SocketDoor> sockets() {
    SocketDoor door = _ -> new StreamSocket(callers, streams, clock);
    return Map.of("/ws", door, "/ws-user", door);
  }

  @Override
  public List<String> announcement(String address) {
    return DemoLogins.announcement(address);
  }

  @Override
  public void close() {
    streams.close();
    subscription.close();
    venue.close();
    ledger.close();
    if (journal instanceof FileJournal file) {
      file.close();
    }
  }

  private HttpReply route(HttpCall call, boolean pretending) {
    if (call.path().startsWith(Brokerage.PATH + "/")) {
      return brokerage.answer(call, pretending);
    }
    if (call.path().startsWith(AppApi.PATH + "/")) {
      return app.answer(call);
    }
    if (call.path().startsWith(LoginHost.PATH + "/")) {
      return login.answer(call);
    }
    return Refusal.unknownPath().reply();
  }

  private static @Nullable Path besides(@Nullable Path portfoliosFile) {
    return portfoliosFile == null ? null : portfoliosFile.resolveSibling("tokens.json");
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  /** An order may be in the journal and not in the ledger if the process died between the two. */
  private void recordWhatTheLedgerMissed() {
    for (var portfolio : book.portfolios()) {
      if (venue.accounts().contains(portfolio.key())) {
        desk.recover(portfolio);
      }
    }
  }
}
