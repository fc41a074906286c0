package io.brokerway.simulators.__package__;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.simulators.SimulatorClock;
import io.brokerway.simulators.SimulatorServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

final class __Name__SimulatorTest {

  @Test
  void whatIsNotWrittenYetIsNamed() throws Exception {
    var clock = SimulatorClock.ticking(Clock.systemUTC());
    try (var server =
            SimulatorServer.start("127.0.0.1", 0, clock, List.of(new __Name__Simulator()));
        var http = HttpClient.newHttpClient()) {
      var address = "http://127.0.0.1:%d/__id__/accounts".formatted(server.port());

      var reply =
          http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());

      assertThat(reply.statusCode()).isEqualTo(501);
      assertThat(reply.body()).contains("GET /accounts is to be written");
    }
  }
}
