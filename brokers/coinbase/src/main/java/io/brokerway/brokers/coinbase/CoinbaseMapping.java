package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.Balance;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.market.Bar;
import io.brokerway.broker.market.BarSize;
import io.brokerway.broker.market.Quote;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Accounts, wallets and prices between Coinbase's words and ours. Pure. */
final class CoinbaseMapping {
  /** What everything is valued in. */
  static final CurrencyCode VALUED_IN = CurrencyCode.USD;

  private static final String FIAT = "ACCOUNT_TYPE_FIAT";

  private CoinbaseMapping() {}

  /** The portfolio of a login as an account. */
  static Account account(CoinbaseSeat seat, List<CoinbaseWire.Portfolio> portfolios) {
    var portfolio =
        portfolios.stream()
            .filter(one -> seat.portfolio().equals(one.uuid()))
            .findFirst()
            .orElseThrow(
                () -> new UnexpectedReply("Coinbase does not show the portfolio of this login"));
    var name = portfolio.name();
    return new Account(
        seat.account(),
        seat.portfolio(),
        name == null || name.isBlank() ? "Coinbase" : name,
        Account.Type.CRYPTO,
        Environment.LIVE,
        VALUED_IN,
        seat.mayTrade() ? Account.Status.ACTIVE : Account.Status.RESTRICTED,
        seat.mayTrade() ? "" : "the key may read and not trade");
  }

  /** Whether a wallet holds money of a state, and no coin. */
  static boolean isCash(CoinbaseWire.Wallet wallet) {
    return switch (wallet.type()) {
      case FIAT -> true;
      case null, default -> false;
    };
  }

  static BigDecimal total(CoinbaseWire.Wallet wallet) {
    return available(wallet).add(value("hold", wallet.hold()));
  }

  private static BigDecimal available(CoinbaseWire.Wallet wallet) {
    var available = wallet.available();
    if (available == null) {
      throw CoinbaseFigures.missing("available_balance");
    }
    return CoinbaseFigures.required("available_balance", available.value());
  }

  private static BigDecimal value(String field, CoinbaseWire.@Nullable Amount amount) {
    return amount == null ? BigDecimal.ZERO : CoinbaseFigures.required(field, amount.value());
  }

  /** What the fiat wallets hold and may spend, and what all of it is worth. */
  static Balance balance(
      List<CoinbaseWire.Wallet> wallets, CoinbaseWire.@Nullable Breakdown breakdown) {
    var cash = new TreeMap<CurrencyCode, BigDecimal>();
    var free = BigDecimal.ZERO;
    for (var wallet : wallets) {
      if (!isCash(wallet)) {
        continue;
      }
      var currency = CoinbaseFigures.currency("currency", wallet.currency());
      cash.merge(currency, total(wallet), BigDecimal::add);
      if (currency.equals(VALUED_IN)) {
        free = free.add(available(wallet));
      }
    }
    return new Balance(
        VALUED_IN,
        cash.getOrDefault(VALUED_IN, BigDecimal.ZERO),
        null,
        null,
        totalValue(breakdown),
        null,
        null,
        free,
        free,
        null,
        null,
        Balance.Margin.NONE,
        null,
        amounts(cash),
        Map.of());
  }

  private static List<Balance.CashAmount> amounts(Map<CurrencyCode, BigDecimal> cash) {
    var amounts = new ArrayList<Balance.CashAmount>();
    cash.forEach((currency, amount) -> amounts.add(new Balance.CashAmount(currency, amount)));
    return amounts;
  }

  private static @Nullable BigDecimal totalValue(CoinbaseWire.@Nullable Breakdown breakdown) {
    var balances = breakdown == null ? null : breakdown.balances();
    var total = balances == null ? null : balances.totalBalance();
    return total == null || !VALUED_IN.code().equals(total.currency())
        ? null
        : CoinbaseFigures.figure("total_balance", total.value());
  }

  /** The coins held: how many by the wallets, what they cost by the portfolio. */
  static List<Position> positions(
      List<CoinbaseWire.Wallet> wallets, CoinbaseWire.@Nullable Breakdown breakdown) {
    var costs = new HashMap<String, CoinbaseWire.SpotPosition>();
    var spots = breakdown == null ? null : breakdown.spotPositions();
    if (spots != null) {
      spots.forEach(spot -> costs.put(String.valueOf(spot.accountUuid()), spot));
    }
    var positions = new ArrayList<Position>();
    for (var wallet : wallets) {
      if (!isCash(wallet) && total(wallet).signum() != 0) {
        positions.add(position(wallet, costs.get(String.valueOf(wallet.uuid()))));
      }
    }
    return positions;
  }

  /** A coin may lie in more than one wallet (a vault): each is a lot. */
  private static Position position(
      CoinbaseWire.Wallet wallet, CoinbaseWire.@Nullable SpotPosition cost) {
    var asset = CoinbaseFigures.currency("currency", wallet.currency());
    var entry = cost == null ? null : dollars("average_entry_price", cost.averageEntryPrice());
    var basis = cost == null ? null : dollars("cost_basis", cost.costBasis());
    var worth = cost == null ? null : cost.totalFiat();
    return new Position(
        CoinbaseSymbols.holding(asset, VALUED_IN),
        "ACCOUNT_TYPE_CRYPTO".equals(wallet.type())
            ? ""
            : CoinbaseFigures.text("uuid", wallet.uuid()),
        total(wallet),
        available(wallet),
        entry,
        basis,
        null,
        worth == null ? null : CoinbaseFigures.bounded("total_balance_fiat", worth),
        null,
        null);
  }

  private static @Nullable BigDecimal dollars(String field, CoinbaseWire.@Nullable Amount amount) {
    return amount == null || !VALUED_IN.code().equals(amount.currency())
        ? null
        : CoinbaseFigures.price(field, amount.value());
  }

  static Quote quote(Instrument instrument, CoinbaseWire.PriceBook book) {
    var bid = best(book.bids());
    var ask = best(book.asks());
    return new Quote(
        instrument,
        bid == null ? null : CoinbaseFigures.price("bid", bid.price()),
        bid == null ? null : CoinbaseFigures.figure("bid size", bid.size()),
        ask == null ? null : CoinbaseFigures.price("ask", ask.price()),
        ask == null ? null : CoinbaseFigures.figure("ask size", ask.size()),
        null,
        null,
        null,
        CoinbaseFigures.instant("time", book.time()),
        false,
        "coinbase");
  }

  private static CoinbaseWire.@Nullable Level best(@Nullable List<CoinbaseWire.Level> levels) {
    return levels == null || levels.isEmpty() ? null : levels.getFirst();
  }

  static Bar bar(CoinbaseWire.Candle candle) {
    var start = CoinbaseFigures.required("start", candle.start());
    return new Bar(
        Instant.ofEpochSecond(start.longValue()),
        CoinbaseFigures.required("open", candle.open()),
        CoinbaseFigures.required("high", candle.high()),
        CoinbaseFigures.required("low", candle.low()),
        CoinbaseFigures.required("close", candle.close()),
        CoinbaseFigures.required("volume", candle.volume()));
  }

  static String granularity(BarSize size) {
    return switch (size) {
      case MINUTE_1 -> "ONE_MINUTE";
      case MINUTE_5 -> "FIVE_MINUTE";
      case MINUTE_15 -> "FIFTEEN_MINUTE";
      case MINUTE_30 -> "THIRTY_MINUTE";
      case HOUR_1 -> "ONE_HOUR";
      case DAY_1 -> "ONE_DAY";
      case WEEK_1 -> throw new Unsupported("Coinbase has no bars of a week");
    };
  }
}
