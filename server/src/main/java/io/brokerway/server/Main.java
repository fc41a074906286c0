package io.brokerway.server;

import io.brokerway.engine.connections.Brokers;
import io.brokerway.engine.plugins.Plugins;
import io.brokerway.server.settings.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the gateway. */
@Command(
    name = "brokerway",
    description = "A self-hosted brokerage gateway.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs a command; 0 if it went well, 2 if it was called wrongly. */
  static int run(String... arguments) {
    return commands(adapters(arguments)).execute(arguments);
  }

  /** Before the command line is read: the plugins decide which flags there are. */
  private static Plugins adapters(String... arguments) {
    var source = Settings.plugins(EarlyFlags.of(arguments), System.getenv());
    return Plugins.load(source, Brokers.onClassPath());
  }

  private static CommandLine commands(Plugins adapters) {
    var admin = new CommandLine(new AdminCommand());
    admin.addSubcommand(SettingFlags.addTo(new CreateKeyCommand(adapters), adapters));
    admin.addSubcommand(SettingFlags.addTo(new ListKeysCommand(adapters), adapters));
    admin.addSubcommand(SettingFlags.addTo(new RevokeKeyCommand(adapters), adapters));
    admin.addSubcommand(SettingFlags.addTo(new RotateKeysCommand(adapters), adapters));
    admin.addSubcommand(SettingFlags.addTo(new ListPluginsCommand(adapters), adapters));
    admin.addSubcommand(SettingFlags.addTo(new ListApplicationsCommand(adapters), adapters));
    admin.addSubcommand(SettingFlags.addTo(new SetApplicationCommand(adapters), adapters));
    admin.addSubcommand(SettingFlags.addTo(new RemoveApplicationCommand(adapters), adapters));
    return new CommandLine(new Main())
        .addSubcommand(SettingFlags.addTo(new ServeCommand(adapters), adapters))
        .addSubcommand(SettingFlags.addTo(new DemoGatewayCommand(adapters), adapters))
        .addSubcommand(admin);
  }
}
