package io.brokerway.server;

import io.brokerway.broker.BrokerProfile;
import io.brokerway.engine.storage.TenantId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes an application's key with all scopes. */
@Command(
    name = "create-key",
    description = "Makes an application's API key with all scopes and prints it, once.",
    mixinStandardHelpOptions = true)
final class CreateKeyCommand implements Callable<Integer> {
  private final List<BrokerProfile> brokers;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--tenant",
      paramLabel = "ID",
      description = "The application; made if there is none. Default: ${DEFAULT-VALUE}.",
      defaultValue = Keys.MAIN_TENANT)
  private String tenant = Keys.MAIN_TENANT;

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description = "What the key is called. Default: ${DEFAULT-VALUE}.",
      defaultValue = "admin")
  private String name = "admin";

  CreateKeyCommand(List<BrokerProfile> brokers) {
    this.brokers = brokers;
  }

  @Override
  public Integer call() {
    try {
      var id = new TenantId(tenant);
      System.out.println(Gateway.createKey(SettingFlags.read(spec, brokers), id, name));
      return ExitCode.OK;
    } catch (io.brokerway.server.settings.SettingsException | IllegalArgumentException e) {
      System.err.println("brokerway: " + e.getMessage());
      return ExitCode.USAGE;
    }
  }
}
