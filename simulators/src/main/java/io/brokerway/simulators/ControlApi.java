package io.brokerway.simulators;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import tools.jackson.core.JacksonException;

/**
 * What a fault rig may do to the simulators: {@code faults}, {@code clock}, and below {@code
 * /<broker>} what is the broker's own.
 */
final class ControlApi {
  private final SimulatorClock clock;
  private final Faults faults;
  private final Map<String, BrokerSimulator> brokers;

  ControlApi(SimulatorClock clock, Faults faults, Map<String, BrokerSimulator> brokers) {
    this.clock = clock;
    this.faults = faults;
    this.brokers = brokers;
  }

  HttpReply answer(HttpCall call) {
    try {
      return route(call);
    } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
      return HttpReply.json(400, Map.of("message", String.valueOf(e.getMessage())));
    }
  }

  private HttpReply route(HttpCall call) {
    return switch (call.path()) {
      case "/faults" -> faults(call);
      case "/clock" -> clock(call);
      default -> ofBroker(call);
    };
  }

  private HttpReply faults(HttpCall call) {
    return switch (call.method()) {
      case "GET" -> HttpReply.json(200, faults.waiting().stream().map(ControlApi::shown).toList());
      case "POST" -> {
        var id = faults.add(FaultReader.read(Json.read(call.body())));
        yield HttpReply.json(201, Map.of("id", id));
      }
      case "DELETE" -> {
        faults.clear();
        yield HttpReply.empty(204);
      }
      default -> HttpReply.empty(405);
    };
  }

  private static Map<String, Object> shown(Faults.Waiting waiting) {
    return Map.of(
        "id", waiting.id(),
        "left", waiting.left(),
        "broker", waiting.fault().broker(),
        "method", waiting.fault().method(),
        "path", waiting.fault().path().pattern(),
        "accept", waiting.fault().accepts(),
        "answer", waiting.fault().answer().toString());
  }

  private HttpReply clock(HttpCall call) {
    if (call.method().equals("POST")) {
      var json = Json.read(call.body());
      if (json.has("now")) {
        clock.set(Instant.parse(json.path("now").asString()));
      }
      if (json.has("advance")) {
        clock.advance(Duration.parse(json.path("advance").asString()));
      }
    }
    return HttpReply.json(200, Map.of("now", clock.instant().toString()));
  }

  private HttpReply ofBroker(HttpCall call) {
    var end = call.path().indexOf('/', 1);
    var broker = end < 0 ? null : brokers.get(call.path().substring(1, end));
    return broker == null
        ? HttpReply.json(404, Map.of("message", "no such control: " + call.path()))
        : broker.control(call.at(call.path().substring(end)));
  }
}
