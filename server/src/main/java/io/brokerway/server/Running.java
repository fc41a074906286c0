package io.brokerway.server;

import io.brokerway.server.settings.SettingsException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;

/** Starts a gateway and keeps it until somebody ends the process. */
final class Running {
  private static final Logger LOG = LoggerFactory.getLogger(Running.class);

  private Running() {}

  /** What ends it. */
  enum Ending {
    ON_SIGNAL,
    AFTER_TRAINING
  }

  static int untilStopped(Supplier<Gateway> start, Ending ending) {
    try (var gateway = start.get()) {
      gateway.announce(System.out);
      if (ending == Ending.AFTER_TRAINING) {
        Training.run(gateway.port());
        return ExitCode.OK;
      }
      waitForSignal(gateway);
      return ExitCode.OK;
    } catch (SettingsException e) {
      System.err.println("brokerway: the settings cannot be used:");
      e.problems().forEach(problem -> System.err.println("  " + problem));
      return ExitCode.USAGE;
    } catch (IllegalStateException e) {
      LOG.error("The gateway cannot run: {}", e.getMessage(), e);
      return ExitCode.SOFTWARE;
    }
  }

  /** A signal runs the shutdown hook, which ends the gateway and then lets the process go. */
  private static void waitForSignal(Gateway gateway) {
    Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "stop"));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
