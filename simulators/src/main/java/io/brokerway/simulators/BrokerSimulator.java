package io.brokerway.simulators;

import java.util.List;
import java.util.Map;

/** One broker's protocol, as the server sees it. Thread-safe. */
public interface BrokerSimulator extends AutoCloseable {

  /** The first segment of its paths, such as {@code alpaca}. */
  String prefix();

  /** Does what the call asks and answers as the broker would. The path is without the prefix. */
  HttpReply answer(HttpCall call);

  /**
   * Answers as if the call had been taken, without taking it: the reply of a broker that loses an
   * order.
   */
  HttpReply pretend(HttpCall call);

  /** What the broker answers to a caller that is too fast. */
  HttpReply rateLimited();

  /** Its WebSocket doors by path, without the prefix. */
  Map<String, SocketDoor> sockets();

  /** A call of the control endpoint below {@code /control/<prefix>}. */
  HttpReply control(HttpCall call);

  /** Lets time pass by itself: the broker follows its clock. */
  default void run() {}

  /**
   * What a person needs to use it: its addresses, then its simulated logins, a line each.
   *
   * @param address the broker's own, prefix included
   */
  default List<String> announcement(String address) {
    return List.of();
  }

  @Override
  void close();
}
