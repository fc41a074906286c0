package io.brokerway.server.rest.v1;

import io.brokerway.broker.BrokerId;
import io.brokerway.engine.connections.Applications;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.identity.Principal;
import io.brokerway.engine.identity.Scope;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.rest.ProblemType;
import io.brokerway.server.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/broker-applications")
@Tag(name = "Broker applications")
final class BrokerApplicationRoutes {
  private final Connections connections;

  BrokerApplicationRoutes(Connections connections) {
    this.connections = connections;
  }

  @GetMapping
  @Needs(value = Scope.ADMIN, application = true)
  @Operation(
      summary = "By whose application each broker knows the caller's users",
      description = "The brokers that know applications; of the secrets nothing is told.")
  Page<BrokerApplicationResource> listBrokerApplications(Principal principal) {
    return Page.only(
        applications().list(principal.tenant()).stream()
            .map(BrokerApplicationResource::of)
            .toList());
  }

  @GetMapping("/{brokerId}")
  @Needs(value = Scope.ADMIN, application = true)
  @Operation(summary = "The same for one broker")
  BrokerApplicationResource brokerApplication(Principal principal, @PathVariable String brokerId) {
    return BrokerApplicationResource.of(
        applications().inForce(principal.tenant(), broker(brokerId)));
  }

  @PutMapping("/{brokerId}")
  @Needs(value = Scope.ADMIN, application = true)
  @Operation(
      summary = "Gives the caller an application of its own at a broker",
      description =
          "In the place of one that it had. Connections use it from their next login or renewal"
              + " on. What is sent is kept encrypted and never shown again.")
  BrokerApplicationResource setBrokerApplication(
      Principal principal, @PathVariable String brokerId, @RequestBody BrokerApplicationBody body) {
    try (var clientId = body.clientId();
        var clientSecret = body.clientSecret()) {
      return BrokerApplicationResource.of(
          applications()
              .set(
                  principal.tenant(), broker(brokerId), clientId, clientSecret, principal.actor()));
    }
  }

  @DeleteMapping("/{brokerId}")
  @Needs(value = Scope.ADMIN, application = true)
  @Operation(
      summary = "Destroys the caller's own application at a broker",
      description = "This gateway's is used again from the next login or renewal on.")
  BrokerApplicationResource removeBrokerApplication(
      Principal principal, @PathVariable String brokerId) {
    return applications()
        .remove(principal.tenant(), broker(brokerId), principal.actor())
        .map(BrokerApplicationResource::of)
        .orElseThrow(() -> ProblemException.notFound("An application of your own"));
  }

  private Applications applications() {
    return connections.applications();
  }

  private BrokerId broker(String text) {
    try {
      return connections.brokers().parse(text);
    } catch (ConnectionException.UnknownBroker e) {
      // The text says where a broker that is gone went.
      throw new ProblemException(ProblemType.NOT_FOUND, String.valueOf(e.getMessage()));
    }
  }
}
