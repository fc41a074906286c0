package io.brokerway.brokers.etrade;

import static io.brokerway.brokers.etrade.EtradeFigures.figure;
import static io.brokerway.brokers.etrade.EtradeFigures.given;
import static io.brokerway.brokers.etrade.EtradeFigures.required;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.Position;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accounts, balances and positions in our words. Pure. */
final class EtradeMapping {
  private EtradeMapping() {}

  /** The accounts that the rest of the API serves: brokerage, and not closed. */
  static List<Account> accounts(List<EtradeWire.Account> wire) {
    return wire.stream()
        .filter(account ->
            account.institutionType() == null || account.institutionType().equals("BROKERAGE"))
        .filter(account -> !"CLOSED".equals(account.accountStatus()))
        .map(EtradeMapping::account)
        .toList();
  }

  private static Account account(EtradeWire.Account wire) {
    return new Account(
        new AccountKey(given("account.accountIdKey", wire.accountIdKey())),
        given("account.accountId", wire.accountId()),
        name(wire),
        type(wire.accountMode()),
        Environment.LIVE,
        CurrencyCode.USD,
        "ACTIVE".equals(wire.accountStatus()) ? Account.Status.ACTIVE : Account.Status.UNKNOWN,
        "");
  }

  /** Names may be blanks. */
  private static String name(EtradeWire.Account wire) {
    for (var text : Arrays.asList(wire.accountName(), wire.accountDesc(), wire.accountType())) {
      if (text != null && !text.isBlank()) {
        return text.strip();
      }
    }
    return "";
  }

  private static Account.@Nullable Type type(@Nullable String mode) {
    return switch (mode == null ? "" : mode.toUpperCase(Locale.ROOT)) {
      case "CASH" -> Account.Type.CASH;
      case "MARGIN", "PDT ACCOUNT", "PDT_ACCOUNT" -> Account.Type.MARGIN;
      case "IRA" -> Account.Type.RETIREMENT;
      case "" -> null;
      default -> Account.Type.OTHER;
    };
  }

  static Balance balance(EtradeWire.Balance wire) {
    var computed = EtradeFigures.opened("Computed", wire.computed());
    var live = computed.realTimeValues();
    var cash = figure("cashBalance", computed.cashBalance());
    return new Balance(
        CurrencyCode.USD,
        cash == null ? required("netCash", computed.netCash()) : cash,
        figure("settledCashForInvestment", computed.settledCashForInvestment()),
        figure("cashAvailableForWithdrawal", computed.cashAvailableForWithdrawal()),
        totalValue(computed),
        live == null ? null : figure("netMvLong", live.netMvLong()),
        live == null ? null : figure("netMvShort", live.netMvShort()),
        buyingPower(wire.accountMode(), computed),
        figure("cashBuyingPower", computed.cashBuyingPower()),
        null,
        figure("dtMarginBuyingPower", computed.dtMarginBuyingPower()),
        new Balance.Margin(null, null, null, null, null, call(computed.openCalls())),
        null,
        List.of(),
        Map.of());
  }

  private static @Nullable BigDecimal totalValue(EtradeWire.Computed computed) {
    var live = computed.realTimeValues();
    var total = live == null ? null : figure("totalAccountValue", live.totalAccountValue());
    return total == null ? figure("accountBalance", computed.accountBalance()) : total;
  }

  private static @Nullable BigDecimal buyingPower(
      @Nullable String mode, EtradeWire.Computed computed) {
    var margin =
        type(mode) == Account.Type.MARGIN
            ? figure("marginBuyingPower", computed.marginBuyingPower())
            : figure("cashBuyingPower", computed.cashBuyingPower());
    return margin == null
        ? figure("cashAvailableForInvestment", computed.cashAvailableForInvestment())
        : margin;
  }

  private static @Nullable BigDecimal call(EtradeWire.@Nullable OpenCalls calls) {
    if (calls == null) {
      return null;
    }
    BigDecimal sum = null;
    for (var call :
        Arrays.asList(
            calls.minEquityCall(), calls.fedCall(), calls.cashCall(), calls.houseCall())) {
      if (call != null) {
        var part = required("call", call);
        sum = sum == null ? part : sum.add(part);
      }
    }
    return sum;
  }

  static Position position(EtradeWire.Position wire) {
    var quantity = required("position.quantity", wire.quantity());
    var isShort = "SHORT".equals(wire.positionType()) && quantity.signum() > 0;
    return new Position(
        EtradeSymbols.instrument("position.product", wire.product()),
        "",
        isShort ? quantity.negate() : quantity,
        null,
        figure("position.pricePaid", wire.pricePaid()),
        figure("position.totalCost", wire.totalCost()),
        wire.quick() == null ? null : figure("position.lastTrade", wire.quick().lastTrade()),
        figure("position.marketValue", wire.marketValue()),
        figure("position.totalGain", wire.totalGain()),
        EtradeFigures.price("position.adjPrevClose", wire.adjPrevClose()));
  }
}
