package io.brokerway.conformance.brokers;

import static io.brokerway.conformance.brokers.AlpacaSimulated.part;
import static io.brokerway.conformance.brokers.AlpacaSimulated.refused;

import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.Environment;
import io.brokerway.broker.VenueArchive;
import io.brokerway.broker.VenueJournal;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.brokers.paper.PaperBrokerFactory;
import io.brokerway.conformance.RefusedOrder;
import io.brokerway.conformance.SimulatedAccount;
import io.brokerway.conformance.SimulatedBroker;
import io.brokerway.conformance.Specimen;
import io.brokerway.exchange.AccountTerms;
import io.brokerway.exchange.InMemoryJournal;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueConfig;
import io.brokerway.exchange.tape.Tape;
import io.brokerway.exchange.tape.TapeConfig;
import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.ThinPrices;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The paper broker over its own venue, which is looked at past the adapter. */
public final class PaperSimulated implements SimulatedBroker {
  private static final Instant START = Instant.parse("2026-03-03T15:00:00Z");

  private static final BigDecimal PLENTY = new BigDecimal(1_000_000);

  private final SimulatorClock clock = SimulatorClock.ticking(Clock.systemUTC());
  private final ThinPrices prices = ThinPrices.of(Tape.of(TapeConfig.alwaysOpen()));
  private final Counted journal = new Counted(new InMemoryJournal(), new AtomicLong());
  private final Venue venue;
  private final PaperBrokerFactory adapter;
  private int accounts;

  private PaperSimulated() {
    clock.set(START);
    prices.show(PLENTY);
    venue = Venue.open(VenueConfig.free("paper"), prices, journal, clock);
    clock.onMove(() -> venue.advanceTo(clock.instant()));
    adapter = new PaperBrokerFactory(_ -> venue);
  }

  public static PaperSimulated start() {
    return new PaperSimulated();
  }

  /** A journal that counts what it keeps. */
  private record Counted(VenueJournal journal, AtomicLong kept) implements VenueJournal {
    @Override
    public Hold hold() {
      return journal.hold();
    }

    @Override
    public long append(long after, List<byte[]> entries) {
      kept.addAndGet(entries.size());
      return journal.append(after, entries);
    }

    @Override
    public Optional<VenueArchive> archive() {
      return journal.archive();
    }

    @Override
    public void readAfter(long position, Consumer<Entry> reader) {
      journal.readAfter(position, reader);
    }
  }

  @Override
  public String description() {
    return "its own venue, inside the process";
  }

  @Override
  public BrokerFactory adapter() {
    return adapter;
  }

  @Override
  public BrokerSettings settings() {
    return BrokerSettings.DEFAULTS;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public boolean isOverNetwork() {
    return false;
  }

  @Override
  public long traffic() {
    return journal.kept().get();
  }

  @Override
  public SimulatedAccount openAccount(
      LoginOption option, Environment environment, BigDecimal cash) {
    accounts++;
    var key = new AccountKey("paper_conformance%05d".formatted(accounts));
    venue.openAccount(key, AccountTerms.margin(), cash);
    return new PaperAccount(venue, key);
  }

  @Override
  public Specimen specimen(AssetClass assetClass) {
    return Specimens.of(assetClass, prices, clock.instant());
  }

  @Override
  public List<RefusedOrder> refusedOrders() {
    var apple = Instrument.Equity.us("AAPL");
    var bitcoin = Instrument.CryptoPair.parse("BTC-USD");
    var day = OrderTerms.market(TimeInForce.DAY);
    return List.of(
        refused(
            RejectReason.INSUFFICIENT_FUNDS, "more than the cash", apple, Side.BUY, "1000000", day),
        refused(
            RejectReason.UNKNOWN_INSTRUMENT,
            "no such symbol",
            Instrument.Equity.us("NOSUCH"),
            Side.BUY,
            "1",
            day),
        refused(RejectReason.INSUFFICIENT_POSITION, "not held", apple, Side.SELL, "1", day),
        refused(
            RejectReason.INVALID_PRICE,
            "less than a cent",
            apple,
            Side.BUY,
            "1",
            OrderTerms.limit("10.123", TimeInForce.DAY)),
        refused(
            RejectReason.INVALID_QUANTITY,
            "too fine a fraction",
            apple,
            Side.BUY,
            "0.1234567891",
            day),
        refused(RejectReason.NOT_SHORTABLE, "crypto short", bitcoin, Side.SELL_SHORT, "1", day),
        refused(RejectReason.INSUFFICIENT_POSITION, "more than is held", apple, Side.SELL, "5", day)
            .after(part(apple, Side.BUY, "2", day)));
  }

  @Override
  public void heal() {
    prices.show(PLENTY);
  }

  @Override
  public void offer(BigDecimal units) {
    prices.show(units);
    clock.advance(Duration.ofSeconds(1));
  }

  @Override
  public void advance(Duration time) {
    clock.advance(time);
  }

  @Override
  public void close() {
    adapter.close();
    venue.close();
  }
}
