package io.brokerway.simulators.coinbase;

import io.brokerway.exchange.VenueExecution;
import io.brokerway.exchange.VenueListener;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells users of their orders, spoiled where told so. Thread-safe. */
final class UserChannel implements VenueListener {
  static final String NAME = "user";

  private static final int SNAPSHOT_BATCH = 50;

  /** An update and who may see it. */
  private record Update(String portfolioId, ObjectNode order) {}

  private final PortfolioBook book;
  private final Orders orders;
  private final OrderView view;
  private final Set<StreamSocket> sockets = ConcurrentHashMap.newKeySet();
  private final List<Update> heldBack = new ArrayList<>();
  private int duplicatesLeft;
  private int reorderSize;

  UserChannel(PortfolioBook book, Orders orders, OrderView view) {
    this.book = book;
    this.orders = orders;
    this.view = view;
  }

  void add(StreamSocket socket) {
    sockets.add(socket);
  }

  void remove(StreamSocket socket) {
    sockets.remove(socket);
  }

  int listeners() {
    return (int) sockets.stream().filter(socket -> socket.listener() != null).count();
  }

  /** Sends each of the next so many updates twice. */
  synchronized void duplicateNext(int updates) {
    duplicatesLeft = updates;
  }

  /** Holds the next so many updates back and sends them in reverse. */
  synchronized void reorderNext(int updates) {
    reorderSize = updates;
  }

  /** All open orders, in batches; one empty batch if there is none. */
  void snapshot(StreamSocket socket) {
    var portfolio = socket.listener();
    if (portfolio == null) {
      return;
    }
    var batch = Json.array();
    for (var order : orders.all(portfolio)) {
      if (order.isOpen()) {
        batch.add(view.streamed(order, portfolio));
      }
      if (batch.size() == SNAPSHOT_BATCH) {
        socket.send(NAME, event("snapshot", batch));
        batch = Json.array();
      }
    }
    socket.send(NAME, event("snapshot", batch));
  }

  @Override
  public void onOrder(OrderEvent event, VenueOrder order, @Nullable VenueExecution execution) {
    // The order goes on under its id: what is told is what took the old one's place.
    if (event == OrderEvent.REPLACED) {
      return;
    }
    book.portfolio(order.account().value())
        .ifPresent(
            portfolio -> publish(portfolio.id(), view.streamed(orders.around(order), portfolio)));
  }

  /** Sends an update, be it the venue's or made up. */
  void publish(String portfolioId, ObjectNode order) {
    take(new Update(portfolioId, order)).forEach(this::send);
  }

  private synchronized List<Update> take(Update update) {
    if (reorderSize > 0) {
      heldBack.add(update);
      if (heldBack.size() < reorderSize) {
        return List.of();
      }
      var reversed = new ArrayList<>(heldBack);
      Collections.reverse(reversed);
      heldBack.clear();
      reorderSize = 0;
      return reversed;
    }
    if (duplicatesLeft > 0) {
      duplicatesLeft--;
      return List.of(update, update);
    }
    return List.of(update);
  }

  private void send(Update update) {
    for (var socket : sockets) {
      var portfolio = socket.listener();
      var product = update.order().path("product_id").asString("");
      if (portfolio != null
          && portfolio.id().equals(update.portfolioId())
          && (product.isEmpty() || socket.wants(NAME, product))) {
        socket.send(NAME, event("update", Json.array().add(update.order())));
      }
    }
  }

  private static ArrayNode event(String type, ArrayNode shown) {
    var event = Json.object().put("type", type);
    event.set("orders", shown);
    var positions = event.putObject("positions");
    positions.putArray("perpetual_futures_positions");
    positions.putArray("expiring_futures_positions");
    return Json.array().add(event);
  }
}
