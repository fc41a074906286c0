package io.brokerway.server.settings;

import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerProfile;
import io.brokerway.broker.login.Secret;
import io.brokerway.engine.plugins.PluginSource;
import io.brokerway.engine.plugins.Plugins;
import io.brokerway.engine.risk.RiskLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The operator's settings, complete and checked.
 *
 * @param database absent for the embedded one
 * @param plugins where further adapters come from
 * @param requestsPerMinuteUser 0 for no limit
 * @param requestsPerMinuteApplication 0 for no limit
 * @param brokers by broker id, then by key
 */
public record Settings(
    Path home,
    String host,
    int port,
    @Nullable DatabaseAccess database,
    PluginSource plugins,
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
   * @param brokers whose settings there may be
   * @throws SettingsException naming everything that is wrong
   */
  public static Settings read(
      Map<String, String> flags,
      Map<String, String> environment,
      Collection<BrokerProfile> brokers) {
    return new SettingsReader(flags, environment, brokers, UnknownBrokers.REFUSED).read();
  }

  /**
   * Reads the settings of a gateway with plugins.
   *
   * @param flags by key
   * @param adapters whose settings there may be; while a plugin is refused, those of brokers that
   *     nobody knows are left out with a warning, for they may be that plugin's
   * @throws SettingsException naming everything that is wrong
   */
  public static Settings read(
      Map<String, String> flags, Map<String, String> environment, Plugins adapters) {
    var brokers = adapters.brokers().stream().map(BrokerFactory::profile).toList();
    var unknown = adapters.refused() > 0 ? UnknownBrokers.LEFT_OUT : UnknownBrokers.REFUSED;
    return new SettingsReader(flags, environment, brokers, unknown).read();
  }

  /**
   * Reads no more than where plugins come from, for which no adapter has to be known. What is wrong
   * is for {@link #read} to tell.
   */
  public static PluginSource plugins(Map<String, String> flags, Map<String, String> environment) {
    return new SettingsReader(flags, environment, List.of(), UnknownBrokers.LEFT_OUT)
        .pluginSource();
  }

  /** The key of a broker's setting, as flags and the file spell it. */
  public static String brokerKey(BrokerProfile broker, String key) {
    return SettingSource.BROKER_PREFIX + broker.id() + "." + key;
  }
}
