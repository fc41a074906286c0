package io.brokerway.server;

import io.brokerway.engine.connections.Brokers;
import io.brokerway.server.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * The gateways that all tests of this JVM share: starting one for each class would take minutes.
 */
public final class TestGateways {
  private TestGateways() {}

  /** An open demo. */
  public static Gateway demo() {
    return Demo.GATEWAY;
  }

  /** A gateway that demands keys. */
  public static Gateway serve() {
    return Serve.GATEWAY;
  }

  /** The admin key that the start of {@link #serve} printed. */
  public static String adminKey() {
    return serve().firstKey().orElseThrow();
  }

  /** Settings over a fresh folder, which is removed when the JVM ends. */
  public static Settings settings(Map<String, String> flags) {
    var all = new HashMap<>(flags);
    all.putIfAbsent("home", freshFolder().toString());
    all.putIfAbsent("port", "0");
    return Settings.read(
        all, Map.of(), Brokers.onClassPath().stream().map(factory -> factory.profile()).toList());
  }

  private static Path freshFolder() {
    try {
      var folder = Files.createTempDirectory("brokerway-test");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      System.err.println("left behind: " + folder);
    }
  }

  private static final class Demo {
    static final Gateway GATEWAY =
        Gateway.demo(settings(Map.of("requests-per-minute-application", "0")));

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(GATEWAY::close));
    }
  }

  private static final class Serve {
    static final Gateway GATEWAY =
        Gateway.serve(
            settings(
                Map.of("requests-per-minute-application", "0", "requests-per-minute-user", "0")));

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(GATEWAY::close));
    }
  }
}
