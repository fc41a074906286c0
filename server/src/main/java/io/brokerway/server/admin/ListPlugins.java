package io.brokerway.server.admin;

import io.brokerway.broker.BrokerId;
import io.brokerway.engine.Engine;
import io.brokerway.engine.plugins.Plugin;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.stream.Collectors;

/** Tells what became of each plugin when the gateway started. */
final class ListPlugins implements AdminTask.Work {

  @Override
  public void run(Engine engine, Arguments arguments, PrintWriter out) {
    for (var plugin : engine.plugins().all()) {
      out.printf(
          "%s  %s  %s  %s%n",
          plugin.digest() == null ? "-" : plugin.digest(),
          state(plugin),
          Objects.requireNonNullElse(plugin.file(), "-"),
          plugin.isLoaded() ? brokers(plugin) : plugin.problem());
    }
  }

  private static String state(Plugin plugin) {
    return plugin.refusal() == null ? "LOADED" : plugin.refusal().name();
  }

  private static String brokers(Plugin plugin) {
    return plugin.brokers().stream().map(BrokerId::value).collect(Collectors.joining(","));
  }
}
