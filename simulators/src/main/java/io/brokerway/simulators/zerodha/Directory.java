package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.Json;
import io.brokerway.simulators.JsonFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is known: users, kept in a file if there is one, and applications. Thread-safe. */
final class Directory {
  private final @Nullable Path file;
  private final Map<String, KiteUser> users = new LinkedHashMap<>();
  private final Map<String, KiteApp> apps = new LinkedHashMap<>();

  private Directory(@Nullable Path file) {
    this.file = file;
  }

  static Directory open(@Nullable Path file) {
    var directory = new Directory(file);
    JsonFile.read(file)
        .ifPresent(json -> {
          for (var node : json) {
            var user =
                new KiteUser(
                    node.path("id").asString(),
                    node.path("name").asString(),
                    node.path("email").asString(),
                    node.path("password").asString(),
                    node.path("totp_secret").asString());
            directory.users.put(user.id(), user);
          }
        });
    return directory;
  }

  synchronized void put(KiteUser user) {
    users.put(user.id(), user);
    var all = Json.array();
    for (var one : users.values()) {
      all.addObject()
          .put("id", one.id())
          .put("name", one.name())
          .put("email", one.email())
          .put("password", one.password())
          .put("totp_secret", one.totpSecret());
    }
    JsonFile.write(file, all);
  }

  synchronized void put(KiteApp app) {
    apps.put(app.apiKey(), app);
  }

  synchronized Optional<KiteUser> user(String id) {
    return Optional.ofNullable(users.get(id));
  }

  synchronized List<KiteUser> users() {
    return List.copyOf(users.values());
  }

  synchronized Optional<KiteApp> app(String apiKey) {
    return Optional.ofNullable(apps.get(apiKey));
  }
}
