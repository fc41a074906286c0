package io.brokerway.simulators.alpaca;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.OptionRight;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.simulators.HttpCall;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Which option contracts a query means, by the parameters that both hosts know. */
record ContractFilter(
    Optional<LocalDate> expiry,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<String> root,
    Optional<OptionRight> right,
    Optional<BigDecimal> lowest,
    Optional<BigDecimal> highest) {

  static ContractFilter read(HttpCall call) {
    return new ContractFilter(
        date(call, "expiration_date"),
        date(call, "expiration_date_gte"),
        date(call, "expiration_date_lte"),
        call.parameter("root_symbol"),
        call.parameter("type").map(ContractFilter::right),
        number(call, "strike_price_gte"),
        number(call, "strike_price_lte"));
  }

  /** The same, for contracts until a day at most where the query names none. */
  ContractFilter until(LocalDate day) {
    return expiry.isPresent() || to.isPresent()
        ? this
        : new ContractFilter(expiry, from, Optional.of(day), root, right, lowest, highest);
  }

  boolean fits(Listed listed) {
    if (!(listed.instrument() instanceof Instrument.Option option)) {
      return false;
    }
    var osi = option.osi();
    return expiry.map(osi.expiry()::equals).orElse(true)
        && from.map(day -> !osi.expiry().isBefore(day)).orElse(true)
        && to.map(day -> !osi.expiry().isAfter(day)).orElse(true)
        && root.map(osi.root()::equals).orElse(true)
        && right.map(wanted -> osi.right() == wanted).orElse(true)
        && lowest.map(strike -> osi.strike().compareTo(strike) >= 0).orElse(true)
        && highest.map(strike -> osi.strike().compareTo(strike) <= 0).orElse(true);
  }

  private static OptionRight right(String word) {
    return switch (word) {
      case "call" -> OptionRight.CALL;
      case "put" -> OptionRight.PUT;
      default -> throw Refusal.invalid("invalid type: " + word);
    };
  }

  private static Optional<LocalDate> date(HttpCall call, String name) {
    try {
      return call.parameter(name).map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      throw Refusal.invalid("invalid " + name);
    }
  }

  private static Optional<BigDecimal> number(HttpCall call, String name) {
    try {
      return call.parameter(name).map(BigDecimal::new);
    } catch (NumberFormatException e) {
      throw Refusal.invalid("invalid " + name);
    }
  }
}
