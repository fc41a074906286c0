package io.brokerway.exchange;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.exchange.VenueEvent.Binding;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether an account may open options, by the most that it could lose with them: long ones are paid
 * in full, short calls need shares or long calls behind them, short puts cash or long puts. Throws
 * a {@link Refusal}. Guarded by its venue's lock.
 */
final class OptionGate {
  private final VenueConfig config;
  private final PriceSource prices;

  OptionGate(VenueConfig config, PriceSource prices) {
    this.config = config;
    this.prices = prices;
  }

  static Instrument.Option option(Listed listed) {
    if (listed.instrument() instanceof Instrument.Option option) {
      return option;
    }
    throw new IllegalArgumentException(listed.symbol() + " is no option");
  }

  /**
   * What some legs bind of the account's equity until they fill.
   *
   * @param debit the price of a unit: below 0 where it brings cash
   * @param replaced the order whose place it takes: what that one binds is free for it
   */
  Binding admit(
      LiveAccount account,
      List<CombinationLeg> legs,
      BigDecimal quantity,
      BigDecimal debit,
      @Nullable LiveOrder replaced,
      Instant at) {
    var before = holdings(account, replaced);
    var after = new HashMap<>(before);
    for (var leg : legs) {
      requireAvailable(account, leg, quantity);
      after.merge(leg.listed(), leg.change(quantity), BigDecimal::add);
    }
    var multiplier = legs.getFirst().listed().multiplier();
    var needed =
        debit
            .multiply(multiplier)
            .multiply(quantity)
            .add(worst(account, after))
            .subtract(OptionRisk.of(before, account).loss())
            .max(BigDecimal.ZERO);
    var own = replaced == null ? BigDecimal.ZERO : replaced.equityBound();
    var free = Margin.of(account, config.margin(), prices, at).free().add(own);
    if (needed.compareTo(free) > 0) {
      throw new Refusal(
          RejectReason.INSUFFICIENT_FUNDS,
          "the options need %s, the account has %s"
              .formatted(cents(needed), cents(free.max(BigDecimal.ZERO))));
    }
    return new Binding(BigDecimal.ZERO, quantity, needed.divide(quantity, MathContext.DECIMAL64));
  }

  private static BigDecimal worst(LiveAccount account, Map<Listed, BigDecimal> after) {
    var risk = OptionRisk.of(after, account);
    if (risk.isUncovered()) {
      throw new Refusal(
          RejectReason.RULE, "account not eligible to trade uncovered option contracts");
    }
    return risk.loss();
  }

  /** What is held may be closed once, whatever open orders there are; it does not turn around. */
  private static void requireAvailable(
      LiveAccount account, CombinationLeg leg, BigDecimal quantity) {
    var position = account.positions.get(leg.listed().symbol());
    var wanted = leg.ratio().multiply(quantity);
    if (position == null || position.quantity.signum() != (leg.buy() ? -1 : 1)) {
      return;
    }
    if (wanted.compareTo(position.available()) > 0) {
      throw new Refusal(
          RejectReason.INSUFFICIENT_POSITION,
          "insufficient qty available for order (requested: %s, available: %s)"
              .formatted(wanted.toPlainString(), position.available().toPlainString()));
    }
  }

  /** Shares that stand behind short calls, and are not for sale. */
  BigDecimal pledged(LiveAccount account, Listed shares) {
    return shares.isOption() || shares.isCrypto()
        ? BigDecimal.ZERO
        : OptionRisk.of(holdings(account, null), account)
            .pledged()
            .getOrDefault(shares.symbol(), BigDecimal.ZERO);
  }

  /** The options held, as they will be once the open orders to sell some have filled. */
  private static Map<Listed, BigDecimal> holdings(
      LiveAccount account, @Nullable LiveOrder replaced) {
    var all = new HashMap<Listed, BigDecimal>();
    for (var position : account.positions.values()) {
      if (position.listed.isOption()) {
        all.put(position.listed, position.quantity);
      }
    }
    for (var order : account.openOrders.values()) {
      if (order != replaced
          && order.listed.isOption()
          && !order.isCombination()
          && !order.isBuy()) {
        all.merge(order.listed, order.leaves(BigDecimal.ONE).negate(), BigDecimal::add);
      }
    }
    return all;
  }

  private static String cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }
}
