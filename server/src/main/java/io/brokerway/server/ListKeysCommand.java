package io.brokerway.server;

import io.brokerway.engine.plugins.Plugins;
import io.brokerway.server.admin.AdminTask;
import io.brokerway.server.admin.FirstKey;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists an application's keys. */
@Command(
    name = "list-keys",
    description =
        "Lists an application's API keys, its users' too: id, status, scopes, expiry, last use.",
    mixinStandardHelpOptions = true)
final class ListKeysCommand implements Callable<Integer> {
  private final Plugins adapters;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--tenant",
      paramLabel = "ID",
      description = "The application. Default: ${DEFAULT-VALUE}.",
      defaultValue = FirstKey.MAIN_TENANT)
  private String tenant = FirstKey.MAIN_TENANT;

  ListKeysCommand(Plugins adapters) {
    this.adapters = adapters;
  }

  @Override
  public Integer call() {
    return AdminRun.of(spec, adapters, AdminTask.LIST_KEYS, Map.of("tenant", tenant));
  }
}
