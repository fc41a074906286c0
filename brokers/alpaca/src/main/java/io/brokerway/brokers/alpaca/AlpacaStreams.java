package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerStream;
import io.brokerway.kit.http.EventStream;
import java.util.List;

/** The trade streams and activity events of all accounts of a login, as one. Thread-safe. */
final class AlpacaStreams implements BrokerStream {
  private final List<BrokerStream> trades;
  private final List<EventStream> events;

  AlpacaStreams(List<BrokerStream> trades, List<EventStream> events) {
    this.trades = List.copyOf(trades);
    this.events = List.copyOf(events);
  }

  /** Orders and fills count; the events only spare waiting for the next sync. */
  @Override
  public boolean isUp() {
    return trades.stream().allMatch(BrokerStream::isUp);
  }

  @Override
  public void close() {
    events.forEach(EventStream::close);
    trades.forEach(BrokerStream::close);
  }
}
