package io.brokerway.engine.portfolio;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.account.Balance;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A balance as columns of a row, in one order for reading, writing and comparing. */
final class BalanceColumns {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

  static final String NAMES =
      """
      currency, cash, settled_cash, withdrawable_cash, total_value, long_market_value,
      short_market_value, buying_power, non_marginable_buying_power, options_buying_power,
      intraday_buying_power, margin_initial, margin_maintenance, margin_excess, margin_loan,
      margin_multiplier, margin_call, day_trade_count, by_currency, further\
      """;

  private BalanceColumns() {}

  /** The values of the columns, in their order. */
  static List<@Nullable Object> values(Balance balance) {
    var values = new ArrayList<@Nullable Object>();
    values.add(balance.currency().code());
    values.addAll(figures(balance));
    values.add(balance.dayTradeCount());
    values.add(JSON.writeValueAsString(byCurrency(balance)));
    values.add(JSON.writeValueAsString(new TreeMap<>(balance.further())));
    return values;
  }

  /** Whether two balances say the same, whatever the scale of their figures. */
  static boolean same(Balance one, Balance other) {
    return normalised(one).equals(normalised(other));
  }

  private static List<@Nullable Object> normalised(Balance balance) {
    var values = values(balance);
    values.replaceAll(
        value -> value instanceof BigDecimal figure ? figure.stripTrailingZeros() : value);
    return values;
  }

  private static List<@Nullable BigDecimal> figures(Balance balance) {
    var margin = balance.margin();
    return Arrays.asList(
        balance.cash(),
        balance.settledCash(),
        balance.withdrawableCash(),
        balance.totalValue(),
        balance.longMarketValue(),
        balance.shortMarketValue(),
        balance.buyingPower(),
        balance.nonMarginableBuyingPower(),
        balance.optionsBuyingPower(),
        balance.intradayBuyingPower(),
        margin.initial(),
        margin.maintenance(),
        margin.excess(),
        margin.loan(),
        margin.multiplier(),
        margin.call());
  }

  private static Map<String, String> byCurrency(Balance balance) {
    var amounts = new TreeMap<String, String>();
    for (var held : balance.byCurrency()) {
      amounts.merge(
          held.currency().code(),
          held.amount().toPlainString(),
          (one, other) -> new BigDecimal(one).add(new BigDecimal(other)).toPlainString());
    }
    return amounts;
  }

  static Balance read(ResultSet row) throws SQLException {
    var dayTrades = row.getObject("day_trade_count", Integer.class);
    return new Balance(
        new CurrencyCode(row.getString("currency")),
        row.getBigDecimal("cash"),
        row.getBigDecimal("settled_cash"),
        row.getBigDecimal("withdrawable_cash"),
        row.getBigDecimal("total_value"),
        row.getBigDecimal("long_market_value"),
        row.getBigDecimal("short_market_value"),
        row.getBigDecimal("buying_power"),
        row.getBigDecimal("non_marginable_buying_power"),
        row.getBigDecimal("options_buying_power"),
        row.getBigDecimal("intraday_buying_power"),
        new Balance.Margin(
            row.getBigDecimal("margin_initial"),
            row.getBigDecimal("margin_maintenance"),
            row.getBigDecimal("margin_excess"),
            row.getBigDecimal("margin_loan"),
            row.getBigDecimal("margin_multiplier"),
            row.getBigDecimal("margin_call")),
        dayTrades,
        JSON.readValue(row.getString("by_currency"), TEXTS).entrySet().stream()
            .map(held ->
                new Balance.CashAmount(
                    new CurrencyCode(held.getKey()), new BigDecimal(held.getValue())))
            .toList(),
        JSON.readValue(row.getString("further"), TEXTS));
  }
}
