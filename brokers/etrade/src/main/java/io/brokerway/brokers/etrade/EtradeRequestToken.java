package io.brokerway.brokers.etrade;

import io.brokerway.broker.login.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** What a login remembers between its two steps. */
record EtradeRequestToken(String token, Secret secret) {

  static EtradeRequestToken read(Secret state) {
    var parts = state.reveal().split("&", 2);
    if (parts.length != 2) {
      throw new IllegalStateException("the state of a login is damaged");
    }
    return new EtradeRequestToken(
        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
        Secret.of(URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return "EtradeRequestToken[hidden]";
  }
}
