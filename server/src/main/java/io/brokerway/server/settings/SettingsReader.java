package io.brokerway.server.settings;

import io.brokerway.broker.BrokerProfile;
import io.brokerway.broker.login.Secret;
import io.brokerway.engine.plugins.PluginSource;
import io.brokerway.engine.risk.RiskLimits;
import io.brokerway.server.json.Decimals;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all settings and gathers what is wrong with them. Used once. */
final class SettingsReader {
  private static final Duration LEAST_SYNC = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration LEAST_AGE = Duration.ofMillis(100);
  private static final int MAX_PORT = 65_535;
  private static final Logger LOG = LoggerFactory.getLogger(SettingsReader.class);

  private final Collection<BrokerProfile> brokers;
  private final UnknownBrokers unknownBrokers;
  private final List<SettingSource> sources;
  private final List<String> problems = new ArrayList<>();

  SettingsReader(
      Map<String, String> flags,
      Map<String, String> environment,
      Collection<BrokerProfile> brokers,
      UnknownBrokers unknownBrokers) {
    this.brokers = brokers;
    this.unknownBrokers = unknownBrokers;
    this.sources = new ArrayList<>();
    sources.add(new SettingSource("the flags", flags));
    sources.add(new SettingSource("the environment", EnvironmentNames.read(environment, brokers)));
    var file = text(Setting.CONFIG);
    if (!file.isEmpty()) {
      sources.add(file(file));
    }
  }

  Settings read() {
    refuseUnknown();
    var settings =
        new Settings(
            path(Setting.HOME),
            text(Setting.HOST),
            wholeNumber(Setting.PORT, 0, MAX_PORT),
            database(),
            pluginSource(),
            duration(Setting.SYNC_INTERVAL, LEAST_SYNC),
            duration(Setting.MARKET_ORDER_MAX_AGE, LEAST_AGE),
            duration(Setting.LIMIT_ORDER_MAX_AGE, LEAST_AGE),
            limits(),
            flag(Setting.DISPATCH),
            wholeNumber(Setting.REQUESTS_PER_MINUTE_USER, 0, Integer.MAX_VALUE),
            wholeNumber(Setting.REQUESTS_PER_MINUTE_APPLICATION, 0, Integer.MAX_VALUE),
            flag(Setting.ACCESS_LOG),
            brokerSettings());
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return settings;
  }

  /** Where plugins come from; if that is wrong {@link #read} says so. */
  PluginSource pluginSource() {
    var folder =
        text(Setting.PLUGINS).isEmpty()
            ? path(Setting.HOME).resolve("plugins")
            : path(Setting.PLUGINS);
    try {
      return new PluginSource(folder, PluginSource.parseList(text(Setting.PLUGIN_DIGESTS)));
    } catch (IllegalArgumentException e) {
      wrong(
          Setting.PLUGIN_DIGESTS,
          "must be SHA-256 sums of 64 hexadecimal digits, with commas between");
      return new PluginSource(folder, Set.of());
    }
  }

