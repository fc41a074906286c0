package io.brokerway.server;

import io.brokerway.broker.BrokerProfile;
import io.brokerway.engine.plugins.Plugins;
import io.brokerway.server.settings.Setting;
import io.brokerway.server.settings.Settings;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The settings as flags of a command. */
final class SettingFlags {
  private static final int WIDTH = 110;

  private SettingFlags() {}

  /** A command that takes every setting as a flag and lists them all in its help. */
  static CommandLine addTo(Object command, Plugins adapters) {
    var spec = CommandSpec.forAnnotatedObject(command);
    for (var setting : Setting.values()) {
      spec.addOption(
          option(setting.key(), setting.type(), setting.description(), setting.fallback()));
    }
    for (var adapter : adapters.brokers()) {
      spec.addArgGroup(group(adapter.profile()));
    }
    spec.usageMessage().width(WIDTH).sortOptions(false).abbreviateSynopsis(true);
    spec.usageMessage()
        .footer(
            "",
            "Each setting is also a variable of the environment (BROKERWAY_SYNC_INTERVAL,"
                + " BROKERWAY_BROKER_ALPACA_BASE_URL) and a key of the file (sync-interval=PT5M)."
                + " A flag wins over the environment, that over the file. An unknown one stops the"
                + " start.");
    return new CommandLine(spec);
  }

  /**
   * Reads the settings that a command was called with.
   *
   * @throws io.brokerway.server.settings.SettingsException naming everything that is wrong
   */
  static Settings read(CommandSpec spec, Plugins adapters) {
    Map<String, String> flags = new HashMap<>();
    for (var option : spec.options()) {
      // A command's own options have fields; they are no settings.
      if (!(option.userObject() instanceof Field) && option.getValue() instanceof String value) {
        flags.put(option.longestName().substring(2), value);
      }
    }
    return Settings.read(flags, System.getenv(), adapters);
  }

  private static ArgGroupSpec group(BrokerProfile broker) {
    var options = new ArrayList<OptionSpec>();
    for (var setting : broker.settings()) {
      options.add(
          option(
              Settings.brokerKey(broker, setting.key()),
              "VALUE",
              setting.description(),
              setting.fallback()));
    }
    var group =
        ArgGroupSpec.builder()
            .heading("%n" + broker.name() + "%n")
            .validate(false)
            .exclusive(false);
    options.forEach(group::addArg);
    return group.build();
  }

  private static OptionSpec option(String key, String type, String text, String fallback) {
    var ending = fallback.isEmpty() ? "" : " Default: " + fallback.replace("%", "%%") + ".";
    return OptionSpec.builder("--" + key)
        .type(String.class)
        .paramLabel(type)
        .description(text.replace("%", "%%") + ending)
        .build();
  }
}
