package io.brokerway.server.settings;

import io.brokerway.broker.BrokerProfile;
import io.brokerway.broker.login.Secret;
import io.brokerway.engine.risk.RiskLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operator's settings, complete and checked.
 *
 * @param database absent for the embedded one
 * @param requestsPerMinuteUser 0 for no limit
 * @param requestsPerMinuteApplication 0 for no limit
 * @param brokers by broker id, then by key
 */
public record Settings(
    Path home,
    String host,
    int port,
    @Nullable DatabaseAccess database,
    Duration syncInterval,
    Duration marketOrderMaxAge,
    Duration limitOrderMaxAge,
    RiskLimits limits,
    boolean dispatch,
    int requestsPerMinuteUser,
    int requestsPerMinuteApplication,
    boolean accessLog,
    Map<String, Map<String, String>> brokers) {

  public Settings {
    brokers = Map.copyOf(brokers);
  }

  /** The operator's own database. */
  public record DatabaseAccess(String url, String user, Secret password) {}

  /**
   * Reads the settings: a flag wins over the environment, that over the file.
   *
   * @param flags by key
   * @throws SettingsException naming everything that is wrong
   */
  public static Settings read(
      Map<String, String> flags,
      Map<String, String> environment,
      Collection<BrokerProfile> brokers) {
    return new SettingsReader(flags, environment, brokers).read();
  }

  /** The key of a broker's setting, as flags and the file spell it. */
  public static String brokerKey(BrokerProfile broker, String key) {
    return SettingSource.BROKER_PREFIX + broker.id() + "." + key;
  }
}
