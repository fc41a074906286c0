package io.brokerway.server.rest.v1;

import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.identity.Scope;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.rest.ProblemType;
import io.brokerway.server.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/brokers")
@Tag(name = "Brokers")
final class BrokerRoutes {
  private final Connections connections;

  BrokerRoutes(Connections connections) {
    this.connections = connections;
  }

  @GetMapping
  @Needs(Scope.READ)
  @Operation(summary = "The brokers that can be connected, with their logins and capabilities")
  Page<BrokerResource> list() {
    return Page.only(connections.brokers().profiles().stream().map(BrokerResource::of).toList());
  }

  @GetMapping("/{brokerId}")
  @Needs(Scope.READ)
  @Operation(summary = "One broker")
  BrokerResource one(@PathVariable String brokerId) {
    try {
      var brokers = connections.brokers();
      return BrokerResource.of(brokers.profile(brokers.parse(brokerId)));
    } catch (ConnectionException.UnknownBroker e) {
      // The text says where a broker that is gone went.
      throw new ProblemException(ProblemType.NOT_FOUND, String.valueOf(e.getMessage()));
    }
  }
}
