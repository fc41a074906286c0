package io.brokerway.simulators.alpaca;

import io.brokerway.broker.Environment;
import io.brokerway.broker.VenueJournal;
import io.brokerway.exchange.AccountTerms;
import io.brokerway.exchange.FileJournal;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueConfig;
import io.brokerway.simulators.BrokerSimulator;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.OptionPrices;
import io.brokerway.simulators.RateLimit;
import io.brokerway.simulators.SocketDoor;
import io.brokerway.simulators.TruthLedger;
import io.brokerway.simulators.Visibility;
import io.brokerway.simulators.oauth.AccessToken;
import io.brokerway.simulators.oauth.AuthorizePages;
import io.brokerway.simulators.oauth.Grants;
import io.brokerway.simulators.oauth.OAuthRegister;
import io.brokerway.simulators.oauth.TokenEndpoint;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/** Alpaca: both trading hosts, the market data host and the streams of each. Thread-safe. */
public final class AlpacaBroker implements BrokerSimulator {
  private static final String TOKEN_PATH = "/oauth/token";

  private final Venue venue;
  private final AccountBook book;
  private final OAuthRegister oauth;
  private final Clients clients;
  private final TruthLedger ledger;
  private final VenueJournal journal;
  private final TradeStreams tradeStreams;
  private final MarketStreams marketStreams;
  private final Venue.Subscription subscription;
  private final TradingHost live;
  private final TradingHost paper;
  private final DataHost data;
  private final AuthorizePages pages;
  private final TokenEndpoint tokens;
  private final AlpacaControl control;

  private AlpacaBroker(AlpacaSetup setup) {
    var prices = OptionPrices.over(setup.prices());
    this.venue =
        Venue.open(
            VenueConfig.free("alpaca").withSellOpensShort(true),
            prices,
            setup.journal(),
            setup.clock());
    this.book = AccountBook.open(setup.accountsFile());
    var dialect = new AlpacaOAuth();
    this.oauth =
        new OAuthRegister(Grants.open(setup.clock(), besides(setup.accountsFile()), dialect));
    this.clients = new Clients(book, oauth.grants());
    this.ledger = setup.ledger();
    this.journal = setup.journal();
    var assets = new Assets(prices);
    var notes = new OrderNotes(ledger);
    var view = new OrderView(venue, notes);
    var desk = new OrderDesk(venue, assets, notes, view);
    var limit = new RateLimit(setup.clock(), Duration.ofMinutes(1), setup.requestsPerMinute());
    var visibility = new Visibility(setup.clock());
    var extras = new ExtraActivities();
    this.tradeStreams = new TradeStreams(view);
    this.marketStreams = new MarketStreams(new MarketView(prices), assets, setup.clock());
    this.subscription = venue.subscribe(tradeStreams);
    var apis =
        new TradingApis(
            new AccountApi(venue, book),
            new MarketCalendar(venue, assets),
            new AssetApi(assets),
            new PositionApi(venue, assets, desk, view, AlpacaBroker::newId),
            new ActivityApi(venue, extras),
            new OrderApi(venue, desk, view, visibility, AlpacaBroker::newId),
            new PortfolioHistory(venue, assets),
            new OptionApi(venue, assets),
            new ActivityEvents(venue),
            new WalletApi(venue));
    this.live = new TradingHost(Environment.LIVE, clients, limit, apis);
    this.paper = new TradingHost(Environment.PAPER, clients, limit, apis);
    this.pages = new AuthorizePages(setup.clock(), oauth, dialect, "/oauth");
    this.tokens = new TokenEndpoint(dialect, oauth);
    this.data = new DataHost(clients, limit, assets, prices, setup.clock());
    this.control =
        new AlpacaControl(this, desk, view, tradeStreams, marketStreams, visibility, limit, extras);
    recordWhatTheLedgerMissed(notes);
    var clock = setup.clock();
    clock.onMove(() -> catchUp(clock.instant()));
  }

  /** Opens the broker in the state that its journal tells; it closes journal and ledger itself. */
  public static AlpacaBroker open(AlpacaSetup setup) {
    return new AlpacaBroker(setup);
  }

  /** Lets time pass by itself: the venue and the market streams follow their clock. */
  @Override
  public void run() {
    venue.start();
    marketStreams.start();
  }

  /** Opens an account with a key pair, unless the account is there. */
  public KeyPair openAccount(
      String number, Environment environment, AccountTerms terms, BigDecimal cash, KeyPair wanted) {
    var holder = new Holder(wanted.accountId(), number, environment, Configurations.usual());
    if (book.holder(holder.id()).isEmpty()) {
      book.put(holder);
    }
    venue.openAccount(holder.key(), terms, cash);
    return addKey(wanted);
  }

  /** Adds a key pair, unless there is one with its id. */
  public KeyPair addKey(KeyPair pair) {
    var present = book.key(pair.keyId());
    if (present.isEmpty()) {
      book.put(pair);
    }
    return present.orElse(pair);
  }

