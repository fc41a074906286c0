package io.brokerway.server;

import io.brokerway.engine.plugins.Plugins;
import io.brokerway.engine.storage.StorageUnavailable;
import io.brokerway.server.admin.AdminTask;
import io.brokerway.server.admin.Arguments;
import io.brokerway.server.admin.ControlClient;
import io.brokerway.server.admin.LocalTask;
import io.brokerway.server.settings.Settings;
import io.brokerway.server.settings.SettingsException;
import java.io.PrintStream;
import java.util.Map;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** Runs an operator's command: by the gateway that runs on the folder, else by itself. */
final class AdminRun {
  private AdminRun() {}

  static int of(CommandSpec spec, Plugins adapters, AdminTask task, Map<String, String> arguments) {
    try {
      var settings = SettingFlags.read(spec, adapters);
      return run(settings, adapters, task, new Arguments(arguments), System.out, System.err);
    } catch (SettingsException | IllegalArgumentException e) {
      System.err.println("brokerway: " + e.getMessage());
      return ExitCode.USAGE;
    }
  }

  static int run(
      Settings settings,
      Plugins adapters,
      AdminTask task,
      Arguments arguments,
      PrintStream out,
      PrintStream err) {
    try {
      var done = ControlClient.run(settings.home(), task, arguments, out, err);
      if (done.isPresent()) {
        return done.getAsInt();
      }
      try (var house = EngineHouse.open(settings, adapters)) {
        return LocalTask.run(house.engine(), task, arguments, out, err);
      }
    } catch (IllegalStateException | StorageUnavailable e) {
      err.println("brokerway: " + e.getMessage());
      return ExitCode.SOFTWARE;
    }
  }
}
