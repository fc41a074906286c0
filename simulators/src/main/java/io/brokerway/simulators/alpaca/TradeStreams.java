package io.brokerway.simulators.alpaca;

import io.brokerway.broker.order.OrderClass;
import io.brokerway.exchange.VenueExecution;
import io.brokerway.exchange.VenueListener;
import io.brokerway.exchange.VenueOrder;
import io.brokerway.simulators.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Sends what happens at the venue to those who listen, spoiled where told so. Thread-safe. */
final class TradeStreams implements VenueListener {
  private record Update(String account, ObjectNode message) {}

  private final OrderView view;
  private final Set<TradeSocket> sockets = ConcurrentHashMap.newKeySet();
  private final List<Update> heldBack = new ArrayList<>();
  private int duplicatesLeft;
  private int reorderSize;

  TradeStreams(OrderView view) {
    this.view = view;
  }

  void add(TradeSocket socket) {
    sockets.add(socket);
  }

  void remove(TradeSocket socket) {
    sockets.remove(socket);
  }

  int listeners() {
    return (int) sockets.stream().filter(TradeSocket::isListening).count();
  }

  /** Cuts all connections. */
  int dropAll() {
    var open = List.copyOf(sockets);
    open.forEach(TradeSocket::drop);
    return open.size();
  }

  /** Lets all connections stand without a sign of life. */
  int freezeAll() {
    var open = List.copyOf(sockets);
    open.forEach(TradeSocket::freeze);
    return open.size();
  }

  /** Ends the connections of an account whose key is no longer good. */
  void expel(String account) {
    sockets.stream().filter(socket -> socket.isOf(account)).forEach(TradeSocket::drop);
  }

  /** Ends the connections that were opened with a token. */
  void expelToken(String token) {
    sockets.stream().filter(socket -> socket.cameBy(token)).forEach(TradeSocket::drop);
  }

  /** Sends each of the next so many updates twice. */
  synchronized void duplicateNext(int updates) {
    duplicatesLeft = updates;
  }

  /** Holds the next so many updates back and sends them in reverse. */
  synchronized void reorderNext(int updates) {
    reorderSize = updates;
  }

  @Override
  public void onOrder(OrderEvent event, VenueOrder order, @Nullable VenueExecution execution) {
    for (var name : names(event)) {
      publish(order.account().value(), update(name, event, order, execution));
    }
  }

  /** Sends an update that the venue did not make. */
  void publish(String account, ObjectNode data) {
    take(new Update(account, TradeSocket.stream("trade_updates", data))).forEach(this::send);
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
      if (socket.listensTo(update.account())) {
        socket.send(update.message());
      }
    }
  }

  private ObjectNode update(
      String name, OrderEvent event, VenueOrder order, @Nullable VenueExecution execution) {
    var data = Json.object().put("event", name);
    if (execution == null) {
      data.put("execution_id", executionId(name, event, order))
          .put("timestamp", Amounts.time(order.updatedAt()));
    } else {
      data.put("execution_id", execution.id())
          .put("timestamp", Amounts.time(execution.at()))
          .put("price", Amounts.plain(execution.price()))
          .put("qty", Amounts.plain(execution.quantity()));
      if (!isCombination(order)) {
        data.put("position_qty", Amounts.plain(execution.positionAfter()));
      }
    }
    var shown = isCombination(order) ? view.nested(order) : view.json(order);
    if (name.equals("pending_new")) {
      shown.put("status", "pending_new");
    }
    return data.set("order", shown);
  }

  private static boolean isCombination(VenueOrder order) {
    return order.orderClass() == OrderClass.MULTI_LEG && order.parentId() == null;
  }

  private static String executionId(String name, OrderEvent event, VenueOrder order) {
    var text = String.join(":", order.id(), name, event.name(), order.updatedAt().toString());
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Alpaca's names of an event; none where Alpaca says nothing. */
  private static List<String> names(OrderEvent event) {
    return switch (event) {
      case NEW, REPLACEMENT -> List.of("pending_new", "new");
      case HELD -> List.of("held");
      case ACTIVATED -> List.of("new");
      case PARTIAL_FILL -> List.of("partial_fill");
      case FILL -> List.of("fill");
      case CANCELED -> List.of("canceled");
      case EXPIRED -> List.of("expired");
      case REPLACED -> List.of("replaced");
      case RESTATED -> List.of("restated");
      case TRIGGERED, TRAILED -> List.of();
    };
  }
}
