package io.brokerway.simulators.charlesschwab;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.SimulatedSocket;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of the streamer: logs in, then subscribes to services. */
public final class StreamerSocket extends SimulatedSocket {
  private static final String ACTIVITY = "ACCT_ACTIVITY";
  private static final Set<String> KNOWN_ELSEWHERE =
      Set.of(
          "LEVELONE_OPTIONS",
          "LEVELONE_FUTURES",
          "LEVELONE_FUTURES_OPTIONS",
          "LEVELONE_FOREX",
          "NYSE_BOOK",
          "NASDAQ_BOOK",
          "OPTIONS_BOOK",
          "SCREENER_EQUITY",
          "SCREENER_OPTION",
          "CHART_EQUITY",
          "CHART_FUTURES");

  private final Streamer streamer;

  // Written under the lock; read without it by others, who must not wait for each other.
  private volatile @Nullable Visitor visitor;
  private volatile @Nullable String activityKey;

  private String correlation = "";
  private int activities;
  private final Map<String, Set<String>> symbols = new LinkedHashMap<>();
  private final Map<String, ObjectNode> sent = new HashMap<>();

  StreamerSocket(Streamer streamer) {
    this.streamer = streamer;
  }

  boolean isOf(String user) {
    var who = visitor;
    return who != null && who.token().grant().user().equals(user);
  }

  boolean cameBy(String token) {
    var who = visitor;
    return who != null && who.token().value().equals(token);
  }

  boolean hearsActivity() {
    return activityKey != null;
  }

  @Override
  protected void onOpen() {
    streamer.add(this);
  }

  @Override
  protected void onGone() {
    streamer.remove(this);
  }

  @Override
  protected synchronized void onText(String text) {
    try {
      var message = Json.read(text);
      if (message.has("requests")) {
        message.path("requests").forEach(this::request);
      } else {
        request(message);
      }
    } catch (JacksonException e) {
      reply(Json.object(), 21, "Bad command formatting");
    }
  }

  private void request(JsonNode request) {
    var service = request.path("service").asString("");
    var command = request.path("command").asString("");
    if (service.equals("ADMIN")) {
      admin(request, command);
    } else if (visitor == null) {
      reply(request, 20, "Stream connection not found");
    } else if (service.equals(ACTIVITY)) {
      activity(request, command);
    } else if (service.equals(LevelOne.EQUITIES)) {
      levelOne(request, command);
    } else if (KNOWN_ELSEWHERE.contains(service)) {
      reply(request, 11, "Service not available");
    } else {
      reply(request, 21, "Bad command formatting");
    }
  }

  private void admin(JsonNode request, String command) {
    switch (command) {
      case "LOGIN" -> login(request);
      case "LOGOUT" -> {
        reply(request, 0, "SUCCESS");
        close(1000, "logout");
      }
      default -> reply(request, 21, "Bad command formatting");
    }
  }

  private void login(JsonNode request) {
    correlation = request.path("SchwabClientCorrelId").asString("");
    var token = request.path("parameters").path("Authorization").asString("");
    var found = streamer.clients().byToken(token);
    var known =
        found.filter(who ->
            PreferenceApi.customer(who)
                .equals(request.path("SchwabClientCustomerId").asString("")));
    if (known.isEmpty()) {
      reply(request, 3, "Login Denied.: token is invalid or has expired.");
      close(1000, "login denied");
      return;
    }
    if (streamer.isTaken(this, known.get().token().grant().user())) {
      reply(request, 12, "Maximum connections reached");
      close(1000, "maximum connections");
      return;
    }
    visitor = known.get();
    reply(request, 0, "server=simulated;status=NP");
  }

  private void activity(JsonNode request, String command) {
    switch (command) {
      case "SUBS" -> {
        var key = request.path("parameters").path("keys").asString("");
        activityKey = key;
        activities = 0;
        reply(request, 26, "SUBS command succeeded");
        activity("", "SUBSCRIBED", "");
      }
      case "UNSUBS" -> {
        activityKey = null;
        reply(request, 27, "UNSUBS command succeeded");
      }
      default -> reply(request, 21, "Bad command formatting");
    }
  }

