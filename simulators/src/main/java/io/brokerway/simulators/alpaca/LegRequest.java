package io.brokerway.simulators.alpaca;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A leg of a multi-leg order, as asked for.
 *
 * @param positionIntent absent if the caller left it to Alpaca
 */
record LegRequest(String symbol, int ratio, boolean buys, @Nullable String positionIntent) {
  private static final int MIN_LEGS = 2;
  private static final int MAX_LEGS = 4;
  private static final int MAX_RATIO = 1_000;
  private static final Set<String> FIELDS =
      Set.of("symbol", "ratio_qty", "side", "position_intent");

  static List<LegRequest> readAll(Fields body) {
    var legs = new ArrayList<LegRequest>();
    var symbols = new HashSet<String>();
    var all = 0;
    for (var fields : body.objects("legs")) {
      var leg = read(fields);
      if (!symbols.add(leg.symbol())) {
        throw Refusal.invalid("legs must have distinct symbols: " + leg.symbol());
      }
      legs.add(leg);
      all = greatestCommonDivisor(leg.ratio(), all);
    }
    if (legs.size() < MIN_LEGS || legs.size() > MAX_LEGS) {
      throw Refusal.invalid("mleg orders require %d to %d legs".formatted(MIN_LEGS, MAX_LEGS));
    }
    if (all != 1) {
      throw Refusal.unprocessable("mleg leg ratio quantities should be relatively prime");
    }
    return legs;
  }

  private static LegRequest read(Fields fields) {
    fields.requireOnly(FIELDS);
    var intent = OrderRequestReader.intent(fields.text("position_intent"));
    var word = fields.text("side");
    if (word == null && intent == null) {
      throw Refusal.invalid("legs require side or position_intent");
    }
    var buys =
        word == null ? String.valueOf(intent).startsWith("buy") : OrderRequestReader.side(word);
    if (intent != null && intent.startsWith("buy") != buys) {
      throw Refusal.invalid("side and position_intent of a leg must agree");
    }
    return new LegRequest(
        OrderRequestReader.required(fields, "symbol"), ratio(fields), buys, intent);
  }

  private static int ratio(Fields fields) {
    var ratio = fields.positive("ratio_qty");
    if (ratio == null) {
      throw Refusal.invalid("legs require ratio_qty");
    }
    if (ratio.scale() > 0 || ratio.intValue() > MAX_RATIO) {
      throw Refusal.invalid("invalid ratio_qty: " + ratio.toPlainString());
    }
    return ratio.intValueExact();
  }

  private static int greatestCommonDivisor(int one, int other) {
    return other == 0 ? one : greatestCommonDivisor(other, one % other);
  }
}
