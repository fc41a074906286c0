package io.brokerway.server;

import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerProfile;
import io.brokerway.engine.connections.Brokers;
import java.util.List;
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
    return commands().execute(arguments);
  }

  private static CommandLine commands() {
    List<BrokerProfile> brokers =
        Brokers.onClassPath().stream().map(BrokerFactory::profile).toList();
    var admin = new CommandLine(new AdminCommand());
    admin.addSubcommand(SettingFlags.addTo(new CreateKeyCommand(brokers), brokers));
    admin.addSubcommand(SettingFlags.addTo(new ListKeysCommand(brokers), brokers));
    admin.addSubcommand(SettingFlags.addTo(new RevokeKeyCommand(brokers), brokers));
    admin.addSubcommand(SettingFlags.addTo(new RotateKeysCommand(brokers), brokers));
    return new CommandLine(new Main())
        .addSubcommand(SettingFlags.addTo(new ServeCommand(brokers), brokers))
        .addSubcommand(SettingFlags.addTo(new DemoGatewayCommand(brokers), brokers))
        .addSubcommand(admin);
  }
}
