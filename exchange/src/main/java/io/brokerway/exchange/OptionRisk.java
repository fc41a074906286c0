package io.brokerway.exchange;

import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The most that options can cost at their expiry, those of one underlying and one expiry taken
 * together. Long options of another expiry cover nothing: that errs on the safe side.
 *
 * @param loss 0 or above
 * @param pledged by underlying, the shares that stand behind short calls
 * @param isUncovered whether there are short calls with nothing behind them
 */
record OptionRisk(BigDecimal loss, Map<String, BigDecimal> pledged, boolean isUncovered) {

  private record Group(String underlying, LocalDate expiry) {}

  private record Held(OptionRight right, BigDecimal strike, BigDecimal units) {

    /** What it is worth at expiry if the underlying stands at a price then. */
    BigDecimal worth(BigDecimal price) {
      var above = price.subtract(strike);
      var inner = right == OptionRight.CALL ? above : above.negate();
      return units.multiply(inner.max(BigDecimal.ZERO));
    }
  }

  static OptionRisk of(Map<Listed, BigDecimal> options, LiveAccount account) {
    var loss = BigDecimal.ZERO;
    var pledged = new HashMap<String, BigDecimal>();
    for (var group : groups(options).entrySet()) {
      var net =
          group.getValue().stream()
              .filter(held -> held.right() == OptionRight.CALL)
              .map(Held::units)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      var behind = net.negate().max(BigDecimal.ZERO);
      pledged.merge(group.getKey().underlying(), behind, BigDecimal::add);
      loss = loss.add(worst(group.getValue(), behind));
    }
    var uncovered =
        pledged.entrySet().stream()
            .anyMatch(entry -> entry.getValue().compareTo(shares(account, entry.getKey())) > 0);
    return new OptionRisk(Amounts.trimmed(loss), pledged, uncovered);
  }

  private static Map<Group, List<Held>> groups(Map<Listed, BigDecimal> options) {
    var groups = new HashMap<Group, List<Held>>();
    for (var entry : options.entrySet()) {
      var option = OptionGate.option(entry.getKey());
      var units = entry.getValue().multiply(option.multiplier());
      if (units.signum() != 0) {
        groups
            .computeIfAbsent(
                new Group(option.underlying(), option.osi().expiry()), key -> new ArrayList<>())
            .add(new Held(option.osi().right(), option.osi().strike(), units));
      }
    }
    return groups;
  }

  /** The payoff bends at the strikes only, and above them all the shares make up for it. */
  private static BigDecimal worst(List<Held> group, BigDecimal shares) {
    var least = at(BigDecimal.ZERO, group, shares);
    for (var held : group) {
      least = least.min(at(held.strike(), group, shares));
    }
    return least.min(BigDecimal.ZERO).negate();
  }

  private static BigDecimal at(BigDecimal price, List<Held> group, BigDecimal shares) {
    return group.stream()
        .map(held -> held.worth(price))
        .reduce(shares.multiply(price), BigDecimal::add);
  }

  private static BigDecimal shares(LiveAccount account, String underlying) {
    var position = account.positions.get(underlying);
    return position == null
        ? BigDecimal.ZERO
        : position.quantity.max(BigDecimal.ZERO).setScale(0, RoundingMode.DOWN);
  }
}
