package io.brokerway.exchange;

import io.brokerway.broker.VenueJournal;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A venue with one margin account of 100,000 dollars, a clock to set and counted ids. */
final class TestVenue implements AutoCloseable {
  static final AccountKey ACCOUNT = new AccountKey("test");

  final SettableClock clock;
  final Venue venue;
  private final Instant start;
  private int orders;

  private TestVenue(PriceSource prices, VenueJournal journal, Instant start, VenueConfig config) {
    this.start = start;
    clock = new SettableClock(start);
    venue = Venue.open(config, prices, journal, clock);
    venue.openAccount(ACCOUNT, AccountTerms.margin(), new BigDecimal(100_000));
  }

  static TestVenue of(PriceSource prices) {
    return of(prices, ScriptedPrices.START, config());
  }

  static TestVenue of(PriceSource prices, Instant start, VenueConfig config) {
    return new TestVenue(prices, new InMemoryJournal(), start, config);
  }

  static VenueConfig config() {
    return VenueConfig.free("test").withIds(countedIds());
  }

  static Supplier<UUID> countedIds() {
    var count = new AtomicLong();
    return () -> new UUID(0x4000L, count.incrementAndGet());
  }

  VenueOrder place(Side side, String quantity, OrderTerms terms) {
    return accepted(venue.place(order(side, quantity, terms), DuplicateRule.REFUSE));
  }

  VenueReply.Refused refused(Side side, String quantity, OrderTerms terms) {
    return refused(venue.place(order(side, quantity, terms), DuplicateRule.REFUSE));
  }

  NewOrder order(Side side, String quantity, OrderTerms terms) {
    return order(ScriptedPrices.ACME, side, OrderQuantity.units(quantity), terms);
  }

  NewOrder order(Listed listed, Side side, OrderQuantity quantity, OrderTerms terms) {
    var id = "order" + ++orders;
    return NewOrder.simple(ACCOUNT, id, listed.instrument(), side, quantity, terms);
  }

  NewOrder group(
      OrderClass orderClass,
      Side side,
      String quantity,
      OrderTerms terms,
      @Nullable ExitOrder takeProfit,
      @Nullable ExitOrder stopLoss) {
    return new NewOrder(
        ACCOUNT,
        "order" + ++orders,
        orderClass,
        ScriptedPrices.ACME.instrument(),
        side,
        PositionEffect.AUTOMATIC,
        OrderQuantity.units(quantity),
        terms,
        List.of(),
        takeProfit,
        stopLoss,
        null,
        false,
        Map.of());
  }

  static VenueOrder accepted(VenueReply reply) {
    return switch (reply) {
      case VenueReply.Accepted(var order, var unused) -> order;
      case VenueReply.Refused(var reason, var text) ->
          throw new AssertionError("refused: %s %s".formatted(reason, text));
    };
  }

  static VenueReply.Refused refused(VenueReply reply) {
    return switch (reply) {
      case VenueReply.Refused refused -> refused;
      case VenueReply.Accepted accepted -> throw new AssertionError("taken: " + accepted);
    };
  }

  /** Lets the market run to a second after the start. */
  void runTo(long second) {
    clock.set(start.plusSeconds(second));
    venue.advanceTo(clock.instant());
  }

  void run(Duration span) {
    clock.advance(span);
    venue.advanceTo(clock.instant());
  }

  VenueOrder order(String id) {
    return venue.order(ACCOUNT, id).orElseThrow();
  }

  VenueBalance balance() {
    return venue.balance(ACCOUNT);
  }

  @Override
  public void close() {
    venue.close();
  }
}
