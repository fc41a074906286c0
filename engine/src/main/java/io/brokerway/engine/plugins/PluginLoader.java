package io.brokerway.engine.plugins;

import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerId;
import io.brokerway.broker.BrokerProfile;
import io.brokerway.engine.plugins.Plugin.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/** Makes the adapters of one jar, or says what is wrong with it. */
final class PluginLoader {
  /** An adapter that said who it is. */
  record Made(BrokerId id, BrokerFactory factory) {}

  private static final Pattern SETTING_KEY = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final PluginJar jar;
  private final PluginClassLoader loader;

  PluginLoader(PluginJar jar, ClassLoader gateway) {
    this.jar = jar;
    this.loader = new PluginClassLoader(jar, gateway);
  }

  /**
   * Makes them all.
   *
   * @throws PluginRefused if one of them is not good
   */
  List<Made> load() {
    try {
      var providers = ServiceLoader.load(BrokerFactory.class, loader).stream().toList();
      if (providers.isEmpty()) {
        throw new PluginRefused(
            Refusal.NO_ADAPTER,
            "it names no adapter: META-INF/services/%s is missing or empty"
                .formatted(BrokerFactory.class.getName()));
      }
      providers.forEach(provider -> new ContractCheck(jar, loader, provider.type()).run());
      return providers.stream().map(this::make).toList();
    } catch (ServiceConfigurationError e) {
      throw new PluginRefused(
          Refusal.NO_ADAPTER, "the adapter that it names cannot be found: " + e.getMessage(), e);
    } catch (LinkageError e) {
      throw new PluginRefused(Refusal.INCOMPATIBLE, "it cannot be linked: " + e, e);
    }
  }

  private Made make(ServiceLoader.Provider<BrokerFactory> provider) {
    var name = provider.type().getName();
    try {
      var factory = provider.get();
      var profile = factory.profile();
      requireSound(profile);
      return new Made(profile.id(), factory);
    } catch (ServiceConfigurationError e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw new PluginRefused(
          Refusal.BROKEN, "its adapter %s could not be made: %s".formatted(name, cause), e);
    } catch (RuntimeException | AssertionError e) {
      throw new PluginRefused(
          Refusal.BROKEN, "its adapter %s says nothing sound of itself: %s".formatted(name, e), e);
    }
  }

  /** A plugin was compiled by others: that nothing in it is null was not checked there. */
  private static void requireSound(BrokerProfile profile) {
    Objects.requireNonNull(profile, "no profile");
    Objects.requireNonNull(profile.id(), "no broker id");
    Objects.requireNonNull(profile.name(), "no name");
    Objects.requireNonNull(profile.capabilities(), "no capabilities");
    var keys = new HashSet<String>();
    for (var setting : profile.settings()) {
      Objects.requireNonNull(setting.description(), "a setting without a description");
      Objects.requireNonNull(setting.fallback(), "a setting without a fallback");
      if (!SETTING_KEY.matcher(setting.key()).matches() || !keys.add(setting.key())) {
        throw new IllegalArgumentException(
            "the setting '%s' is not kebab-case, or there twice".formatted(setting.key()));
      }
    }
  }
}
