package io.brokerway.server.admin;

import io.brokerway.engine.Engine;
import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.identity.NewApiKey;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.storage.TenantId;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes an application's key; its text is seen this once. */
final class CreateKey implements AdminTask.Work {

  @Override
  public void run(Engine engine, Arguments arguments, PrintWriter out) {
    var tenant = new TenantId(arguments.required("tenant"));
    var lifetime = arguments.find("expires-in").map(CreateKey::duration).orElse(null);
    var scopes = arguments.find("scopes").map(CreateKey::scopes).orElse(EnumSet.allOf(Scope.class));
    var expiresAt = lifetime == null ? null : engine.database().clock().instant().plus(lifetime);
    out.println(create(engine.identity(), tenant, arguments.required("name"), scopes, expiresAt));
  }

  static String create(
      Identity identity,
      TenantId tenant,
      String name,
      Set<Scope> scopes,
      @Nullable Instant expiresAt) {
    var key = new NewApiKey(null, scopes, name, expiresAt);
    identity.ensureTenant(tenant, tenant.value());
    try (var text = identity.issueKey(tenant, key, AdminTask.ACTOR).text()) {
      return text.reveal();
    }
  }

  private static Duration duration(String text) {
    try {
      var duration = Duration.parse(text);
      if (duration.isPositive()) {
        return duration;
      }
    } catch (DateTimeException e) {
      // Told below, as the other wrong ones are.
    }
    throw new IllegalArgumentException("'%s' is no time to live: P30D is".formatted(text));
  }

  private static Set<Scope> scopes(String text) {
    try {
      return Arrays.stream(text.split(",", -1))
          .map(name -> Scope.valueOf(name.strip().toUpperCase(Locale.ROOT)))
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "scopes are a list of %s, not '%s'".formatted(Arrays.toString(Scope.values()), text), e);
    }
  }
}
