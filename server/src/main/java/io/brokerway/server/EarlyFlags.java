package io.brokerway.server;

import io.brokerway.server.settings.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The few flags that are read before the command line as a whole, since they decide which adapters
 * there are, and so which other flags.
 */
final class EarlyFlags {
  private static final List<Setting> EARLY =
      List.of(Setting.HOME, Setting.CONFIG, Setting.PLUGINS, Setting.PLUGIN_DIGESTS);

  private EarlyFlags() {}

  /** Those of some arguments, by key; all others are left for later. */
  static Map<String, String> of(String... arguments) {
    var spec = CommandSpec.create();
    for (var setting : EARLY) {
      spec.addOption(OptionSpec.builder("--" + setting.key()).type(String.class).build());
    }
    var line = new CommandLine(spec).setUnmatchedArgumentsAllowed(true);
    // A flag that lacks its value, or is there twice, is told when the whole line is read.
    line.setOverwrittenOptionsAllowed(true);
    var flags = new HashMap<String, String>();
    try {
      var read = line.parseArgs(arguments);
      for (var option : read.matchedOptions()) {
        flags.put(option.longestName().substring(2), option.getValue());
      }
    } catch (CommandLine.ParameterException e) {
      flags.clear();
    }
    return flags;
  }
}
