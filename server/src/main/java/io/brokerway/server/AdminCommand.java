package io.brokerway.server;

import picocli.CommandLine.Command;

/** The operator's commands. */
@Command(
    name = "admin",
    description = "An operator's commands.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class AdminCommand {}
