package io.brokerway.server.rest.v1;

import io.brokerway.engine.identity.Identity;
import io.brokerway.engine.identity.Principal;
import io.brokerway.engine.identity.Scope;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.security.Acting;
import io.brokerway.server.security.DoorConfig;
import io.brokerway.server.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/me")
@Tag(name = "Users")
final class MeRoutes {
  private final Identity identity;
  private final DoorConfig door;

  MeRoutes(Identity identity, DoorConfig door) {
    this.identity = identity;
    this.door = door;
  }

  @GetMapping
  @Needs(Scope.READ)
  @Operation(summary = "Who is asking, what the key allows and for which user it acts")
  MeResource me(Principal principal, Acting acting) {
    var user =
        identity
            .findUser(acting.tenant(), acting.user())
            .orElseThrow(() -> ProblemException.notFound("The user"));
    return new MeResource(
        door.isDemo(),
        principal.kind(),
        principal.scopes().stream().sorted().toList(),
        UserResource.of(user));
  }
}
