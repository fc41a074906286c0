package io.brokerway.simulators.tradestation;

import io.brokerway.broker.Environment;
import io.brokerway.broker.VenueJournal;
import io.brokerway.exchange.FileJournal;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueConfig;
import io.brokerway.simulators.BrokerSimulator;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.OptionPrices;
import io.brokerway.simulators.SocketDoor;
import io.brokerway.simulators.TruthLedger;
import io.brokerway.simulators.Visibility;
import io.brokerway.simulators.oauth.AccessToken;
import io.brokerway.simulators.oauth.Grants;
import io.brokerway.simulators.oauth.OAuthRegister;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** TradeStation: the sign-in host and both API hosts. Thread-safe. */
public final class TradeStationBroker implements BrokerSimulator {
  private final Venue venue;
  private final AccountBook book;
  private final OAuthRegister oauth;
  private final TruthLedger ledger;
  private final VenueJournal journal;
  private final SignInHost signIn;
  private final ApiHost live;
  private final ApiHost simulation;
  private final TradeStationControl control;

  private TradeStationBroker(TradeStationSetup setup) {
    var clock = setup.clock();
    var prices = OptionPrices.over(setup.prices());
    this.venue = Venue.open(VenueConfig.free("tradestation"), prices, setup.journal(), clock);
    this.book = AccountBook.open(setup.accountsFile());
    this.ledger = setup.ledger();
    this.journal = setup.journal();
    var dialect = new TradeStationOAuth(setup.rotatesRefreshTokens());
    this.oauth = new OAuthRegister(Grants.open(clock, besides(setup.accountsFile()), dialect));
    this.signIn = new SignInHost(clock, oauth, dialect);
    var symbols = new Symbols(prices);
    var ids = new OrderIds(venue);
    var view = new OrderView(venue, ids);
    var truth = new OrderTruth(venue, ledger, ids, view);
    truth.catchUp();
    var visibility = new Visibility(clock);
    var desk = new OrderDesk(venue, ids, truth, new OrderBuilder(symbols), visibility);
    var lists = new OrderLists(venue, ids, view, visibility);
    var bars = new BarsApi(venue, symbols);
    var streams = new Streams();
    var quotas = new Quotas(clock);
    quotas.multiply(setup.quotaFactor());
    var apis =
        new ApiHost.Apis(
            new AccountsApi(venue),
            lists,
            new ExecutionApi(venue, desk, ids),
            new MarketApi(venue, symbols),
            bars,
            new StreamApi(clock, venue, symbols, streams, ids, view, lists, bars));
    var callers = new Callers(oauth.grants(), book);
    this.live = new ApiHost(Environment.LIVE, callers, quotas, apis);
    this.simulation = new ApiHost(Environment.PAPER, callers, quotas, apis);
    this.control = new TradeStationControl(this, desk, streams, visibility, quotas);
    clock.onMove(() -> catchUp(clock.instant()));
  }

  /** Opens the broker in the state that its journal tells; it closes journal and ledger itself. */
  public static TradeStationBroker open(TradeStationSetup setup) {
    return new TradeStationBroker(setup);
  }

  @Override
  public void run() {
    venue.start();
  }

  /** Opens an account, unless there is one with its id. */
  public Holder openAccount(Holder wanted, BigDecimal cash) {
    var holder = book.find(wanted.id()).orElse(wanted);
    book.put(holder);
    venue.openAccount(holder.key(), holder.kind().terms(), cash);
    return holder;
  }

  /** Gives an account another status, in TradeStation's words. */
  public void setStatus(String account, String status) {
    book.put(book.find(account).orElseThrow().withStatus(status));
  }

  public Optional<Holder> account(String id) {
    return book.find(id);
  }

  public Venue venue() {
    return venue;
  }

  public TruthLedger ledger() {
    return ledger;
  }

  /** The applications and users that the sign-in host knows. */
  public OAuthRegister oauth() {
    return oauth;
  }

  /** Lets an access or refresh token end, or come back; streams that are open go on. */
  public void setToken(String value, AccessToken.State state) {
    oauth.grants().set(value, state);
  }

  AccountBook book() {
    return book;
  }

  @Override
  public String prefix() {
    return "tradestation";
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
    return Map.of();
  }

  @Override
  public List<String> announcement(String address) {
    return DemoLogins.announcement(address);
  }

  @Override
  public void close() {
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
      case "/signin" -> signIn.answer(inner);
      case "/live" -> live.answer(inner, pretending);
      case "/sim" -> simulation.answer(inner, pretending);
      default -> Refusal.notFound("The requested resource was not found.").reply();
    };
  }

  private void catchUp(Instant moment) {
    venue.advanceTo(moment);
  }

  private static @Nullable Path besides(@Nullable Path accountsFile) {
    return accountsFile == null ? null : accountsFile.resolveSibling("tokens.json");
  }
}
