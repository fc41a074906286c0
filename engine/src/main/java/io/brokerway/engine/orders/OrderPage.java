package io.brokerway.engine.orders;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of orders.
 *
 * @param nextPageToken opaque; absent on the last page
 */
public record OrderPage(List<OrderView> orders, @Nullable String nextPageToken) {
  public OrderPage {
    orders = List.copyOf(orders);
  }
}