  private void levelOne(JsonNode request, String command) {
    var parameters = request.path("parameters");
    var keys = words(parameters.path("keys"));
    var fields = words(parameters.path("fields"));
    switch (command) {
      case "SUBS" -> {
        symbols.clear();
        keys.forEach(key -> symbols.put(key, fields));
        reply(request, 26, "SUBS command succeeded");
      }
      case "ADD" -> {
        keys.forEach(key -> symbols.put(key, fields));
        reply(request, 28, "ADD command succeeded");
      }
      case "UNSUBS" -> {
        keys.forEach(symbols::remove);
        reply(request, 27, "UNSUBS command succeeded");
      }
      case "VIEW" -> {
        symbols.replaceAll((_, _) -> fields);
        reply(request, 29, "VIEW command succeeded");
      }
      default -> {
        reply(request, 21, "Bad command formatting");
        return;
      }
    }
    sent.keySet().retainAll(symbols.keySet());
    keys.forEach(sent::remove);
    tick();
  }

  /** Sends the fields that changed: of a new symbol all. */
  synchronized void tick() {
    var content = Json.array();
    var now = Instant.ofEpochMilli(streamer.now());
    symbols.forEach((key, fields) ->
        streamer
            .levelOne()
            .find(key)
            .ifPresent(listed -> {
              var all = streamer.levelOne().fields(listed, fields, now);
              var changed = changed(all, sent.put(key, all));
              if (!changed.isEmpty()) {
                content.add(LevelOne.head(listed, key).setAll(changed));
              }
            }));
    if (!content.isEmpty()) {
      data(LevelOne.EQUITIES, content);
    }
  }

  private static ObjectNode changed(ObjectNode now, @Nullable ObjectNode before) {
    var changed = Json.object();
    now.properties().stream()
        .filter(field -> before == null || !field.getValue().equals(before.get(field.getKey())))
        // Times alone are no news.
        .forEach(field -> changed.set(field.getKey(), field.getValue()));
    return Set.of("34", "35", "37", "38").containsAll(changed.propertyNames())
        ? Json.object()
        : changed;
  }

  /** Sends a message of account activity if the account is the listener's. */
  synchronized void activity(String account, String type, String text) {
    var key = activityKey;
    var who = visitor;
    if (key == null
        || who == null
        || (!account.isEmpty()
            && who.linked().stream().noneMatch(holder -> holder.number().equals(account)))) {
      return;
    }
    activities++;
    var content = Json.array();
    content
        .addObject()
        .put("1", account)
        .put("2", type)
        .put("3", text)
        .put("seq", activities)
        .put("key", key);
    data(ACTIVITY, content);
  }

  void heartbeat() {
    var message = Json.object();
    message.putArray("notify").addObject().put("heartbeat", String.valueOf(streamer.now()));
    sendText(Json.text(message));
  }

  /** Ends the connection as the streamer does when a token is no longer good. */
  void stop() {
    reply(Json.object().put("service", "ADMIN").put("command", "LOGIN"), 30, "Stop streaming");
    close(1000, "stop streaming");
  }

  void raw(String text) {
    sendText(text);
  }

  private void data(String service, JsonNode content) {
    var message = Json.object();
    message
        .putArray("data")
        .addObject()
        .put("service", service)
        .put("timestamp", streamer.now())
        .put("command", "SUBS")
        .set("content", content);
    sendText(Json.text(message));
  }

  private void reply(JsonNode request, int code, String text) {
    var message = Json.object();
    message
        .putArray("response")
        .addObject()
        .put("service", request.path("service").asString(""))
        .put("command", request.path("command").asString(""))
        .put("requestid", request.path("requestid").asString(""))
        .put("SchwabClientCorrelId", correlation)
        .put("timestamp", streamer.now())
        .putObject("content")
        .put("code", code)
        .put("msg", text);
    sendText(Json.text(message));
  }

  private static Set<String> words(JsonNode list) {
    return new LinkedHashSet<>(
        Arrays.stream(list.asString("").split(",", -1))
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .toList());
  }
}
