package io.brokerway.server;

import io.brokerway.engine.plugins.Plugins;
import io.brokerway.server.admin.AdminTask;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists by whose application brokers know an application's users. */
@Command(
    name = "list-applications",
    description =
        "Lists by whose application each broker knows an application's users: TENANT for its own,"
            + " INSTALL for this gateway's, NONE.",
    mixinStandardHelpOptions = true)
final class ListApplicationsCommand implements Callable<Integer> {
  private final Plugins adapters;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private TenantOption tenant = new TenantOption();

  ListApplicationsCommand(Plugins adapters) {
    this.adapters = adapters;
  }

  @Override
  public Integer call() {
    return AdminRun.of(spec, adapters, AdminTask.LIST_APPLICATIONS, Map.of("tenant", tenant.id()));
  }
}
