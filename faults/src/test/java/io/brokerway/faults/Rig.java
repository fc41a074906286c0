package io.brokerway.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A gateway and the simulators as processes of their own, over one data folder. The gateway can be
 * killed and started again; the simulators live on.
 */
final class Rig implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);

  private final Path home;
  private final int gatewayPort = JavaProcess.freePort();
  private final int simulatorsPort = JavaProcess.freePort();
  private final Api api = new Api(gatewayPort);
  private final Api simulatorsApi = new Api(simulatorsPort);
  private final JavaProcess simulators;
  private @Nullable JavaProcess gateway;
  private int commands;

  Rig() {
    try {
      // PostgreSQL's own user must be able to reach its folder, also when the tests run as root.
      home =
          Files.createTempDirectory(
              "brokerway-faults",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    simulators =
        JavaProcess.start(
            "simulators",
            "io.brokerway.simulators.Simulators",
            List.of(),
            List.of(
                "--port",
                Integer.toString(simulatorsPort),
                "--data",
                home.resolve("simulators").toString()),
            Map.of(),
            home.resolve("simulators.log"));
    Wait.until("the simulators answer", START, () -> simulatorsApi.answers("/control/clock"));
  }

  /** Starts the gateway and waits until it serves. */
  Rig startGateway(String... jvmOptions) {
    launchGateway(jvmOptions);
    Wait.until(
        "the gateway serves; its log:\n" + gateway().log(),
        START,
        () -> {
          if (!gateway().isAlive()) {
            throw new AssertionError("the gateway ended:\n" + gateway().log());
          }
          return api.answers("/health");
        });
    return this;
  }

  /** Starts the gateway without waiting. */
  void launchGateway(String... jvmOptions) {
    var environment = new HashMap<String, String>();
    environment.put("BROKERWAY_HOME", home.resolve("gateway").toString());
    environment.put("BROKERWAY_PORT", Integer.toString(gatewayPort));
    // The rig asks often; what it proves is not the door's quota.
    environment.put("BROKERWAY_REQUESTS_PER_MINUTE_APPLICATION", "0");
    var base = "http://127.0.0.1:" + simulatorsPort + "/alpaca";
    var stream = "ws://127.0.0.1:" + simulatorsPort + "/alpaca";
    environment.put("BROKERWAY_BROKER_ALPACA_BASE_URL", base + "/live");
    environment.put("BROKERWAY_BROKER_ALPACA_PAPER_BASE_URL", base + "/paper");
    environment.put("BROKERWAY_BROKER_ALPACA_DATA_URL", base + "/data");
    environment.put("BROKERWAY_BROKER_ALPACA_STREAM_URL", stream + "/live/stream");
    environment.put("BROKERWAY_BROKER_ALPACA_PAPER_STREAM_URL", stream + "/paper/stream");
    gateway =
        JavaProcess.start(
            "server",
            "io.brokerway.server.Main",
            List.of(jvmOptions),
            List.of("demo-gateway"),
            environment,
            home.resolve("gateway.log"));
  }

  /** Runs an operator's command to its end, on the gateway's folder. */
  JavaProcess admin(String... arguments) {
    var all = new ArrayList<>(List.of("admin"));
    all.addAll(List.of(arguments));
    var command =
        JavaProcess.start(
            "server",
            "io.brokerway.server.Main",
            List.of(),
            all,
            Map.of("BROKERWAY_HOME", home.resolve("gateway").toString()),
            home.resolve("admin-" + ++commands + ".log"));
    command.awaitEnd();
    return command;
  }

  JavaProcess gateway() {
    if (gateway == null) {
      throw new IllegalStateException("the gateway was not started");
    }
    return gateway;
  }

  Api api() {
    return api;
  }

  Api simulators() {
    return simulatorsApi;
  }

  Path home() {
    return home;
  }

  @Override
  public void close() {
    if (gateway != null) {
      gateway.close();
    }
    simulators.close();
  }
}
