package io.brokerway.simulators.alpaca;

import io.brokerway.broker.Environment;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.JsonFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The accounts and their keys, kept in a file if there is one. Thread-safe. */
final class AccountBook {
  private final @Nullable Path file;
  private final Map<String, Holder> holders = new LinkedHashMap<>();
  private final Map<String, KeyPair> keys = new LinkedHashMap<>();

  private AccountBook(@Nullable Path file) {
    this.file = file;
  }

  static AccountBook open(@Nullable Path file) {
    var book = new AccountBook(file);
    JsonFile.read(file).ifPresent(book::load);
    return book;
  }

  synchronized void put(Holder holder) {
    holders.put(holder.id(), holder);
    save();
  }

  synchronized void put(KeyPair pair) {
    keys.put(pair.keyId(), pair);
    save();
  }

  synchronized Optional<Holder> holder(String id) {
    return Optional.ofNullable(holders.get(id));
  }

  synchronized List<Holder> holders() {
    return List.copyOf(holders.values());
  }

  synchronized Optional<KeyPair> key(String keyId) {
    return Optional.ofNullable(keys.get(keyId));
  }

  synchronized List<KeyPair> keys() {
    return List.copyOf(keys.values());
  }

  /** The account that a pair of key and secret opens in an environment; empty if none. */
  synchronized Optional<Holder> login(String keyId, String secret, Environment environment) {
    return Optional.ofNullable(keys.get(keyId))
        .filter(pair -> !pair.revoked() && pair.secret().equals(secret))
        .flatMap(pair -> holder(pair.accountId()))
        .filter(holder -> holder.environment() == environment);
  }

  /** The account that a pair of key and secret opens, wherever it is; empty if none. */
  synchronized Optional<Holder> login(String keyId, String secret) {
    return login(keyId, secret, Environment.LIVE).or(() -> login(keyId, secret, Environment.PAPER));
  }

  private void load(JsonNode json) {
    for (var node : json.path("accounts")) {
      var holder =
          new Holder(
              node.path("id").asString(),
              node.path("number").asString(),
              Environment.valueOf(node.path("environment").asString()),
              Configurations.read(node.path("settings")));
      holders.put(holder.id(), holder);
    }
    for (var node : json.path("keys")) {
      var pair =
          new KeyPair(
              node.path("key_id").asString(),
              node.path("secret").asString(),
              node.path("account").asString(),
              node.path("revoked").booleanValue());
      keys.put(pair.keyId(), pair);
    }
  }

  private void save() {
    var json = Json.object();
    var accounts = json.putArray("accounts");
    for (var holder : holders.values()) {
      accounts
          .addObject()
          .put("id", holder.id())
          .put("number", holder.number())
          .put("environment", holder.environment().name())
          .set("settings", holder.settings().json());
    }
    var pairs = json.putArray("keys");
    for (var pair : keys.values()) {
      pairs
          .addObject()
          .put("key_id", pair.keyId())
          .put("secret", pair.secret())
          .put("account", pair.accountId())
          .put("revoked", pair.revoked());
    }
    JsonFile.write(file, json);
  }
}
