package io.brokerway.simulators.tradestation;

import io.brokerway.broker.Environment;
import io.brokerway.simulators.Json;
import io.brokerway.simulators.JsonFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The accounts, kept in a file if there is one. Thread-safe. */
final class AccountBook {
  private final @Nullable Path file;
  private final Map<String, Holder> holders = new LinkedHashMap<>();

  private AccountBook(@Nullable Path file) {
    this.file = file;
  }

  static AccountBook open(@Nullable Path file) {
    var book = new AccountBook(file);
    for (var node : JsonFile.read(file).map(json -> json.path("accounts")).orElse(Json.array())) {
      var holder =
          new Holder(
              node.path("id").asString(),
              AccountKind.valueOf(node.path("kind").asString()),
              Environment.valueOf(node.path("environment").asString()),
              node.path("status").asString());
      book.holders.put(holder.id(), holder);
    }
    return book;
  }

  synchronized void put(Holder holder) {
    holders.put(holder.id(), holder);
    save();
  }

  synchronized Optional<Holder> find(String id) {
    return Optional.ofNullable(holders.get(id));
  }

  synchronized List<Holder> all() {
    return List.copyOf(holders.values());
  }

  private void save() {
    var json = Json.object();
    var accounts = json.putArray("accounts");
    for (var holder : holders.values()) {
      accounts
          .addObject()
          .put("id", holder.id())
          .put("kind", holder.kind().name())
          .put("environment", holder.environment().name())
          .put("status", holder.status());
    }
    JsonFile.write(file, json);
  }
}
