package io.brokerway.server.settings;

import io.brokerway.broker.BrokerProfile;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the variables of the environment that are settings. */
final class EnvironmentNames {
  /** The launcher's own variables, which the gateway has no use for. */
  private static final Set<String> LAUNCHER =
      Set.of("BROKERWAY_SIMULATORS_PORT", "BROKERWAY_MAX_HEAP", "BROKERWAY_JAVA_OPTIONS");

  private static final String BROKER = Setting.ENVIRONMENT_PREFIX + "BROKER_";

  private EnvironmentNames() {}

  /** By key; what is no setting keeps its name, and is told as unknown by whoever checks. */
  static Map<String, String> read(
      Map<String, String> environment, Collection<BrokerProfile> brokers) {
    var values = new HashMap<String, String>();
    environment.forEach((name, value) -> {
      if (name.startsWith(Setting.ENVIRONMENT_PREFIX) && !LAUNCHER.contains(name)) {
        values.put(key(name, brokers), value);
      }
    });
    return values;
  }

  private static String key(String name, Collection<BrokerProfile> brokers) {
    if (!name.startsWith(BROKER)) {
      return lower(name.substring(Setting.ENVIRONMENT_PREFIX.length()));
    }
    var rest = name.substring(BROKER.length());
    // An id may hold underscores, so the known ids decide where it ends.
    List<String> ids = brokers.stream().map(profile -> profile.id().value()).toList();
    for (var id : ids) {
      var start = upper(id) + "_";
      if (rest.startsWith(start)) {
        return SettingSource.BROKER_PREFIX + id + "." + lower(rest.substring(start.length()));
      }
    }
    return name;
  }

  /** Whether a key is the name of a variable that no known broker has. */
  static boolean isOfUnknownBroker(String key) {
    return key.startsWith(BROKER);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String upper(String key) {
    return key.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
