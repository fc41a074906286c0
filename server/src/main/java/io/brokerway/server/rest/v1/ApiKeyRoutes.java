package io.brokerway.server.rest.v1;

import io.brokerway.engine.identity.ApiKey;
import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.identity.NewApiKey;
import io.brokerway.engine.identity.Principal;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.identity.UserId;
import io.brokerway.server.json.FieldErrors;
import io.brokerway.server.json.InvalidInput;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/api-keys")
@Tag(name = "API keys")
final class ApiKeyRoutes {
  private static final int MAX_NAME = 100;
  private static final int MAX_KEYS = 1000;

  private final Identity identity;
  private final Clock clock;

  ApiKeyRoutes(Identity identity, Clock clock) {
    this.identity = identity;
    this.clock = clock;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Needs(value = Scope.ADMIN, application = true)
  @Operation(summary = "Makes a key; its text is shown this once")
  ApiKeyResource create(Principal principal, @RequestBody ApiKeyBody body) {
    check(body);
    var issued =
        identity.issueKey(
            principal.tenant(),
            new NewApiKey(
                user(principal, body.userId()),
                Set.copyOf(body.scopes()),
                body.name(),
                body.expiresAt()),
            principal.actor());
    try (var text = issued.text()) {
      return ApiKeyResource.of(issued.key(), text.reveal(), clock.instant());
    }
  }

  @GetMapping
  @Needs(value = Scope.ADMIN, application = true)
  @Operation(summary = "The application's keys and its users', the newest first")
  Page<ApiKeyResource> list(
      Principal principal,
      @RequestParam(required = false) @Nullable String userId,
      @RequestParam(required = false) @Nullable String pageToken,
      @RequestParam(defaultValue = "100") int limit) {
    var most = Limits.check(limit, MAX_KEYS);
    var user = user(principal, userId);
    if (pageToken != null && identity.findKey(principal.tenant(), pageToken).isEmpty()) {
      throw new InvalidInput("pageToken", "must be the nextPageToken of the page before");
    }
    var keys = identity.listKeys(principal.tenant(), user, pageToken, most);
    var next = keys.size() < most ? null : keys.getLast().id();
    var now = clock.instant();
    return new Page<>(keys.stream().map(key -> ApiKeyResource.of(key, null, now)).toList(), next);
  }

  @GetMapping("/{keyId}")
  @Needs(value = Scope.ADMIN, application = true)
  @Operation(summary = "One key")
  ApiKeyResource one(Principal principal, @PathVariable String keyId) {
    return ApiKeyResource.of(find(principal, keyId), null, clock.instant());
  }

  @DeleteMapping("/{keyId}")
  @Needs(value = Scope.ADMIN, application = true)
  @Operation(summary = "Revokes a key at once")
  ApiKeyResource revoke(Principal principal, @PathVariable String keyId) {
    if (!identity.revokeKey(principal.tenant(), keyId, principal.actor())) {
      throw ProblemException.notFound("The API key");
    }
    return ApiKeyResource.of(find(principal, keyId), null, clock.instant());
  }

  private ApiKey find(Principal principal, String keyId) {
    return identity
        .findKey(principal.tenant(), keyId)
        .orElseThrow(() -> ProblemException.notFound("The API key"));
  }

  private void check(ApiKeyBody body) {
    var errors = new FieldErrors();
    var expiresAt = body.expiresAt();
    errors.require(!body.scopes().isEmpty(), "scopes", "must name at least one scope");
    errors.require(body.name().length() <= MAX_NAME, "name", "must have 1 to 100 characters");
    errors.require(
        expiresAt == null || expiresAt.isAfter(clock.instant()),
        "expiresAt",
        "must be in the future");
    errors.throwIfAny();
  }

  private @Nullable UserId user(Principal principal, @Nullable String userId) {
    if (userId == null) {
      return null;
    }
    return UserIds.parse(userId)
        .filter(id -> identity.findUser(principal.tenant(), id).isPresent())
        .orElseThrow(() -> new InvalidInput("userId", "is not a user of this application"));
  }
}
