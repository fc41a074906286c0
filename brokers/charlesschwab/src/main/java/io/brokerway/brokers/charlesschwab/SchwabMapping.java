package io.brokerway.brokers.charlesschwab;

import static io.brokerway.brokers.charlesschwab.SchwabFigures.firstOf;
import static io.brokerway.brokers.charlesschwab.SchwabFigures.given;
import static io.brokerway.brokers.charlesschwab.SchwabFigures.orZero;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.Position;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accounts, balances and positions in our words. Pure. */
final class SchwabMapping {
  private static final int SHOWN_DIGITS = 4;
  private static final String SWEEP = "SWEEP_VEHICLE";

  private SchwabMapping() {}

  static Map<AccountKey, String> hashes(List<SchwabWire.AccountNumber> numbers) {
    var hashes = new HashMap<AccountKey, String>();
    for (var number : numbers) {
      hashes.put(
          new AccountKey(given("accountNumber", number.accountNumber())),
          given("hashValue", number.hashValue()));
    }
    return hashes;
  }

  static List<Account> accounts(List<SchwabWire.AccountReply> replies) {
    return replies.stream()
        .map(reply -> account(given("securitiesAccount", reply.securitiesAccount())))
        .toList();
  }

  static Account account(SchwabWire.SecuritiesAccount wire) {
    var number = given("accountNumber", wire.accountNumber());
    var closing = Boolean.TRUE.equals(wire.isClosingOnlyRestricted());
    return new Account(
        new AccountKey(number),
        number,
        "Schwab …" + number.substring(Math.max(0, number.length() - SHOWN_DIGITS)),
        type(wire.type()),
        Environment.LIVE,
        CurrencyCode.USD,
        closing ? Account.Status.RESTRICTED : Account.Status.ACTIVE,
        closing ? "closing only" : "");
  }

  private static Account.Type type(@Nullable String word) {
    return switch (word) {
      case "MARGIN" -> Account.Type.MARGIN;
      case "CASH" -> Account.Type.CASH;
      case null, default -> Account.Type.OTHER;
    };
  }

  static Balance balance(SchwabWire.SecuritiesAccount wire) {
    var now = given("currentBalances", wire.currentBalances());
    return "MARGIN".equals(wire.type()) ? margin(now) : cash(wire, now);
  }

  /** A debt stands beside the cash, below 0. That the two add up is unconfirmed. */
  private static Balance margin(SchwabWire.Balances now) {
    var loan = now.marginBalance() == null ? BigDecimal.ZERO : now.marginBalance();
    var cash = now.cashBalance() == null ? null : now.cashBalance().add(loan.min(BigDecimal.ZERO));
    return new Balance(
        CurrencyCode.USD,
        cash,
        null,
        now.availableFunds(),
        firstOf(now.liquidationValue(), now.equity()),
        now.longMarketValue(),
        now.shortMarketValue(),
        given("buyingPower", now.buyingPower()),
        now.buyingPowerNonMarginableTrade(),
        now.optionBuyingPower(),
        now.dayTradingBuyingPower(),
        new Balance.Margin(
            null, now.maintenanceRequirement(), null, null, null, now.maintenanceCall()),
        null,
        List.of(),
        Map.of());
  }

  private static Balance cash(SchwabWire.SecuritiesAccount wire, SchwabWire.Balances now) {
    var before = wire.initialBalances();
    var available = given("cashAvailableForTrading", now.cashAvailableForTrading());
    var cash = firstOf(firstOf(now.totalCash(), now.cashBalance()), available);
    return new Balance(
        CurrencyCode.USD,
        cash,
        cash == null || now.unsettledCash() == null ? null : cash.subtract(now.unsettledCash()),
        now.cashAvailableForWithdrawal(),
        firstOf(now.liquidationValue(), before == null ? null : before.accountValue()),
        now.longMarketValue(),
        now.shortMarketValue(),
        available,
        available,
        null,
        null,
        Balance.Margin.NONE,
        null,
        List.of(),
        Map.of());
  }

  /**
   * Cash of a margin account that Schwab did not tell: what is left of the equity without the
   * holdings.
   */
  static Balance withDerivedCash(Balance balance, SchwabWire.SecuritiesAccount wire) {
    var equity = wire.currentBalances() == null ? null : wire.currentBalances().equity();
    if (balance.cash() != null || equity == null) {
      return balance;
    }
    var held =
        positions(wire).stream()
            .map(Position::marketValue)
            .map(SchwabFigures::orZero)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Balance(
        balance.currency(),
        equity.subtract(held),
        balance.settledCash(),
        balance.withdrawableCash(),
        balance.totalValue(),
        balance.longMarketValue(),
        balance.shortMarketValue(),
        balance.buyingPower(),
        balance.nonMarginableBuyingPower(),
        balance.optionsBuyingPower(),
        balance.intradayBuyingPower(),
        balance.margin(),
        balance.dayTradeCount(),
        balance.byCurrency(),
        Map.of("cash", "derived: equity without holdings"));
  }

  /** Without those that are cash in other clothes: the sweep vehicle. */
  static List<Position> positions(SchwabWire.SecuritiesAccount wire) {
    var positions = wire.positions();
    return positions == null
        ? List.of()
        : positions.stream()
            .filter(position -> !isSweep(position.instrument()))
            .map(SchwabMapping::position)
            .filter(position -> position.quantity().signum() != 0)
            .toList();
  }

  private static boolean isSweep(SchwabWire.@Nullable Instrument instrument) {
    return instrument != null
        && "CASH_EQUIVALENT".equals(instrument.assetType())
        && SWEEP.equals(instrument.type());
  }

  private static Position position(SchwabWire.Position wire) {
    var instrument = SchwabSymbols.instrument(wire.instrument());
    var quantity =
        given("longQuantity", wire.longQuantity())
            .subtract(given("shortQuantity", wire.shortQuantity()));
    var average = wire.averagePrice();
    var units = quantity.multiply(instrument.multiplier());
    return new Position(
        instrument,
        "",
        quantity,
        null,
        average,
        average == null ? null : average.multiply(units),
        price(wire.marketValue(), units),
        wire.marketValue(),
        profit(wire),
        null);
  }

  private static @Nullable BigDecimal price(@Nullable BigDecimal value, BigDecimal units) {
    return value == null || units.signum() == 0 ? null : value.divide(units, MathContext.DECIMAL64);
  }

  private static @Nullable BigDecimal profit(SchwabWire.Position wire) {
    if (wire.longOpenProfitLoss() == null && wire.shortOpenProfitLoss() == null) {
      return null;
    }
    return orZero(wire.longOpenProfitLoss()).add(orZero(wire.shortOpenProfitLoss()));
  }
}
