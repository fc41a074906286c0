package io.brokerway.simulators.charlesschwab;

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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Charles Schwab: login, trading, market data and the streamer. Thread-safe. */
public final class SchwabBroker implements BrokerSimulator {
  private static final String OAUTH = "/v1/oauth";
  private static final String TOKEN = OAUTH + "/token";
  private static final String TRADER = "/trader/v1";
  private static final String MARKET = "/marketdata/v1";

  private final SchwabSetup setup;
  private final Venue venue;
  private final AccountBook book;
  private final OAuthRegister oauth;
  private final RejectedOrders rejected;
  private final Streamer streamer;
  private final Venue.Subscription subscription;
  private final AuthorizePages pages;
  private final TokenEndpoint tokens;
  private final TraderHost trader;
  private final MarketHost market;
  private final SchwabControl control;

  private SchwabBroker(SchwabSetup setup) {
    this.setup = setup;
    var clock = setup.clock();
    var prices = OptionPrices.over(setup.prices());
    this.venue = Venue.open(VenueConfig.free(TraderHost.PREFIX), prices, setup.journal(), clock);
    this.book = AccountBook.open(setup.file("accounts.json"));
    this.rejected = RejectedOrders.open(setup.file("rejected.jsonl"));
    var dialect = new SchwabOAuth();
    this.oauth = new OAuthRegister(Grants.open(clock, setup.file("tokens.json"), dialect));
    this.pages = new AuthorizePages(clock, oauth, dialect, OAUTH);
    this.tokens = new TokenEndpoint(dialect, oauth);
    var symbols = new Symbols(prices);
    var clients = new Clients(book, oauth.grants());
    var limit = new RateLimit(clock, Duration.ofMinutes(1), setup.requestsPerMinute());
    var notes = new OrderNotes(setup.ledger());
    var builder = new OrderBuilder(symbols);
    var desk = new OrderDesk(venue, builder, notes, rejected);
    var visibility = new Visibility(clock);
    var orders = new OrderApi(venue, desk, new OrderView(venue, notes), rejected, visibility);
    var transactions = new TransactionApi(venue);
    this.trader =
        new TraderHost(
            clients,
            limit,
            new AccountApi(venue),
            orders,
            new PreviewApi(venue, desk, builder),
            transactions);
    var quotes = new QuoteView(prices);
    this.market =
        new MarketHost(
            clients,
            limit,
            new QuoteApi(symbols, quotes, clock),
            new HistoryApi(symbols, prices, clock),
            new ChainApi(symbols, prices, clock),
            new ReferenceApi(symbols, prices, clock));
    this.streamer = new Streamer(clients, new LevelOne(symbols, quotes), clock);
    this.subscription = venue.subscribe(streamer);
    this.control = new SchwabControl(this, desk, orders, transactions, streamer, visibility, limit);
    clock.onMove(() -> {
      venue.advanceTo(clock.instant());
      streamer.tick();
    });
  }

  /** Opens the broker in the state that its journal tells; it closes journal and ledger itself. */
  public static SchwabBroker open(SchwabSetup setup) {
    return new SchwabBroker(setup);
  }

  @Override
  public void run() {
    venue.start();
    streamer.start();
  }

  /**
   * Opens an account, unless it is there.
   *
   * @param number digits
   * @param margin whether it is a margin account, and not a cash account
   */
  public void openAccount(String number, boolean margin, BigDecimal cash) {
    var holder = new Holder(number, margin, margin ? "Margin" : "Cash");
    if (book.holder(number).isEmpty()) {
      book.put(holder);
    }
    venue.openAccount(holder.key(), margin ? AccountTerms.margin() : AccountTerms.cash(), cash);
  }

  /** The applications and users that Schwab's login pages know. */
  public OAuthRegister oauth() {
    return oauth;
  }

  /** Lets an access or refresh token end, or come back; ends the streams that it opened. */
  public void setToken(String value, AccessToken.State state) {
    oauth.grants().set(value, state);
    if (state != AccessToken.State.ACTIVE) {
      streamer.expel(value);
    }
  }

  /** Takes back every login that opens an account, as its user may do on Schwab's site. */
  public void unlink(String number) {
    oauth
        .grants()
        .revoke(grant -> grant.accountIds().contains(number))
        .forEach(token -> streamer.expel(token.value()));
  }

  public Venue venue() {
    return venue;
  }

  public TruthLedger ledger() {
    return setup.ledger();
  }

  /** How many connections listen to account activity now. */
  public int activityListeners() {
    return streamer.listeners();
  }

  AccountBook book() {
    return book;
  }

  @Override
  public String prefix() {
    return TraderHost.PREFIX;
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
    return identified(TraderHost.tooFast());
  }

  @Override
  public HttpReply control(HttpCall call) {
    return control.answer(call);
  }

  @Override
  public Map<String, SocketDoor> sockets() {
    return Map.of("/ws", headers -> new StreamerSocket(streamer));
  }

  @Override
  public List<String> announcement(String address) {
    return DemoLogins.announcement(address);
  }

  @Override
  public void close() {
    streamer.close();
    subscription.close();
    venue.close();
    rejected.close();
    setup.ledger().close();
    if (setup.journal() instanceof FileJournal file) {
      file.close();
    }
  }

  private HttpReply route(HttpCall call, boolean pretending) {
    var path = call.path();
    if (path.equals(TOKEN)) {
      return tokens.answer(call);
    }
    if (path.startsWith(OAUTH + "/")) {
      return pages.answer(call);
    }
    if (path.startsWith(TRADER + "/")) {
      return identified(trader.answer(call.at(path.substring(TRADER.length())), pretending));
    }
    if (path.startsWith(MARKET + "/")) {
      return identified(market.answer(call.at(path.substring(MARKET.length()))));
    }
    return HttpReply.text(404, "text/html; charset=UTF-8", "<h1>Whitelabel Error Page</h1>");
  }

  private static HttpReply identified(HttpReply reply) {
    return reply.with(Map.of("Schwab-Client-CorrelId", UUID.randomUUID().toString()));
  }
}
