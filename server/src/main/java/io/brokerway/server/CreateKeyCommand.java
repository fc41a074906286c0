package io.brokerway.server;

import io.brokerway.engine.plugins.Plugins;
import io.brokerway.server.admin.AdminTask;
import io.brokerway.server.admin.FirstKey;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes an application's key. */
@Command(
    name = "create-key",
    description = "Makes an application's API key and prints it, once.",
    mixinStandardHelpOptions = true)
final class CreateKeyCommand implements Callable<Integer> {
  private final Plugins adapters;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--tenant",
      paramLabel = "ID",
      description = "The application; made if there is none. Default: ${DEFAULT-VALUE}.",
      defaultValue = FirstKey.MAIN_TENANT)
  private String tenant = FirstKey.MAIN_TENANT;

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description = "What the key is called. Default: ${DEFAULT-VALUE}.",
      defaultValue = "admin")
  private String name = "admin";

  @Option(
      names = "--scopes",
      paramLabel = "LIST",
      description = "What it allows: READ, TRADE, ADMIN, with commas between. Default: all.")
  private @Nullable String scopes;

  @Option(
      names = "--expires-in",
      paramLabel = "DURATION",
      description = "How long it is valid, as ISO 8601 writes it: P30D. Default: for ever.")
  private @Nullable String expiresIn;

  CreateKeyCommand(Plugins adapters) {
    this.adapters = adapters;
  }

  @Override
  public Integer call() {
    Map<String, String> arguments = new HashMap<>(Map.of("tenant", tenant, "name", name));
    if (scopes != null) {
      arguments.put("scopes", scopes);
    }
    if (expiresIn != null) {
      arguments.put("expires-in", expiresIn);
    }
    return AdminRun.of(spec, adapters, AdminTask.CREATE_KEY, arguments);
  }
}
