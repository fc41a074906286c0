package io.brokerway.server;

import io.brokerway.engine.plugins.Plugins;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the gateway as a demo until it is stopped. */
@Command(
    name = "demo-gateway",
    description =
        "Starts the gateway as a demo: open without credentials, on a loopback address only, with a"
            + " user who has a paper account.",
    mixinStandardHelpOptions = true)
final class DemoGatewayCommand implements Callable<Integer> {
  private final Plugins adapters;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--train",
      description = "Starts, makes some requests and ends: what an ahead-of-time cache is made of.")
  private boolean train;

  DemoGatewayCommand(Plugins adapters) {
    this.adapters = adapters;
  }

  @Override
  public Integer call() {
    return Running.untilStopped(
        () -> Gateway.demo(SettingFlags.read(spec, adapters), adapters),
        train ? Running.Ending.AFTER_TRAINING : Running.Ending.ON_SIGNAL);
  }
}
