package io.brokerway.server;

import io.brokerway.engine.plugins.Plugins;
import io.brokerway.server.admin.AdminTask;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Destroys an application's own registration at a broker. */
@Command(
    name = "remove-application",
    description =
        "Destroys an application's own registration at a broker: this gateway's is used again from"
            + " the next login or renewal on.",
    mixinStandardHelpOptions = true)
final class RemoveApplicationCommand implements Callable<Integer> {
  private final Plugins adapters;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "BROKER", description = "The broker's id, such as alpaca.")
  private String broker = "";

  @Mixin private TenantOption tenant = new TenantOption();

  RemoveApplicationCommand(Plugins adapters) {
    this.adapters = adapters;
  }

  @Override
  public Integer call() {
    return AdminRun.of(
        spec,
        adapters,
        AdminTask.REMOVE_APPLICATION,
        Map.of("tenant", tenant.id(), "broker", broker));
  }
}
