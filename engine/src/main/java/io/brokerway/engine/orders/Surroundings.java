package io.brokerway.engine.orders;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.market.ReferencePrice;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.risk.Cost;
import io.brokerway.engine.risk.MarketView;
import io.brokerway.engine.risk.RiskLimits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what the checks need to know around an order. What a broker does not answer is absent.
 */
final class Surroundings {
  private final Venues venues;
  private final RiskLimits limits;
  private final SteadyClock clock;

  Surroundings(Venues venues, RiskLimits limits, SteadyClock clock) {
    this.venues = venues;
    this.limits = limits;
    this.clock = clock;
  }

  MarketView of(AccountRef account, NewOrder order) {
    var connection = account.connectionRef();
    var problem = venues.problemOf(connection);
    var instrument = order.instrument();
    var open = problem.isEmpty();
    Answer<Listing> listing =
        open && instrument != null
            ? ask(() -> venues.listing(connection, instrument))
            : new Answer<>(null, false);
    var hours =
        open && instrument != null && needsHours(account, order)
            ? ask(() -> Optional.<MarketHours>of(venues.hours(connection, instrument))).value()
            : null;
    var reference = open ? reference(account, order, instrument) : null;
    return new MarketView(
        account.environment(),
        account.currency(),
        account.capabilities().get(),
        open,
        problem,
        venues.statusOf(account),
        listing.value(),
        listing.known(),
        hours,
        reference == null ? null : reference.price(),
        reference == null ? Duration.ZERO : reference.age(),
        clock.now());
  }

  /** Only what must fill at once, and what a stale price could hurt, asks for the hours. */
  private boolean needsHours(AccountRef account, NewOrder order) {
    var timeInForce = order.terms().timeInForce();
    return timeInForce == TimeInForce.IOC
        || timeInForce == TimeInForce.FOK
        || needsReference(account, order);
  }

  private boolean needsReference(AccountRef account, NewOrder order) {
    var collar =
        switch (account.environment()) {
          case LIVE -> limits.collarLivePercent();
          case PAPER -> limits.collarPaperPercent();
        };
    var collared = collar != null && order.terms().limitPrice() != null;
    return collared || !hasOwnCost(order);
  }

  private boolean hasOwnCost(NewOrder order) {
    return order.terms().limitPrice() != null
        && Cost.of(order, null, limits) != null
        && !sellsShort(order);
  }

  private static boolean sellsShort(NewOrder order) {
    return order.side().isSell() && Cost.takesBuyingPower(order);
  }

  private @Nullable ReferencePrice reference(
      AccountRef account, NewOrder order, @Nullable Instrument instrument) {
    if (!needsReference(account, order)) {
      return null;
    }
    if (instrument == null) {
      return ofLegs(account, order);
    }
    return ask(() -> venues.reference(account.connectionRef(), instrument)).value();
  }

  /** The net price of a combination by the prices of its legs; absent if one has none. */
  private @Nullable ReferencePrice ofLegs(AccountRef account, NewOrder order) {
    var net = BigDecimal.ZERO;
    var age = Duration.ZERO;
    var asOf = clock.now();
    for (var leg : order.legs()) {
      var price = ask(() -> venues.reference(account.connectionRef(), leg.instrument())).value();
      if (price == null) {
        return null;
      }
      var weight = BigDecimal.valueOf((long) leg.ratio() * leg.side().sign());
      net = net.add(price.price().multiply(weight));
      age = price.age().compareTo(age) > 0 ? price.age() : age;
      asOf = price.asOf().isBefore(asOf) ? price.asOf() : asOf;
    }
    return new ReferencePrice(net.abs(), asOf, age, "legs");
  }

  private record Answer<T>(@Nullable T value, boolean known) {}

  private static <T> Answer<T> ask(Supplier<Optional<T>> question) {
    try {
      return new Answer<>(question.get().orElse(null), true);
    } catch (BrokerException | ConnectionException e) {
      return new Answer<>(null, false);
    }
  }
}
