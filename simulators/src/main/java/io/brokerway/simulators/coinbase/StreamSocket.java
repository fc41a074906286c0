package io.brokerway.simulators.coinbase;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.SimulatedSocket;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client of the WebSocket channels. Every message of a connection has the next number, whatever
 * its channel. Public because Jetty calls only methods of public classes. Thread-safe.
 */
public final class StreamSocket extends SimulatedSocket {
  private static final Set<String> PRIVATE = Set.of("user", "futures_balance_summary");
  private static final Set<String> OPEN =
      Set.of(
          "heartbeats", "ticker", "ticker_batch", "level2", "market_trades", "candles", "status");

  private final Callers callers;
  private final Streams streams;
  private final Clock clock;

  // All guarded by this.
  private final Map<String, Set<String>> subscriptions = new LinkedHashMap<>();
  private @Nullable Visitor visitor;
  private long nextNumber;
  private long toLose;
  private int quietSeconds;

  StreamSocket(Callers callers, Streams streams, Clock clock) {
    this.callers = callers;
    this.streams = streams;
    this.clock = clock;
  }

  @Override
  protected void onOpen() {
    streams.add(this);
  }

  @Override
  protected void onGone() {
    streams.remove(this);
  }

  @Override
  protected void onText(String text) {
    try {
      onMessage(Json.read(text));
    } catch (JacksonException e) {
      error("failed to parse message");
    }
  }

  private void onMessage(JsonNode message) {
    var type = message.path("type").asString("");
    var channel = message.path("channel").asString("");
    if (!type.equals("subscribe") && !type.equals("unsubscribe")) {
      error("type must be subscribe or unsubscribe");
    } else if (!PRIVATE.contains(channel) && !OPEN.contains(channel)) {
      error("channel is not known: " + channel);
    } else if (PRIVATE.contains(channel) && !enter(message.path("jwt").asString(""))) {
      error("authentication failure");
    } else {
      change(type.equals("subscribe"), channel, products(message));
    }
  }

  private static Set<String> products(JsonNode message) {
    var products = new TreeSet<String>();
    message.path("product_ids").forEach(id -> products.add(id.asString("")));
    return products;
  }

  private boolean enter(String jwt) {
    var found = callers.ofSocket(jwt);
    synchronized (this) {
      found.ifPresent(entered -> visitor = entered);
    }
    return found.isPresent();
  }

  private void change(boolean on, String channel, Set<String> products) {
    synchronized (this) {
      if (on) {
        subscriptions.computeIfAbsent(channel, _ -> new TreeSet<>()).addAll(products);
      } else {
        subscriptions.remove(channel);
      }
      send("subscriptions", Json.array().add(subscribed()));
    }
    if (on) {
      streams.greet(this, channel, products);
    }
  }

  private ObjectNode subscribed() {
    var json = Json.object();
    var channels = json.putObject("subscriptions");
    subscriptions.forEach((channel, products) -> {
      var names = channels.putArray(channel);
      var who = visitor;
      if (PRIVATE.contains(channel) && who != null) {
        names.add(who.portfolio().userId());
      } else {
        products.forEach(names::add);
      }
    });
    return json;
  }

  /** Who listens to his orders here; null as long as nobody does. */
  synchronized @Nullable Portfolio listener() {
    var who = visitor;
    return who == null || !subscriptions.containsKey("user") ? null : who.portfolio();
  }

  synchronized boolean cameBy(String keyOrToken) {
    var who = visitor;
    return who != null && who.cameBy().equals(keyOrToken);
  }

  synchronized boolean isSubscribed() {
    return !subscriptions.isEmpty();
  }

  /** Whether messages of a channel about a product go to this client; no names are all. */
  synchronized boolean wants(String channel, String product) {
    var products = subscriptions.get(channel);
    return products != null && (products.isEmpty() || products.contains(product));
  }

  synchronized boolean wants(String channel) {
    return subscriptions.containsKey(channel);
  }

  /** Lets the next messages get lost on their way, each with its number. */
  synchronized void lose(long messages) {
    toLose = messages;
  }

  /** How many seconds nothing was sent, this one counted. */
  synchronized int anotherQuietSecond() {
    quietSeconds++;
    return quietSeconds;
  }

  synchronized void send(String channel, ArrayNode events) {
    var number = nextNumber;
    nextNumber++;
    quietSeconds = 0;
    if (toLose > 0) {
      toLose--;
      return;
    }
    var message =
        Json.object()
            .put("channel", channel)
            .put("client_id", "")
            .put("timestamp", Texts.time(clock.instant()))
            .put("sequence_num", number);
    sendText(Json.text(message.set("events", events)));
  }

  /** Sends something that is no message of the channels. */
  void sendRaw(String text) {
    sendText(text);
  }

  private void error(String text) {
    sendText(Json.text(Json.object().put("type", "error").put("message", text)));
  }
}
