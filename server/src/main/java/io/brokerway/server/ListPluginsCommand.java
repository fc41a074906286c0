package io.brokerway.server;

import io.brokerway.engine.plugins.Plugins;
import io.brokerway.server.admin.AdminTask;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the jars with further adapters. */
@Command(
    name = "list-plugins",
    description =
        "Lists the jars with further adapters: SHA-256, what became of each, its file, its brokers"
            + " or why it was refused.",
    mixinStandardHelpOptions = true)
final class ListPluginsCommand implements Callable<Integer> {
  private final Plugins adapters;

  @Spec private CommandSpec spec = CommandSpec.create();

  ListPluginsCommand(Plugins adapters) {
    this.adapters = adapters;
  }

  @Override
  public Integer call() {
    return AdminRun.of(spec, adapters, AdminTask.LIST_PLUGINS, Map.of());
  }
}
