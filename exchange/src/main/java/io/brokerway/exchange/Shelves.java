package io.brokerway.exchange;

import io.brokerway.broker.VenueArchive;
import io.brokerway.broker.VenueArchive.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The orders and transactions that left a venue's memory. Thread-safe. */
record Shelves(VenueArchive archive) {
  private static final String ORDERS = "order";
  private static final String TRANSACTIONS = "transaction";
  private static final int PAGE = 1_000;

  /** Keeps what leaves the memory. */
  void file(List<OrderState> orders, List<VenueTransaction> transactions) {
    var items = new ArrayList<Item>();
    for (var order : orders) {
      items.add(
          new Item(
              ORDERS,
              order.account(),
              order.sequence(),
              order.id(),
              order.clientOrderId(),
              order.submittedAt(),
              StateCodec.encode(order)));
    }
    for (var one : transactions) {
      items.add(
          new Item(
              TRANSACTIONS,
              one.account().value(),
              one.sequence(),
              one.id(),
              null,
              one.at(),
              StateCodec.encode(TransactionState.of(one))));
    }
    for (var from = 0; from < items.size(); from += PAGE) {
      archive.file(items.subList(from, Math.min(items.size(), from + PAGE)));
    }
  }

  Optional<OrderState> order(String id) {
    return archive.find(ORDERS, id).map(Shelves::order);
  }

  Optional<OrderState> orderByClientId(String account, String clientOrderId) {
    return archive.findByAlias(ORDERS, account, clientOrderId).map(Shelves::order);
  }

  private static OrderState order(byte[] bytes) {
    return StateCodec.decode(bytes, OrderState.class);
  }

  /** All of an account that were placed at a moment or later, oldest first. */
  List<OrderState> orders(String account, Instant since) {
    var orders = new ArrayList<OrderState>();
    List<Item> page = List.of();
    do {
      var after = page.isEmpty() ? 0 : page.getLast().number();
      page = archive.after(ORDERS, account, after, since, PAGE);
      page.forEach(item -> orders.add(order(item.bytes())));
    } while (page.size() == PAGE);
    return orders;
  }

  /** At most so many of an account after a sequence number, oldest first. */
  List<TransactionState> transactions(String account, long after, Instant since, int limit) {
    return archive.after(TRANSACTIONS, account, after, since, limit).stream()
        .map(item -> StateCodec.decode(item.bytes(), TransactionState.class))
        .toList();
  }
}
