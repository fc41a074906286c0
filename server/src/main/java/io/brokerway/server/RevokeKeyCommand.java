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

/** Revokes a key. */
@Command(
    name = "revoke-key",
    description = "Revokes an API key: no request that begins after it passes.",
    mixinStandardHelpOptions = true)
final class RevokeKeyCommand implements Callable<Integer> {
  private final Plugins adapters;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "KEY-ID", description = "Its id, as list-keys shows it.")
  private String id = "";

  @Mixin private TenantOption tenant = new TenantOption();

  RevokeKeyCommand(Plugins adapters) {
    this.adapters = adapters;
  }

  @Override
  public Integer call() {
    return AdminRun.of(
        spec, adapters, AdminTask.REVOKE_KEY, Map.of("tenant", tenant.id(), "id", id));
  }
}
