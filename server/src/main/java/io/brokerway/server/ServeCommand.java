package io.brokerway.server;

import io.brokerway.engine.plugins.Plugins;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the gateway until it is stopped. */
@Command(
    name = "serve",
    description =
        "Starts the gateway. It always demands credentials; its first start prints an admin key,"
            + " once.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private final Plugins adapters;

  @Spec private CommandSpec spec = CommandSpec.create();

  ServeCommand(Plugins adapters) {
    this.adapters = adapters;
  }

  @Override
  public Integer call() {
    return Running.untilStopped(
        () -> Gateway.serve(SettingFlags.read(spec, adapters), adapters), Running.Ending.ON_SIGNAL);
  }
}
