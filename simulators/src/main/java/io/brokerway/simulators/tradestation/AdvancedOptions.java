package io.brokerway.simulators.tradestation;

import io.brokerway.broker.order.TrailingOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of {@code AdvancedOptions} that the exchange can do; the rest is refused by name. */
record AdvancedOptions(@Nullable TrailingOffset trail, boolean allOrNone) {
  private static final AdvancedOptions NONE = new AdvancedOptions(null, false);
  private static final Set<String> DONE = Set.of("TrailingStop", "AllOrNone");
  private static final List<String> NOT_SIMULATED =
      List.of(
          "AddLiquidity",
          "BookOnly",
          "NonDisplay",
          "DiscretionaryPrice",
          "PegValue",
          "ShowOnlyQuantity",
          "MarketActivationRules",
          "TimeActivationRules");

  static AdvancedOptions read(Optional<Body> found) {
    if (found.isEmpty()) {
      return NONE;
    }
    var body = found.get();
    NOT_SIMULATED.stream()
        .filter(body::has)
        .findFirst()
        .ifPresent(name -> {
          throw Refusal.notSimulated("AdvancedOptions." + name);
        });
    body.requireOnly(DONE);
    return new AdvancedOptions(trail(body), body.flag("AllOrNone"));
  }

  static @Nullable TrailingOffset trail(Body options) {
    var found = options.object("TrailingStop");
    if (found.isEmpty()) {
      return null;
    }
    var body = found.get().requireOnly(Set.of("Amount", "Percent"));
    var amount = body.positive("Amount");
    var percent = body.positive("Percent");
    if ((amount == null) == (percent == null)) {
      throw Refusal.badRequest("TrailingStop must have Amount or Percent");
    }
    return amount == null
        ? TrailingOffset.percent(Amounts.plain(java.util.Objects.requireNonNull(percent)))
        : TrailingOffset.amount(Amounts.plain(amount));
  }
}
