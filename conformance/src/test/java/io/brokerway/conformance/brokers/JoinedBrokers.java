package io.brokerway.conformance.brokers;

import io.brokerway.conformance.SimulatedBroker;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The adapters of this build with their simulators. A new broker adds a line. */
public final class JoinedBrokers {
  private JoinedBrokers() {}

  /** How the simulator of each is started, by the broker's id. */
  public static Map<String, Supplier<SimulatedBroker>> all() {
    var joined = new LinkedHashMap<String, Supplier<SimulatedBroker>>();
    joined.put("alpaca", AlpacaSimulated::start);
    joined.put("charles_schwab", SchwabSimulated::start);
    joined.put("coinbase", CoinbaseSimulated::start);
    joined.put("tradestation", TradeStationSimulated::start);
    joined.put("zerodha", ZerodhaSimulated::start);
    joined.put("etrade", EtradeSimulated::start);
    joined.put("paper", PaperSimulated::start);
    return joined;
  }
}
