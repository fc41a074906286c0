package io.brokerway.engine.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.CallRecord;
import io.brokerway.broker.Environment;
import io.brokerway.broker.VenueJournal;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderQuery;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.brokers.paper.PaperBrokerFactory;
import io.brokerway.engine.orders.core.OrderState;
import io.brokerway.engine.risk.RiskLimits;
import io.brokerway.exchange.InMemoryJournal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A chain of replaces at the paper venue, whose own count goes on over a replace. */
final class PaperChainTest {
  private static final Instrument APPLE = Instrument.Equity.us("AAPL");
  private static final BigDecimal MORE = BigDecimal.TEN;

  private final VenueClock clock = new VenueClock();
  private final PaperBrokerFactory factory = new PaperBrokerFactory();
  private final Context context = new Context(clock, new InMemoryJournal());
  private final Broker paper = open();
  private final AccountKey key = paper.fetchAccounts().value().getFirst().key();
  private final OrderRig rig = new OrderRig(paper, key, unlimited());

  @AfterEach
  void close() {
    rig.close();
    factory.close();
  }

  private Broker open() {
    var fields = Map.of("initial_balance", Secret.of("900000000"));
    var request = new LoginRequest("paper", Environment.PAPER, fields, Map.of(), null, null);
    if (factory.login(context).begin(request)
        instanceof LoginStep.LoggedIn(var credentials, var unused)) {
      return factory.connect(new Session(credentials), context);
    }
    throw new AssertionError("paper logs in at once");
  }

  private static RiskLimits unlimited() {
    return new RiskLimits(
        null,
        null,
        100,
        100,
        100,
        null,
        null,
        Duration.ofSeconds(60),
        Duration.ZERO,
        Duration.ZERO,
        BigDecimal.ONE);
  }

  @Test
  void aReplaceAfterAPartialFillEndsWithTheNewTotalOnce() {
    rig.balance("900000000", OrderRig.CLOCK.instant().plusSeconds(2));
    try (var stream = paper.openStream(new Feed())) {
      var spec =
          OrderSpec.simple(
              APPLE,
              Side.BUY,
              OrderQuantity.units("900000"),
              OrderTerms.limit("900", TimeInForce.DAY));
      var id = rig.place("k1", spec).id();
      var partly = rig.waitFor(id, OrderState.PARTIALLY_FILLED).cumulativeQuantity();
      var total = partly.add(MORE);

      rig.replace("r1", id, total.toPlainString());
      rig.waitFor(id, view -> rig.command(id, 2).isFinal());
      clock.forward(Duration.ofMinutes(1));

      var view = rig.waitFor(id, OrderState.FILLED);
      assertThat(view.cumulativeQuantity()).isEqualByComparingTo(total);
      assertThat(view.overfill()).isFalse();
      OrderRig.until(() -> booked().compareTo(total) >= 0, () -> rig.find(id).toString());
      assertThat(booked()).isEqualByComparingTo(total);
      assertThat(paper.fetchPositions(key).value().getFirst().quantity())
          .isEqualByComparingTo(total);
      var reports = paper.fetchOrders(key, OrderQuery.allSince(Instant.EPOCH)).value();
      assertThat(reports).hasSize(2);
      assertThat(
              reports.stream()
                  .map(OrderReport::cumulativeQuantity)
                  .reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(total);
      assertThat(
              rig.orders.desk().list(rig.caller(), new OrderFilter(null, false, 10, null)).orders())
          .hasSize(1);
    }
  }

  private BigDecimal booked() {
    return rig.venues.booked.stream()
        .map(Execution::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private final class Feed implements BrokerStream.Listener {
    @Override
    public void onOrder(OrderReport report) {
      rig.orders.feed().onOrder(rig.account.connectionRef(), report);
    }

    @Override
    public void onExecution(Execution execution) {
      rig.orders.feed().onExecution(rig.account.connectionRef(), execution);
    }

    @Override
    public void onAccountChanged(AccountKey account) {}

    @Override
    public void onQuote(Quote quote) {}

    @Override
    public void onGap(Instant since) {
      rig.orders.feed().onGap(rig.account.connectionRef(), since);
    }

    @Override
    public void onDown(String why) {}

    @Override
    public void onLoginNeeded(String why) {}
  }

  private static final class VenueClock extends Clock {
    private final AtomicReference<Instant> now =
        new AtomicReference<>(Instant.parse("2026-03-02T15:00:00Z"));

    void forward(Duration by) {
      now.updateAndGet(each -> each.plus(by));
    }

    @Override
    public Instant instant() {
      return now.get();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private record Session(Credentials credentials) implements BrokerSession {
    @Override
    public String connection() {
      return "test";
    }

    @Override
    public Environment environment() {
      return Environment.PAPER;
    }

    @Override
    public Credentials renew(Credentials refused) {
      return credentials;
    }
  }

  private record Context(Clock clock, VenueJournal venueJournal) implements BrokerContext {
    @Override
    public BrokerSettings settings() {
      return BrokerSettings.DEFAULTS;
    }

    @Override
    public Consumer<CallRecord> calls() {
      return call -> {};
    }

    @Override
    public VenueJournal journal(String name) {
      return venueJournal;
    }
  }
}
