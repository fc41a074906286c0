package io.brokerway.simulators.etrade;

import io.brokerway.broker.VenueJournal;
import io.brokerway.exchange.AccountTerms;
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
import io.brokerway.simulators.etrade.oauth.Customer;
import io.brokerway.simulators.etrade.oauth.CustomerPages;
import io.brokerway.simulators.etrade.oauth.Doorkeeper;
import io.brokerway.simulators.etrade.oauth.Register;
import io.brokerway.simulators.etrade.oauth.TokenApi;
import io.brokerway.simulators.etrade.oauth.Tokens;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** E*TRADE: the pages of its customers, its token service and its API. Thread-safe. */
public final class EtradeBroker implements BrokerSimulator {
  private final Venue venue;
  private final Register register;
  private final AccountBook book;
  private final Tokens tokens;
  private final TruthLedger ledger;
  private final VenueJournal journal;
  private final CustomerPages pages;
  private final TokenApi tokenApi;
  private final ApiHost api;
  private final EtradeControl control;

  private EtradeBroker(EtradeSetup setup) {
    var clock = setup.clock();
    var prices = OptionPrices.over(setup.prices());
    this.venue = Venue.open(VenueConfig.free("etrade"), prices, setup.journal(), clock);
    this.register = new Register();
    this.book = AccountBook.open(setup.accountsFile(), register);
    this.tokens = Tokens.open(clock, new SecureRandom(), besides(setup.accountsFile()));
    this.ledger = setup.ledger();
    this.journal = setup.journal();
    this.pages = new CustomerPages(register, tokens);
    var doorkeeper = new Doorkeeper(clock, register, tokens);
    this.tokenApi = new TokenApi(clock, doorkeeper, tokens, register);
    var products = new Products(prices);
    var notes = new OrderNotes(ledger);
    var desk = new OrderDesk(venue, products, notes, new Previews(clock));
    var visibility = new Visibility(clock);
    var pace = new Pace(clock, setup.pace());
    var apis =
        new EtradeApis(
            new AccountApi(venue, book),
            new PortfolioApi(venue),
            new TransactionApi(venue, notes),
            new OrderApi(venue, desk, notes, new OrderView(venue, desk, notes), visibility),
            new MarketApi(prices, products, clock),
            new OptionMarketApi(prices, products, clock));
    this.api = new ApiHost(doorkeeper, book, pace, apis);
    this.control = new EtradeControl(this, desk, visibility, pace);
    recordWhatTheLedgerMissed(desk, notes);
    clock.onMove(() -> venue.advanceTo(clock.instant()));
  }

  /** Opens the broker in the state that its journal tells; it closes journal and ledger itself. */
  public static EtradeBroker open(EtradeSetup setup) {
    return new EtradeBroker(setup);
  }

  /** Lets time pass by itself: the venue follows its clock. */
  @Override
  public void run() {
    venue.start();
  }

  /** Opens an account, unless it is there, and makes its owner known. */
  public Holder openAccount(String number, AccountTerms terms, BigDecimal cash, Customer owner) {
    var margin = terms.multiplier().compareTo(BigDecimal.ONE) > 0;
    var holder = new Holder(number, margin ? Holder.MARGIN : Holder.CASH);
    book.put(holder);
    book.put(owner);
    venue.openAccount(holder.key(), terms, cash);
    return holder;
  }

  public Venue venue() {
    return venue;
  }

  public TruthLedger ledger() {
    return ledger;
  }

  /** The applications and customers that E*TRADE knows. */
  public Register register() {
    return register;
  }

  public Tokens tokens() {
    return tokens;
  }

  AccountBook book() {
    return book;
  }

  @Override
  public String prefix() {
    return "etrade";
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
    return Pace.tooFast();
  }

  /** E*TRADE has no streams. */
  @Override
  public Map<String, SocketDoor> sockets() {
    return Map.of();
  }

  @Override
  public HttpReply control(HttpCall call) {
    return control.answer(call);
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
    var path = call.path();
    if (path.startsWith("/v1/")) {
      return api.answer(call, pretending);
    }
    return path.startsWith("/e/") ? pages.answer(call) : tokenApi.answer(call);
  }

  private static @Nullable Path besides(@Nullable Path accountsFile) {
    return accountsFile == null ? null : accountsFile.resolveSibling("tokens.json");
  }

  /** An order may be in the journal and not in the ledger if the process died between the two. */
  private void recordWhatTheLedgerMissed(OrderDesk desk, OrderNotes notes) {
    for (var holder : book.holders()) {
      if (!venue.accounts().contains(holder.key())) {
        continue;
      }
      for (var order : venue.orders(holder.key())) {
        if (order.parentId() == null && !notes.knows(order)) {
          notes.recovered(order, desk.legs(order));
        }
      }
    }
  }
}
