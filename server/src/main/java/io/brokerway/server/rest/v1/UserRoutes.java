package io.brokerway.server.rest.v1;

import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.identity.NewUser;
import io.brokerway.engine.identity.Principal;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.identity.UserId;
import io.brokerway.server.json.InvalidInput;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/users")
@Tag(name = "Users")
final class UserRoutes {
  private static final int MAX_USERS = 1000;

  private final Identity identity;

  UserRoutes(Identity identity) {
    this.identity = identity;
  }

  @PostMapping
  @Needs(value = Scope.ADMIN, application = true)
  @Operation(summary = "Makes a user of the application")
  @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
  ResponseEntity<UserResource> create(Principal principal, @RequestBody UserBody body) {
    var user =
        identity.createUser(
            principal.tenant(),
            new NewUser(body.externalId(), body.username(), body.email(), body.fullName()),
            principal.actor());
    return ResponseEntity.created(URI.create("/api/v1/users/" + user.id()))
        .body(UserResource.of(user));
  }

  @GetMapping
  @Needs(value = Scope.ADMIN, application = true)
  @Operation(summary = "The application's users, by id")
  Page<UserResource> list(
      Principal principal,
      @RequestParam(required = false) @Nullable String pageToken,
      @RequestParam(defaultValue = "100") int limit) {
    var most = Limits.check(limit, MAX_USERS);
    var after = pageToken == null ? null : token(pageToken);
    var users = identity.listUsers(principal.tenant(), after, most);
    var next = users.size() < most ? null : users.getLast().id().value();
    return new Page<>(users.stream().map(UserResource::of).toList(), next);
  }

  @GetMapping("/{userId}")
  @Needs(Scope.READ)
  @Operation(summary = "One user; a user's own key sees its own user alone")
  UserResource one(Principal principal, @PathVariable String userId) {
    var own = principal.user();
    return UserIds.parse(userId)
        .filter(id -> own == null || own.equals(id))
        .flatMap(id -> identity.findUser(principal.tenant(), id))
        .map(UserResource::of)
        .orElseThrow(() -> ProblemException.notFound("The user"));
  }

  private static UserId token(String text) {
    return UserIds.parse(text)
        .orElseThrow(
            () -> new InvalidInput("pageToken", "must be the nextPageToken of the page before"));
  }
}