  /** Takes a key's rights away, or gives them back; ends the streams of its account. */
  public void setRevoked(String keyId, boolean revoked) {
    var pair =
        book.key(keyId).orElseThrow(() -> new IllegalArgumentException("no such key: " + keyId));
    book.put(pair.withRevoked(revoked));
    if (revoked) {
      tradeStreams.expel(pair.accountId());
    }
  }

  public Optional<Holder> account(String id) {
    return book.holder(id);
  }

  /** The account that a key opens. */
  public Optional<Holder> accountOfKey(String keyId) {
    return book.key(keyId).flatMap(pair -> book.holder(pair.accountId()));
  }

  public Venue venue() {
    return venue;
  }

  public TruthLedger ledger() {
    return ledger;
  }

  /** The applications and users that Alpaca's login pages know. */
  public OAuthRegister oauth() {
    return oauth;
  }

  /** Lets a token end, or come back; ends the streams that it opened. */
  public void setToken(String value, AccessToken.State state) {
    oauth.grants().set(value, state);
    if (state != AccessToken.State.ACTIVE) {
      tradeStreams.expelToken(value);
    }
  }

  /** How many sockets listen to trade updates now. */
  public int tradeListeners() {
    return tradeStreams.listeners();
  }

  AccountBook book() {
    return book;
  }

  @Override
  public String prefix() {
    return "alpaca";
  }

  @Override
  public HttpReply answer(HttpCall call) {
    return identified(route(call, false));
  }

  @Override
  public HttpReply pretend(HttpCall call) {
    return identified(route(call, true));
  }

  @Override
  public HttpReply rateLimited() {
    return identified(TradingHost.tooFast());
  }

  @Override
  public HttpReply control(HttpCall call) {
    return control.answer(call);
  }

  @Override
  public Map<String, SocketDoor> sockets() {
    var doors = new LinkedHashMap<String, SocketDoor>();
    doors.put("/live/stream", headers -> tradeSocket(headers, Environment.LIVE));
    doors.put("/paper/stream", headers -> tradeSocket(headers, Environment.PAPER));
    for (var feed : MarketStreams.STOCK_FEEDS) {
      doors.put("/data/v2/" + feed, headers -> marketSocket(headers, false));
    }
    doors.put("/data/v1beta3/crypto/us", headers -> marketSocket(headers, true));
    return doors;
  }

  @Override
  public List<String> announcement(String address) {
    return DemoLogins.announcement(address);
  }

  @Override
  public void close() {
    marketStreams.close();
    subscription.close();
    venue.close();
    ledger.close();
    if (journal instanceof FileJournal file) {
      file.close();
    }
  }

  private HttpReply route(HttpCall call, boolean pretending) {
    var end = call.path().indexOf('/', 1);
    var host = end < 0 ? call.path() : call.path().substring(0, end);
    var inner = call.at(end < 0 ? "/" : call.path().substring(end));
    return switch (host) {
      case "/app" -> pages.answer(inner);
      case "/live" ->
          inner.path().equals(TOKEN_PATH) ? tokens.answer(inner) : live.answer(inner, pretending);
      case "/paper" -> paper.answer(inner, pretending);
      case "/data" -> data.answer(inner);
      default -> HttpReply.json(404, Map.of("message", "endpoint not found."));
    };
  }

  private static @Nullable Path besides(@Nullable Path accountsFile) {
    return accountsFile == null ? null : accountsFile.resolveSibling("tokens.json");
  }

  private StreamSocket tradeSocket(HttpFields headers, Environment environment) {
    var plain = environment == Environment.PAPER ? Frames.BINARY_JSON : Frames.TEXT;
    return new TradeSocket(framesFor(headers, plain), environment, clients, tradeStreams);
  }

  private StreamSocket marketSocket(HttpFields headers, boolean crypto) {
    return new MarketSocket(
        framesFor(headers, Frames.TEXT), headers, crypto, clients, marketStreams);
  }

  private static Frames framesFor(HttpFields headers, Frames usual) {
    var type = headers.get("Content-Type");
    return type != null && type.startsWith("application/msgpack") ? Frames.MESSAGE_PACK : usual;
  }

  private static HttpReply identified(HttpReply reply) {
    return reply.with(Map.of("X-Request-ID", newId().replace("-", "")));
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  /** The id of the account of a number, the same in each life of the simulator. */
  static String accountId(String number) {
    var name = "alpaca:account:" + number;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private void catchUp(Instant moment) {
    venue.advanceTo(moment);
    marketStreams.tick();
  }

  /** An order may be in the journal and not in the ledger if the process died between the two. */
  private void recordWhatTheLedgerMissed(OrderNotes notes) {
    for (var holder : book.holders()) {
      if (!venue.accounts().contains(holder.key())) {
        continue;
      }
      for (var order : venue.orders(holder.key())) {
        if (!notes.knows(order)) {
          if (order.replaces() == null) {
            notes.placed(order, holder, "recovered", null);
          } else {
            notes.replaced(order, holder);
          }
        }
      }
    }
  }
}
