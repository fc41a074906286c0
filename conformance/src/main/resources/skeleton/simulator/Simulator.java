package io.brokerway.simulators.__package__;

import io.brokerway.simulators.BrokerSimulator;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.SocketDoor;
import java.util.Map;

/**
 * __Title__'s protocol. What its pages have is to be answered as they say: signatures checked, codes
 * used once, unknown fields refused. What is not written yet is answered with 501, which names it.
 */
public final class __Name__Simulator implements BrokerSimulator {
  public static final String PREFIX = "__id__";

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public HttpReply answer(HttpCall call) {
    return unwritten(call);
  }

  @Override
  public HttpReply pretend(HttpCall call) {
    return unwritten(call);
  }

  private static HttpReply unwritten(HttpCall call) {
    var what = "%s %s is to be written in __Name__Simulator".formatted(call.method(), call.path());
    return HttpReply.json(501, Map.of("message", what));
  }

  @Override
  public HttpReply rateLimited() {
    return HttpReply.json(429, Map.of("message", "too many requests"))
        .with(Map.of("Retry-After", "1"));
  }

  @Override
  public Map<String, SocketDoor> sockets() {
    return Map.of();
  }

  @Override
  public HttpReply control(HttpCall call) {
    return unwritten(call);
  }

  @Override
  public void close() {
    // Nothing is open yet.
  }
}
