package io.brokerway.brokers.__package__;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerFactory;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class __Name__BrokerFactoryTest {

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(BrokerFactory.class))
        .extracting(factory -> factory.profile().id())
        .contains(__Name__BrokerFactory.ID);
  }
}
