package io.brokerway.simulators.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class AccountsTest {
  private final Scene scene = new Scene();
  private final Caller caller = scene.caller;

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void eachCurrencyHasAWallet() {
    var wallets = caller.get("/accounts").json();

    assertThat(wallets.path("accounts"))
        .extracting(wallet -> wallet.path("currency").asString())
        .contains("USD", "BTC", "ETH", "LTC");
    assertThat(wallets.path("has_next").booleanValue()).isFalse();
    var dollars = wallets.path("accounts").path(0);
    assertThat(dollars.path("type").asString()).isEqualTo("ACCOUNT_TYPE_FIAT");
    assertThat(dollars.path("available_balance").path("value").asString()).isEqualTo("100000");
    assertThat(dollars.path("retail_portfolio_id").asString())
        .isEqualTo(DemoLogins.MAIN.portfolio().id());
    assertThat(caller.get("/accounts/" + dollars.path("uuid").asString()).json().path("account"))
        .isEqualTo(dollars);
  }

  @Test
  void openOrdersHoldMoneyAndCoins() {
    caller.place(OrderPlacingTest.order("a", "BUY", "\"market_market_ioc\":{\"base_size\":\"2\"}"));
    var before = wallet("USD");
    caller.place(OrderPlacingTest.limit("b", "BUY", "1", "1000"));
    caller.place(OrderPlacingTest.limit("c", "SELL", "0.5", "999999"));

    var dollars = wallet("USD");
    var coins = wallet("BTC");
    // The fee is held with the price.
    assertThat(held(dollars)).isEqualByComparingTo("1006");
    assertThat(available(dollars).add(held(dollars)))
        .isEqualByComparingTo(available(before).add(held(before)));
    assertThat(held(coins)).isEqualByComparingTo("0.5");
    assertThat(available(coins)).isEqualByComparingTo("1.5");
  }

  @Test
  void theBreakdownHasItsFiguresAsNumbers() {
    caller.place(OrderPlacingTest.order("d", "BUY", "\"market_market_ioc\":{\"base_size\":\"2\"}"));

    var breakdown =
        caller.get("/portfolios/" + DemoLogins.MAIN.portfolio().id()).json().path("breakdown");

    assertThat(breakdown.path("spot_positions")).hasSize(2);
    var cash = breakdown.path("spot_positions").path(0);
    var coins = breakdown.path("spot_positions").path(1);
    assertThat(cash.path("is_cash").booleanValue()).isTrue();
    assertThat(coins.path("asset").asString()).isEqualTo("BTC");
    assertThat(coins.path("total_balance_crypto").isNumber()).isTrue();
    assertThat(coins.path("total_balance_crypto").decimalValue()).isEqualByComparingTo("2");
    assertThat(coins.path("cost_basis").path("value").asDecimal()).isPositive();
    var total = breakdown.path("portfolio_balances").path("total_balance").path("value");
    assertThat(total.asDecimal())
        .isEqualByComparingTo(
            scene.coinbase.venue().balance(DemoLogins.MAIN.portfolio().key()).equity());
  }

  @Test
  void thePortfolioOfAnotherIsNotFound() {
    assertThat(caller.get("/portfolios/" + DemoLogins.SECOND.portfolio().id()).status())
        .isEqualTo(404);
    assertThat(caller.get("/portfolios").json().path("portfolios"))
        .singleElement()
        .satisfies(portfolio -> assertThat(portfolio.path("type").asString()).isEqualTo("DEFAULT"));
  }

  @Test
  void feesAddUp() {
    caller.place(
        OrderPlacingTest.order("e", "BUY", "\"market_market_ioc\":{\"quote_size\":\"1000\"}"));

    var summary = caller.get("/transaction_summary").json();

    assertThat(summary.path("total_fees").decimalValue()).isEqualByComparingTo("6");
    assertThat(summary.path("fee_tier").path("taker_fee_rate").asString()).isEqualTo("0.006");
  }

  @Test
  void whoeverIsTooFastIsToldSo() {
    Control.post(scene, "/coinbase/limit", "{\"requests_per_second\":2}");

    assertThat(caller.get("/accounts").header("x-ratelimit-remaining")).hasValue("1");
    assertThat(caller.get("/accounts").status()).isEqualTo(200);
    var refused = caller.get("/accounts");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.json().path("error").asString()).isEqualTo("RATE_LIMIT_EXCEEDED");
    scene.coinbase.clock().advance(java.time.Duration.ofSeconds(1));
    assertThat(caller.get("/accounts").status()).isEqualTo(200);
  }

  private JsonNode wallet(String currency) {
    for (var wallet : caller.get("/accounts").json().path("accounts")) {
      if (wallet.path("currency").asString().equals(currency)) {
        return wallet;
      }
    }
    throw new AssertionError("no wallet in " + currency);
  }

  private static BigDecimal available(JsonNode wallet) {
    return wallet.path("available_balance").path("value").asDecimal();
  }

  private static BigDecimal held(JsonNode wallet) {
    return wallet.path("hold").path("value").asDecimal();
  }
}
