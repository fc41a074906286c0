package io.brokerway.simulators.zerodha;

import io.brokerway.broker.VenueJournal;
import io.brokerway.exchange.AccountTerms;
import io.brokerway.exchange.FileJournal;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueConfig;
import io.brokerway.simulators.BrokerSimulator;
import io.brokerway.simulators.HandshakeDoor;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.SocketDoor;
import io.brokerway.simulators.TruthLedger;
import io.brokerway.simulators.Visibility;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** Zerodha: login pages, the API's host and the ticker. Thread-safe. */
public final class ZerodhaBroker implements BrokerSimulator {
  /** Margin for what is closed the same day: a fifth of its value. */
  private static final AccountTerms TERMS =
      new AccountTerms(Instruments.INR, new BigDecimal(5), true);

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Venue venue;
  private final VenueJournal journal;
  private final TruthLedger ledger;
  private final Directory directory;
  private final Logins logins;
  private final Funds funds;
  private final Ticker ticker;
  private final Postbacks postbacks;
  private final Triggers triggers;
  private final KiteLimits limits;
  private final LoginPages pages;
  private final KiteHost host;
  private final ZerodhaControl control;
  private final Venue.Subscription subscription;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("zerodha-triggers").factory());

  private ZerodhaBroker(ZerodhaSetup setup) {
    var clock = setup.clock();
    var instruments = Instruments.load();
    var books = new Books(instruments);
    var hours =
        setup.realHours() ? TradingHours.NATIONAL_STOCK_EXCHANGE : TradingHours.OF_THE_SOURCE;
    var prices = new IndianPrices(setup.prices(), instruments, books, hours);
    this.venue = Venue.open(VenueConfig.free("zerodha"), prices, setup.journal(), clock);
    this.journal = setup.journal();
    this.ledger = setup.ledger();
    this.directory = Directory.open(setup.file("users.json"));
    this.logins = Logins.open(clock, ZerodhaBroker::newToken, setup.file("logins.json"));
    this.funds = new Funds(venue, books);
    this.limits = new KiteLimits(clock);
    this.ticker = new Ticker(prices, instruments, logins, clock);
    this.postbacks = new Postbacks(directory);
    this.pages = new LoginPages(clock, directory, logins, ZerodhaBroker::newToken);
    var notes = new OrderNotes(ledger);
    var orders = new DayOrders(venue, books, notes);
    var checks = new OrderChecks(venue, funds);
    var rejected = RejectedOrders.open(setup.file("rejected.json"));
    var visibility = new Visibility(clock);
    var desk =
        new OrderDesk(
            venue,
            notes,
            checks,
            rejected,
            visibility,
            ZerodhaBroker::newToken,
            this::tellRejected);
    var reader = new OrderRequestReader(instruments);
    var reliance = new Book(instruments.find("NSE:RELIANCE").orElseThrow(), Book.DELIVERY);
    var view = new OrderView(() -> checks.isOpen(reliance), notes);
    var changes = new ChangeDesk(venue, orders, notes, checks, desk, ZerodhaBroker::newToken);
    var users = new UserApi(directory);
    this.triggers = new Triggers(venue, directory, desk);
    var apis =
        new KiteApis(
            new SessionApi(directory, logins, users, (_, _) -> ticker.expel()),
            users,
            funds,
            new OrderApi(venue, reader, desk, changes, orders, rejected, view, visibility),
            new PortfolioApi(venue, new Portfolio(venue, books)),
            new MarketApi(prices, instruments, clock),
            new Calculators(venue, instruments, funds),
            new TriggerApi(venue, instruments, reader, triggers),
            new FundApi());
    this.host = new KiteHost(directory, logins, limits, apis);
    this.control = new ZerodhaControl(this, reader, desk, changes, ticker, visibility, limits);
    for (var account : venue.accounts()) {
      Recovery.run(venue, account, notes, books);
    }
    this.subscription =
        venue.subscribe(
            new OrderNews(notes, orders, view, ticker, postbacks, new Icebergs(directory, desk)));
    clock.onMove(() -> catchUp(clock.instant()));
  }

  /** Opens the broker in the state that its journal tells; it closes journal and ledger itself. */
  public static ZerodhaBroker open(ZerodhaSetup setup) {
    return new ZerodhaBroker(setup);
  }

  @Override
  public void run() {
    venue.start();
    ticker.start();
    var _ =
        watch.scheduleWithFixedDelay(
            triggers::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Opens an account for a user, unless he has one. */
  public void openAccount(KiteUser user, BigDecimal cash) {
    directory.put(user);
    venue.openAccount(user.key(), TERMS, cash);
  }

  /** Makes an application known. */
  public void register(KiteApp app) {
    directory.put(app);
  }

  public Venue venue() {
    return venue;
  }

  public TruthLedger ledger() {
    return ledger;
  }

  /** What a user can spend now: Kite's {@code live_balance}. */
  public BigDecimal live(String userId) {
    return funds.live(user(userId).key());
  }

  KiteUser user(String userId) {
    return directory
        .user(userId)
        .orElseThrow(() -> new IllegalArgumentException("no such user: " + userId));
  }

  Directory directory() {
    return directory;
  }

  Logins logins() {
    return logins;
  }

  /** Ends all logins of a user, and the sockets that came by them. */
  public void endLogins(String userId) {
    logins.endAll(userId);
    ticker.expel();
  }

  /** How many sockets are open now. */
  public int listeners() {
    return ticker.listeners();
  }

  /** Lets so many calls of every kind through in each window. */
  public void allowCalls(int calls) {
    limits.allow(calls);
  }

  @Override
  public String prefix() {
    return "zerodha";
  }

  @Override
  public List<String> announcement(String address) {
    var lines = new ArrayList<String>();
    lines.add("  Zerodha API     %s/api".formatted(address));
    lines.add("  Zerodha login   %s/connect/login".formatted(address));
    lines.add("  Zerodha ticker  %s/ws".formatted(address.replaceFirst("^http", "ws")));
    var app = DemoLogins.APP;
    lines.add("    app   API key %s  secret %s".formatted(app.apiKey(), app.secret()));
    for (var login : DemoLogins.ALL) {
      var user = login.user();
      lines.add(
          "    user  %s  password %s  TOTP secret %s"
              .formatted(user.id(), user.password(), user.totpSecret()));
    }
    return lines;
  }

  @Override
  public HttpReply answer(HttpCall call) {
    return route(call, false);
  }

  @Override
  public HttpReply pretend(HttpCall call) {
    return route(call, true);
  }

  private HttpReply route(HttpCall call, boolean pretending) {
    if (call.path().startsWith("/connect/")) {
      return pages.answer(call.at(call.path().substring("/connect".length())));
    }
    return call.path().startsWith("/api/")
        ? host.answer(call.at(call.path().substring("/api".length())), pretending)
        : Refusal.noRoute().reply();
  }

  @Override
  public HttpReply rateLimited() {
    return Refusal.tooFast().reply();
  }

  @Override
  public Map<String, SocketDoor> sockets() {
    HandshakeDoor door = ticker::enter;
    return Map.of("/ws", door);
  }

  @Override
  public HttpReply control(HttpCall call) {
    return control.answer(call);
  }

  @Override
  public void close() {
    watch.shutdownNow();
    ticker.close();
    subscription.close();
    postbacks.close();
    venue.close();
    ledger.close();
    if (journal instanceof FileJournal file) {
      file.close();
    }
  }

  private void tellRejected(String apiKey, ObjectNode row) {
    postbacks.tell(apiKey, row);
    ticker.tell(row.path("account_id").asString(), OrderView.told(row, null));
  }

  private void catchUp(Instant moment) {
    venue.advanceTo(moment);
    triggers.look();
    ticker.tick();
  }

  /** 32 characters, as Kite's tokens have. */
  private static String newToken() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
