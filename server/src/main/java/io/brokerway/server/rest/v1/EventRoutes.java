package io.brokerway.server.rest.v1;

import io.brokerway.engine.events.EventFilter;
import io.brokerway.engine.events.EventLog;
import io.brokerway.engine.identity.Scope;
import io.brokerway.server.json.InvalidInput;
import io.brokerway.server.security.Acting;
import io.brokerway.server.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/events")
@Tag(name = "Events")
final class EventRoutes {
  private static final int MAX_EVENTS = 500;
  private static final int MAX_SUBJECT = 200;
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z_.]{0,59}");

  private final EventLog events;

  EventRoutes(EventLog events) {
    this.events = events;
  }

  @GetMapping
  @Needs(Scope.READ)
  @Operation(
      summary = "What happened to the user's connections, accounts and orders, the newest first",
      description =
          "type is the beginning of a type: order. gives all events of orders. pageToken leads to"
              + " older ones.")
  Page<EventResource> list(
      Acting acting,
      @RequestParam(required = false) @Nullable UUID accountId,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(required = false) @Nullable String pageToken,
      @RequestParam(defaultValue = "100") int limit) {
    var most = Limits.check(limit, MAX_EVENTS);
    if (type != null && !TYPE.matcher(type).matches()) {
      throw new InvalidInput("type", "must be the beginning of a type like order.accepted");
    }
    if (subject != null && (subject.isBlank() || subject.length() > MAX_SUBJECT)) {
      throw new InvalidInput("subject", "must have 1 to " + MAX_SUBJECT + " characters");
    }
    var filter = new EventFilter(acting.user().value(), accountId, subject, type);
    var found = events.before(acting.tenant(), before(pageToken), filter, most);
    var next = found.size() < most ? null : Long.toString(found.getLast().position());
    return new Page<>(found.stream().map(EventResource::of).toList(), next);
  }

  private static long before(@Nullable String pageToken) {
    if (pageToken == null) {
      return Long.MAX_VALUE;
    }
    if (!pageToken.matches("[1-9]\\d{0,17}")) {
      throw new InvalidInput("pageToken", "must be the nextPageToken of the page before");
    }
    return Long.parseLong(pageToken);
  }
}
