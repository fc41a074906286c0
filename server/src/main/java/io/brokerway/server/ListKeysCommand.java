package io.brokerway.server;

import io.brokerway.engine.plugins.Plugins;
import io.brokerway.server.admin.AdminTask;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  @Mixin private TenantOption tenant = new TenantOption();

  ListKeysCommand(Plugins adapters) {
    this.adapters = adapters;
  }

  @Override
  public Integer call() {
    return AdminRun.of(spec, adapters, AdminTask.LIST_KEYS, Map.of("tenant", tenant.id()));
  }
}
