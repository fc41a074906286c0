package io.brokerway.brokers.coinbase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Money;
import io.brokerway.broker.account.Transaction.Status;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.kit.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CoinbaseLedgerTest {

  @Test
  void aFillTakesCashAndItsFee() {
    var fill = CoinbaseLedger.fill(fills().getFirst());

    assertThat(fill.type()).isEqualTo(TransactionType.BUY);
    assertThat(fill.brokerId()).isEqualTo("22ab41f0c5");
    assertThat(fill.quantity()).isEqualByComparingTo("0.2");
    assertThat(fill.amount()).isEqualTo(new Money(new BigDecimal("-491.980"), CurrencyCode.USD));
    assertThat(fill.fee()).isEqualTo(new Money(new BigDecimal("1.96"), CurrencyCode.USD));
  }

  @Test
  void aFillSizedInMoneyIsCountedInUnits() {
    var fill = CoinbaseLedger.fill(fills().get(1));

    assertThat(fill.type()).isEqualTo(TransactionType.SELL);
    assertThat(fill.quantity()).isEqualByComparingTo("-0.25");
    assertThat(Objects.requireNonNull(fill.amount()).amount()).isEqualByComparingTo("498");
  }

  @Test
  void aDepositMovesCashAndNoHolding() {
    var rows =
        Json.read(WireFile.bytes("http_get_transactions.json"), CoinbaseWire.AppTransactions.class);

    var row =
        CoinbaseLedger.row(Objects.requireNonNull(rows.data()).getFirst(), true).orElseThrow();

    assertThat(row.type()).isEqualTo(TransactionType.DEPOSIT);
    assertThat(row.quantity()).isNull();
    assertThat(row.amount()).isEqualTo(new Money(new BigDecimal("750.00"), CurrencyCode.USD));
    assertThat(row.description()).isEqualTo("Deposited funds");
  }

  @ParameterizedTest
  @CsvSource({
    "buy,1,BUY",
    "sell,-1,SELL",
    "trade,-1,FX_CONVERSION",
    "retail_simple_dust,1,FX_CONVERSION",
    "wrap_asset,1,FX_CONVERSION",
    "unwrap_asset,1,FX_CONVERSION",
    "fiat_deposit,1,DEPOSIT",
    "fiat_withdrawal,-1,WITHDRAWAL",
    "cardspend,-1,WITHDRAWAL",
    "send,1,TRANSFER_IN",
    "send,-1,TRANSFER_OUT",
    "receive,1,TRANSFER_IN",
    "transfer,-1,TRANSFER_OUT",
    "vault_withdrawal,1,TRANSFER_IN",
    "intx_deposit,-1,TRANSFER_OUT",
    "intx_withdrawal,1,TRANSFER_IN",
    "exchange_deposit,-1,TRANSFER_OUT",
    "exchange_withdrawal,1,TRANSFER_IN",
    "pro_deposit,-1,TRANSFER_OUT",
    "pro_withdrawal,1,TRANSFER_IN",
    "staking_transfer,-1,TRANSFER_OUT",
    "unstaking_transfer,1,TRANSFER_IN",
    "staking_reward,1,STAKING_REWARD",
    "inflation_reward,1,STAKING_REWARD",
    "earn_payout,1,STAKING_REWARD",
    "interest,1,INTEREST",
    "rewards,1,INTEREST",
    "incentives_rewards_payout,1,INTEREST",
    "incentives_shared_clawback,-1,ADJUSTMENT",
    "clawback,-1,ADJUSTMENT",
    "subscription,-1,FEE",
    "subscription_rebate,1,FEE",
    "derivatives_settlement,1,OTHER",
    "tx,1,OTHER",
    "something_new,1,OTHER",
  })
  void eachTypeIsKnownAndANewOneIsOther(String word, BigDecimal moved, TransactionType type) {
    assertThat(CoinbaseLedger.type(word, moved)).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"advanced_trade_fill", "request"})
  void whatRepeatsAFillOrMovesNothingIsLeftOut(String type) {
    assertThat(CoinbaseLedger.row(row(type, "completed"), false)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "completed,EXECUTED",
    "pending,PENDING",
    "waiting_for_signature,PENDING",
    "waiting_for_clearing,PENDING",
  })
  void eachStatusOfWhatCountsIsKnown(String word, Status status) {
    assertThat(CoinbaseLedger.row(row("receive", word), false).orElseThrow().status())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"failed", "canceled", "expired"})
  void whatCameToNothingIsLeftOut(String word) {
    assertThat(CoinbaseLedger.row(row("receive", word), false)).isEmpty();
  }

  @Test
  void coinsAreAHoldingAndNoCash() {
    var row = CoinbaseLedger.row(row("receive", "completed"), false).orElseThrow();

    assertThat(row.amount()).isNull();
    assertThat(row.quantity()).isEqualByComparingTo("0.5");
    assertThat(Objects.requireNonNull(row.instrument()).key()).isEqualTo("CRYPTO:BTC-USD");
  }

  @Test
  void anUnknownStatusFailsLoudly() {
    assertThatThrownBy(() -> CoinbaseLedger.row(row("receive", "quantum"), false))
        .isInstanceOf(UnexpectedReply.class);
  }

  private static CoinbaseWire.AppTransaction row(String type, String status) {
    var json =
        """
        {"id":"r1","type":"%s","status":"%s","amount":{"amount":"0.5","currency":"BTC"},
         "created_at":"2026-02-01T12:03:04Z"}
        """
            .formatted(type, status);
    return Json.read(json.getBytes(StandardCharsets.UTF_8), CoinbaseWire.AppTransaction.class);
  }

  private static List<CoinbaseWire.Fill> fills() {
    var wire = Json.read(WireFile.bytes("http_get_fills.json"), CoinbaseWire.Fills.class);
    return Objects.requireNonNull(wire.fills());
  }
}
