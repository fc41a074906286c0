package io.brokerway.server;

import io.brokerway.server.admin.FirstKey;
import picocli.CommandLine.Option;

/** The application that an operator's command is about. */
final class TenantOption {
  @Option(
      names = "--tenant",
      paramLabel = "ID",
      description = "The application. Default: ${DEFAULT-VALUE}.",
      defaultValue = FirstKey.MAIN_TENANT)
  private String id = FirstKey.MAIN_TENANT;

  String id() {
    return id;
  }
}
