package io.brokerway.brokers.charlesschwab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.account.Account;
import io.brokerway.kit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class SchwabMappingTest {

  private static SchwabWire.SecuritiesAccount account(String json) {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    return Objects.requireNonNull(
        Json.read(bytes, SchwabWire.AccountReply.class).securitiesAccount());
  }

  private static SchwabWire.SecuritiesAccount margin() {
    return account(WireFile.text("http_get_account_margin.json"));
  }

  @Test
  void aMarginAccountIsReadWhole() {
    var account = SchwabMapping.account(margin());
    var balance = SchwabMapping.balance(margin());

    assertThat(account.number()).isEqualTo("70001234");
    assertThat(account.type()).isEqualTo(Account.Type.MARGIN);
    assertThat(account.status()).isEqualTo(Account.Status.ACTIVE);
    assertThat(balance.cash()).isEqualByComparingTo("4021.6");
    assertThat(balance.totalValue()).isEqualByComparingTo("5000");
    assertThat(balance.buyingPower()).isEqualByComparingTo("8043.2");
  }

  @Test
  void aFundOnAnExchangeIsHeldAsTheEquityThatItIsTradedAs() {
    var position = SchwabMapping.positions(margin()).getFirst();

    assertThat(position.instrument().key()).isEqualTo("EQUITY:BNDX");
    assertThat(position.quantity()).isEqualByComparingTo("20");
    assertThat(position.currentPrice()).isEqualByComparingTo("48.92");
    assertThat(position.unrealizedProfit()).isEqualByComparingTo("4.4");
  }

  @Test
  void aDebtIsTakenOffTheCash() {
    var json =
        WireFile.text("http_get_account_margin.json")
            .replace("\"marginBalance\":0", "\"marginBalance\":-1000");

    assertThat(SchwabMapping.balance(account(json)).cash()).isEqualByComparingTo("3021.6");
  }

  @Test
  void cashThatIsNotToldIsDerivedAndMarked() {
    var json =
        WireFile.text("http_get_account_margin.json")
            .replace("\"cashBalance\":4021.6,\"cashReceipts\"", "\"cashReceipts\"");
    var told = SchwabMapping.balance(account(json));

    var derived = SchwabMapping.withDerivedCash(told, account(json));

    assertThat(told.cash()).isNull();
    assertThat(derived.cash()).isEqualByComparingTo("4021.6");
    assertThat(derived.further()).containsKey("cash");
  }

  @Test
  void aCashAccountSpendsWhatIsAvailable() {
    var balance =
        SchwabMapping.balance(
            account(
                """
                {"securitiesAccount":{"type":"CASH","accountNumber":"7","currentBalances":
                 {"totalCash":1000.5,"unsettledCash":100,"cashAvailableForTrading":900.5,
                  "cashAvailableForWithdrawal":800}}}
                """));

    assertThat(balance.cash()).isEqualByComparingTo("1000.5");
    assertThat(balance.settledCash()).isEqualByComparingTo("900.5");
    assertThat(balance.buyingPower()).isEqualByComparingTo("900.5");
  }

  @Test
  void theSweepVehicleIsCashAndNoHolding() {
    var wire =
        account(
            """
            {"securitiesAccount":{"type":"CASH","accountNumber":"7","positions":[
             {"longQuantity":500,"shortQuantity":0,"marketValue":500,"instrument":
              {"assetType":"CASH_EQUIVALENT","symbol":"MMDA1","type":"SWEEP_VEHICLE"}}]}}
            """);

    assertThat(SchwabMapping.positions(wire)).isEmpty();
  }

  @Test
  void missingIsNotEmpty() {
    var wire = account("{\"securitiesAccount\":{\"type\":\"MARGIN\",\"accountNumber\":\"7\"}}");

    assertThatThrownBy(() -> SchwabMapping.balance(wire)).isInstanceOf(UnexpectedReply.class);
  }
}
