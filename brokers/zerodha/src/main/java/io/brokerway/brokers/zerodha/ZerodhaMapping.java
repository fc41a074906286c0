package io.brokerway.brokers.zerodha;

import static io.brokerway.brokers.zerodha.ZerodhaFigures.RUPEE;
import static io.brokerway.brokers.zerodha.ZerodhaFigures.given;
import static io.brokerway.brokers.zerodha.ZerodhaFigures.optional;
import static io.brokerway.brokers.zerodha.ZerodhaFigures.orZero;
import static io.brokerway.brokers.zerodha.ZerodhaFigures.present;
import static io.brokerway.brokers.zerodha.ZerodhaFigures.required;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Balance;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Account and funds between Kite's words and ours. Pure. */
final class ZerodhaMapping {
  private ZerodhaMapping() {}

  static Account account(ZerodhaWire.Profile wire, Environment environment) {
    var user = given("profile.user_id", wire.userId());
    return new Account(
        key(user),
        user,
        wire.userName() == null ? "Zerodha" : wire.userName(),
        null,
        environment,
        RUPEE,
        Account.Status.ACTIVE,
        "");
  }

  private static AccountKey key(String user) {
    try {
      return new AccountKey(user);
    } catch (IllegalArgumentException e) {
      throw new UnexpectedReply("Zerodha sent no usable user_id", e);
    }
  }

  /**
   * The funds of both segments together. Kite publishes no total of what an account is worth: none
   * is told.
   */
  static Balance balance(ZerodhaWire.Margins wire) {
    var equity = present("margins.equity", wire.equity());
    var enabled =
        Stream.of(equity, wire.commodity())
            .filter(Objects::nonNull)
            .filter(segment -> segment == equity || Boolean.TRUE.equals(segment.enabled()))
            .toList();
    var cash = BigDecimal.ZERO;
    var net = BigDecimal.ZERO;
    var used = BigDecimal.ZERO;
    for (var segment : enabled) {
      cash = cash.add(cash(segment));
      net = net.add(required("margins.net", segment.net()));
      used = used.add(debits(segment));
    }
    return new Balance(
        RUPEE,
        cash,
        null,
        null,
        null,
        null,
        null,
        net,
        null,
        null,
        null,
        new Balance.Margin(used, null, null, null, null, null),
        null,
        List.of(),
        further(equity));
  }

  private static BigDecimal cash(ZerodhaWire.Segment segment) {
    var available = present("margins.available", segment.available());
    return available.liveBalance() == null
        ? required("margins.available.cash", available.cash())
        : required("margins.available.live_balance", available.liveBalance());
  }

  private static BigDecimal debits(ZerodhaWire.Segment segment) {
    return segment.utilised() == null
        ? BigDecimal.ZERO
        : orZero("margins.utilised.debits", segment.utilised().debits());
  }

  private static Map<String, String> further(ZerodhaWire.Segment segment) {
    var further = new HashMap<String, String>();
    var available = segment.available();
    if (available != null) {
      add(further, "opening_balance", available.openingBalance());
      add(further, "collateral", available.collateral());
      add(further, "adhoc_margin", available.adhocMargin());
      add(further, "intraday_payin", available.intradayPayin());
    }
    var utilised = segment.utilised();
    if (utilised != null) {
      add(further, "exposure", utilised.exposure());
      add(further, "span", utilised.span());
      add(further, "option_premium", utilised.optionPremium());
      add(further, "payout", utilised.payout());
      add(further, "holding_sales", utilised.holdingSales());
      add(further, "delivery", utilised.delivery());
      add(further, "m2m_realised", utilised.realised());
      add(further, "m2m_unrealised", utilised.unrealised());
    }
    return further;
  }

  private static void add(Map<String, String> further, String name, @Nullable BigDecimal figure) {
    var value = optional("margins." + name, figure);
    if (value != null) {
      further.put(name, value.toPlainString());
    }
  }
}
