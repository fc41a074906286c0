package io.brokerway.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.brokerway.engine.plugins.Plugins;
import io.brokerway.server.admin.AdminTask;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives an application a registration of its own at a broker. */
@Command(
    name = "set-application",
    description =
        "Gives an application a registration of its own at a broker. The client secret is asked for,"
            + " or read as a line of the standard input; never give it as an argument. It is kept"
            + " encrypted and never shown again.",
    mixinStandardHelpOptions = true)
final class SetApplicationCommand implements Callable<Integer> {
  private final Plugins adapters;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "BROKER", description = "The broker's id, such as alpaca.")
  private String broker = "";

  @Mixin private TenantOption tenant = new TenantOption();

  @Option(
      names = "--client-id",
      paramLabel = "TEXT",
      required = true,
      description = "The id that the broker gave the application.")
  private String clientId = "";

  SetApplicationCommand(Plugins adapters) {
    this.adapters = adapters;
  }

  @Override
  public Integer call() {
    var secret = typed();
    if (secret == null) {
      System.err.println("brokerway: no client secret came in");
      return ExitCode.USAGE;
    }
    return AdminRun.of(
        spec,
        adapters,
        AdminTask.SET_APPLICATION,
        Map.of(
            "tenant",
            tenant.id(),
            "broker",
            broker,
            "client-id",
            clientId,
            "client-secret",
            secret));
  }

  /** Whoever lists processes sees their arguments: a secret is none. */
  private static @Nullable String typed() {
    var console = System.console();
    if (console != null && console.isTerminal()) {
      var typed = console.readPassword("Client secret: ");
      return typed == null ? null : new String(typed);
    }
    try {
      var in = new InputStreamReader(System.in, UTF_8);
      return new BufferedReader(in).readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
