package io.brokerway.brokers.__package__;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.order.CommandOutcome;
import org.junit.jupiter.api.Test;

final class __Name__ErrorsTest {

  @Test
  void whatTheTableDoesNotHaveLeavesTheOutcomeUnknown() {
    assertThat(__Name__Errors.command(400, "no-such-code", "who knows"))
        .isInstanceOf(CommandOutcome.Unknown.class);
    assertThat(__Name__Errors.command(400, null, "")).isInstanceOf(CommandOutcome.Unknown.class);
  }
}
