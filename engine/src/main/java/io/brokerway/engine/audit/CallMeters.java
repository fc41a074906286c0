package io.brokerway.engine.audit;

import io.brokerway.broker.CallRecord;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Times calls to brokers. Labels are few whatever adapters and brokers say. Thread-safe. */
final class CallMeters {
  private static final String OTHER = "other";
  private static final int MOST_OPERATIONS = 300;
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int CLIENT_ERRORS = 400;
  private static final int SERVER_ERRORS = 500;

  private final MeterProvider<Timer> calls;
  private final Set<String> operations = ConcurrentHashMap.newKeySet();

  CallMeters(MeterRegistry metrics) {
    calls =
        Timer.builder("brokerway.broker.calls")
            .description("Calls to brokers over the network, by how they ended")
            .serviceLevelObjectives(
                Duration.ofMillis(50),
                Duration.ofMillis(100),
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15))
            .withRegistry(metrics);
  }

  void record(CallRecord call) {
    var broker = call.broker().value();
    calls
        .withTags("broker", broker, "operation", operation(broker, call), "outcome", outcome(call))
        .record(call.took());
  }

  /** Adapters name operations by constants; one that puts an id into the name is held back here. */
  private String operation(String broker, CallRecord call) {
    var name = call.operation();
    if (!NAME.matcher(name).matches()) {
      return OTHER;
    }
    var known = broker + " " + name;
    if (operations.contains(known)) {
      return name;
    }
    return operations.size() < MOST_OPERATIONS && operations.add(known) ? name : OTHER;
  }

  private static String outcome(CallRecord call) {
    var status = call.status();
    if (status == TOO_MANY_REQUESTS) {
      return "rate_limited";
    }
    if (status >= SERVER_ERRORS) {
      return "http_5xx";
    }
    if (status >= CLIENT_ERRORS) {
      return "http_4xx";
    }
    if (call.outcome().equals("ok")) {
      return "ok";
    }
    if (call.outcome().startsWith("not sent")) {
      return "not_sent";
    }
    return call.outcome().startsWith("lost") ? "lost" : OTHER;
  }
}
