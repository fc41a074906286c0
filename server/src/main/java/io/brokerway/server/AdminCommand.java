package io.brokerway.server;

import picocli.CommandLine.Command;

/** The operator's commands. */
@Command(
    name = "admin",
    description =
        "An operator's commands, for the install at --home. If its gateway runs they are done by it,"
            + " else here.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class AdminCommand {}
