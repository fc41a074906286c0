package io.brokerway.server.rest.trading;

import io.brokerway.engine.events.EventFilter;
import io.brokerway.engine.events.EventLog;
import io.brokerway.engine.identity.Principal;
import io.brokerway.engine.identity.UserId;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.security.Acting;
import java.util.UUID;

/**
 * Finds the user whose order a path names: on this surface an application's key reaches the orders
 * of all its users by their ids alone. Thread-safe.
 */
public final class OrderOwners {
  private final EventLog log;

  public OrderOwners(EventLog log) {
    this.log = log;
  }

  /**
   * On behalf of the order's user.
   *
   * @throws ProblemException if there is no such order, or it is another's: the same answer
   */
  Acting acting(Principal principal, UUID order) {
    var own = principal.user();
    if (own != null) {
      return new Acting(principal.tenant(), own, principal.actor());
    }
    return log.after(principal.tenant(), 0, EventFilter.ofSubject(order.toString()), 1).stream()
        .flatMap(event -> java.util.Optional.ofNullable(event.fact().userId()).stream())
        .findFirst()
        .map(user -> new Acting(principal.tenant(), new UserId(user), principal.actor()))
        .orElseThrow(() -> ProblemException.notFound("The order"));
  }
}
