package io.brokerway.simulators.charlesschwab;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.JsonFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The accounts by number, kept in a file if there is one. Thread-safe. */
final class AccountBook {
  private final @Nullable Path file;
  private final Map<String, Holder> holders = new LinkedHashMap<>();

  private AccountBook(@Nullable Path file) {
    this.file = file;
  }

  static AccountBook open(@Nullable Path file) {
    var book = new AccountBook(file);
    JsonFile.read(file)
        .ifPresent(json -> {
          for (var node : json.path("accounts")) {
            var number = node.path("number").asString();
            book.holders.put(
                number,
                new Holder(
                    number,
                    node.path("margin").booleanValue(),
                    node.path("nick_name").asString("")));
          }
        });
    return book;
  }

  synchronized void put(Holder holder) {
    holders.put(holder.number(), holder);
    var json = Json.object();
    var accounts = json.putArray("accounts");
    for (var known : holders.values()) {
      accounts
          .addObject()
          .put("number", known.number())
          .put("margin", known.margin())
          .put("nick_name", known.nickName());
    }
    JsonFile.write(file, json);
  }

  synchronized Optional<Holder> holder(String number) {
    return Optional.ofNullable(holders.get(number));
  }

  synchronized List<Holder> holders() {
    return List.copyOf(holders.values());
  }
}
