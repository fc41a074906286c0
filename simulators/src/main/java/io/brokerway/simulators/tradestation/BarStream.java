package io.brokerway.simulators.tradestation;

import io.brokerway.exchange.tape.Listed;
import io.brokerway.simulators.HttpCall;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The bars that were asked for, then the present one whenever it changes. */
final class BarStream extends JsonStream {
  private final BarsApi bars;
  private final Listed listed;
  private final HttpCall call;
  private final Map<Long, ObjectNode> told = new HashMap<>();

  BarStream(Streams streams, Clock clock, BarsApi bars, Listed listed, HttpCall call) {
    super(streams, clock);
    this.bars = bars;
    this.listed = listed;
    this.call = call;
    look();
    status("EndSnapshot");
  }

  @Override
  protected void look() {
    for (var bar : bars.bars(listed, call)) {
      var epoch = bar.path("Epoch").longValue();
      if (!bar.equals(told.put(epoch, bar))) {
        say(bar);
      }
    }
  }
}
