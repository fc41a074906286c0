package io.brokerway.engine.plugins;

import io.brokerway.broker.BrokerFactory;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The adapters of this gateway: those that it was built with and those of the plugins that could be
 * loaded, and what became of every plugin. A plugin that is no good is logged, told and left out;
 * the others and the gateway go on. Immutable and thread-safe.
 */
public final class Plugins {
  private static final Logger log = LoggerFactory.getLogger(Plugins.class);

  private final List<BrokerFactory> brokers;
  private final List<Plugin> all;

  private Plugins(List<BrokerFactory> brokers, List<Plugin> all) {
    this.brokers = List.copyOf(brokers);
    this.all = List.copyOf(all);
  }

  /** No plugins: the adapters that the gateway was built with alone. */
  public static Plugins none(List<BrokerFactory> builtIn) {
    return new Plugins(builtIn, List.of());
  }

  /**
   * Loads what the operator lists; the jars are taken in the order of their names. Throws for
   * nothing that a plugin does.
   *
   * @param builtIn the adapters that the gateway was built with; no plugin takes the place of one
   */
  public static Plugins load(PluginSource source, List<BrokerFactory> builtIn) {
    var loading = new Loading(source, builtIn);
    loading.run();
    loading.plugins().forEach(Plugins::tell);
    return new Plugins(loading.brokers(), loading.plugins());
  }

  private static void tell(Plugin plugin) {
    if (plugin.isLoaded()) {
      log.info(
          "plugin loaded: file={} sha256={} brokers={}",
          plugin.file(),
          plugin.digest(),
          plugin.brokers());
    } else {
      log.error(
          "plugin refused: file={} sha256={} refusal={} why={}",
          plugin.file(),
          plugin.digest(),
          plugin.refusal(),
          plugin.problem());
    }
  }

  /** Every adapter, the built-in ones first. */
  public List<BrokerFactory> brokers() {
    return brokers;
  }

  /** What became of every jar in the folder and of every digest in the list, by file name. */
  public List<Plugin> all() {
    return all;
  }

  /** How many were refused. */
  public long refused() {
    return all.stream().filter(plugin -> !plugin.isLoaded()).count();
  }
}