  private SettingSource file(String name) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(Path.of(name))) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      problems.add("config: the file '%s' cannot be read: %s".formatted(name, e));
    }
    var values = new HashMap<String, String>();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return new SettingSource("the file " + name, values);
  }

  private void refuseUnknown() {
    for (var source : sources) {
      source.values().keySet().stream()
          .filter(key -> !isKnown(key))
          .sorted()
          .forEach(key -> refuse(key, source.name()));
    }
  }

  private void refuse(String key, String source) {
    if (unknownBrokers == UnknownBrokers.LEFT_OUT && namesNoKnownBroker(key)) {
      LOG.warn("left out, perhaps a setting of the plugin that was refused: {} in {}", key, source);
    } else {
      problems.add("%s: there is no such setting (in %s)".formatted(key, source));
    }
  }

  private boolean namesNoKnownBroker(String key) {
    return EnvironmentNames.isOfUnknownBroker(key)
        || (key.startsWith(SettingSource.BROKER_PREFIX)
            && brokers.stream()
                .noneMatch(broker -> key.startsWith(Settings.brokerKey(broker, ""))));
  }

  private boolean isKnown(String key) {
    return Setting.find(key).isPresent()
        || brokers.stream()
            .anyMatch(broker ->
                broker.settings().stream()
                    .anyMatch(setting -> Settings.brokerKey(broker, setting.key()).equals(key)));
  }

  private Map<String, Map<String, String>> brokerSettings() {
    var all = new HashMap<String, Map<String, String>>();
    for (var broker : brokers) {
      for (var setting : broker.settings()) {
        var value = find(Settings.brokerKey(broker, setting.key()));
        if (value != null) {
          all.computeIfAbsent(broker.id().value(), id -> new HashMap<>()).put(setting.key(), value);
        }
      }
    }
    return all;
  }

  private Settings.@Nullable DatabaseAccess database() {
    var url = text(Setting.DATABASE_URL);
    if (url.isEmpty()) {
      return null;
    }
    if (!url.startsWith("jdbc:postgresql://")) {
      wrong(Setting.DATABASE_URL, "must start with jdbc:postgresql://");
    }
    if (url.toLowerCase(java.util.Locale.ROOT).contains("password=")) {
      wrong(Setting.DATABASE_URL, "must not hold the password: use database-password");
    }
    if (text(Setting.DATABASE_USER).isEmpty()) {
      wrong(Setting.DATABASE_USER, "is required with database-url");
    }
    return new Settings.DatabaseAccess(
        url, text(Setting.DATABASE_USER), Secret.of(text(Setting.DATABASE_PASSWORD)));
  }

  private Path path(Setting setting) {
    try {
      return Path.of(text(setting)).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      wrong(setting, "must be a folder");
      return Path.of(".");
    }
  }

  private RiskLimits limits() {
    var defaults = RiskLimits.DEFAULTS;
    return new RiskLimits(
        limit(Setting.MAX_ORDER_QUANTITY),
        limit(Setting.MAX_ORDER_NOTIONAL),
        wholeNumber(Setting.MAX_OPEN_ORDERS, 1, Integer.MAX_VALUE),
        wholeNumber(Setting.ORDERS_PER_SECOND, 1, Integer.MAX_VALUE),
        wholeNumber(Setting.ORDERS_PER_MINUTE, 1, Integer.MAX_VALUE),
        limit(Setting.PRICE_COLLAR_PERCENT),
        defaults.collarPaperPercent(),
        defaults.maxReferenceAge(),
        defaults.duplicateWindowLive(),
        defaults.duplicateWindowPaper(),
        defaults.marketOrderMarginPercent());
  }

  /** Absent if the operator wants none. */
  private @Nullable BigDecimal limit(Setting setting) {
    var limit = decimal(setting);
    return limit.signum() == 0 ? null : limit;
  }

  private int wholeNumber(Setting setting, int min, int max) {
    try {
      var number = Integer.parseInt(text(setting));
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    wrong(setting, "must be a whole number from %d to %d".formatted(min, max));
    return min;
  }

  private BigDecimal decimal(Setting setting) {
    var number = Decimals.parse(text(setting));
    if (number == null || number.signum() < 0) {
      wrong(setting, "must be a decimal number of at least 0");
      return BigDecimal.ZERO;
    }
    return number;
  }

  private Duration duration(Setting setting, Duration least) {
    try {
      var duration = Duration.parse(text(setting));
      if (duration.compareTo(least) >= 0 && duration.compareTo(DAY) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Told below.
    }
    wrong(setting, "must be a duration like PT10S, from %s to %s".formatted(least, DAY));
    return least;
  }

  private boolean flag(Setting setting) {
    return switch (text(setting)) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        wrong(setting, "must be true or false");
        yield false;
      }
    };
  }

  private String text(Setting setting) {
    var value = find(setting.key());
    return value == null ? setting.fallback() : value;
  }

  private @Nullable String find(String key) {
    for (var source : sources) {
      var value = source.values().get(key);
      // An empty variable is how many tools say "not set".
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return null;
  }

  /** Values are not repeated: they may be secret. */
  private void wrong(Setting setting, String rule) {
    problems.add(setting.key() + ": " + rule);
  }
}
