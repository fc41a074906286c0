package io.brokerway.server.rest.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.account.TransactionType;
import io.brokerway.server.json.InvalidInput;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TransactionKindTest {

  @ParameterizedTest
  @EnumSource
  void everyTypeHasExactlyOneName(TransactionType type) {
    var kind = TransactionKind.of(type);

    assertThat(kind.types()).contains(type);
    assertThat(TransactionKind.values()).filteredOn(one -> one.types().contains(type)).hasSize(1);
  }

  @Test
  void transfersOfBothDirectionsAreOne() {
    assertThat(TransactionKind.parse("transfer").types())
        .containsExactlyInAnyOrder(TransactionType.TRANSFER_IN, TransactionType.TRANSFER_OUT);
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> TransactionKind.parse("gift"))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e ->
                assertThat(e.errors().getFirst().message())
                    .contains("buy, sell, dividend, deposit, withdrawal, transfer"));
  }

  @Test
  void amountsCountInTheDirectionThatTheTypeNames() {
    var paid = new BigDecimal("-750.00");
    var sold = new BigDecimal("-5");

    assertThat(TransactionKind.BUY.amount(paid)).isEqualByComparingTo("750");
    assertThat(TransactionKind.WITHDRAWAL.amount(paid)).isEqualByComparingTo("750");
    assertThat(TransactionKind.SELL.quantity(sold)).isEqualByComparingTo("5");
    assertThat(TransactionKind.FEE.amount(paid)).isEqualByComparingTo("-750");
    assertThat(TransactionKind.TRANSFER.amount(paid)).isEqualByComparingTo("-750");
    assertThat(TransactionKind.BUY.amount(null)).isNull();
  }
}
