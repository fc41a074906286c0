package io.brokerway.server;

import io.brokerway.engine.plugins.Plugins;
import io.brokerway.engine.vault.RotationDepth;
import io.brokerway.server.admin.AdminTask;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replaces the vault's keys. */
@Command(
    name = "rotate-keys",
    description =
        "Replaces the keys that encrypt the stored credentials, while the gateway goes on. Cut off"
            + " anywhere, it is taken up by running it again. The old key leaves the key file once"
            + " everything was read without it.",
    mixinStandardHelpOptions = true)
final class RotateKeysCommand implements Callable<Integer> {
  private final Plugins adapters;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--install-key-only",
      description =
          "Replaces the key in the key file alone and leaves the connections' own keys: quicker.")
  private boolean installKeyOnly;

  RotateKeysCommand(Plugins adapters) {
    this.adapters = adapters;
  }

  @Override
  public Integer call() {
    var depth = installKeyOnly ? RotationDepth.INSTALL_KEY : RotationDepth.ALL_KEYS;
    return AdminRun.of(spec, adapters, AdminTask.ROTATE_KEYS, Map.of("depth", depth.name()));
  }
}
