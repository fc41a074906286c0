package io.brokerway.brokers.__package__;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import org.junit.jupiter.api.Test;

final class __Name__MappingTest {

  @Test
  void anUnknownStateOfAnOrderIsNeverGuessed() {
    assertThatThrownBy(() -> __Name__Mapping.status("quantum_state"))
        .isInstanceOf(UnexpectedReply.class)
        .hasMessageContaining("quantum_state");
  }

  @Test
  void aMissingListIsNotAnEmptyOne() {
    assertThatThrownBy(() -> __Name__Mapping.accounts(new __Name__Wire.Accounts(null)))
        .isInstanceOf(UnexpectedReply.class);
  }
}
