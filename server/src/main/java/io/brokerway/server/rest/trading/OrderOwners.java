package io.brokerway.server.rest.trading;

import io.brokerway.engine.identity.Principal;
import io.brokerway.engine.orders.OrderDesk;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.security.Acting;
import java.util.UUID;

/**
 * Finds the user whose order a path names: on this surface an application's key reaches the orders
 * of all its users by their ids alone. Thread-safe.
 */
public final class OrderOwners {
  private final OrderDesk desk;

  public OrderOwners(OrderDesk desk) {
    this.desk = desk;
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
    return desk.owner(principal.tenant(), order)
        .map(user -> new Acting(principal.tenant(), user, principal.actor()))
        .orElseThrow(() -> ProblemException.notFound("The order"));
  }
}
