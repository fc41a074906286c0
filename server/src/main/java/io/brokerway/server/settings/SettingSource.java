package io.brokerway.server.settings;

import java.util.Map;

/**
 * Where values come from.
 *
 * @param name for error messages: {@code the environment}
 * @param values by key; a broker's by {@code broker.<id>.<key>}
 */
record SettingSource(String name, Map<String, String> values) {
  static final String BROKER_PREFIX = "broker.";

  SettingSource {
    values = Map.copyOf(values);
  }
}
