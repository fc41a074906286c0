package io.brokerway.server.admin;

import io.brokerway.engine.Engine;
import io.brokerway.engine.identity.ApiKey;
import io.brokerway.engine.storage.TenantId;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lists an application's keys, the newest first. */
final class ListKeys implements AdminTask.Work {
  private static final int PAGE = 1_000;
  private static final String LINE = "%-16s  %-8s  %-16s  %-20s  %-20s  %-32s  %s%n";

  @Override
  public void run(Engine engine, Arguments arguments, PrintWriter out) {
    var tenant = new TenantId(arguments.required("tenant"));
    if (engine.identity().findTenant(tenant).isEmpty()) {
      throw new IllegalArgumentException("there is no application %s".formatted(tenant));
    }
    var now = engine.database().clock().instant();
    out.printf(LINE, "ID", "STATUS", "SCOPES", "EXPIRES", "LAST USED", "USER", "NAME");
    List<ApiKey> page = List.of();
    do {
      var after = page.isEmpty() ? null : page.getLast().id();
      page = engine.identity().listKeys(tenant, null, after, PAGE);
      page.forEach(key -> print(out, key, now));
    } while (page.size() == PAGE);
  }

  private static void print(PrintWriter out, ApiKey key, Instant now) {
    var user = key.user();
    out.printf(
        LINE,
        key.id(),
        key.status(now),
        key.scopes().stream().sorted().map(Enum::name).collect(Collectors.joining(",")),
        time(key.expiresAt()),
        time(key.lastUsedAt()),
        user == null ? "-" : user.value(),
        key.name());
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "never" : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
