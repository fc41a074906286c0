package io.brokerway.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class MoneyTest {
  @Test
  void addsWithoutRounding() {
    var sum = Money.usd("0.10").plus(Money.usd("0.005"));

    assertThat(sum).isEqualTo(Money.usd("0.105"));
  }

  @Test
  void refusesToAddAnotherCurrency() {
    var euros = Money.of("1", CurrencyCode.of("eur"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Money.usd("1").plus(euros))
        .withMessageContaining("EUR")
        .withMessageContaining("USD");
  }

  @Test
  void showsNoExponent() {
    assertThat(Money.usd("1E+3")).hasToString("1000 USD");
  }
}
