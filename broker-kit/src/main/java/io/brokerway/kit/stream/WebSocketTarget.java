package io.brokerway.kit.stream;

import io.brokerway.kit.http.HttpHeader;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where a session connects to.
 *
 * @param connection whose session it is, for the record
 * @param headers of the handshake, asked for at every try
 */
public record WebSocketTarget(String connection, URI uri, Supplier<List<HttpHeader>> headers) {

  public static WebSocketTarget of(String connection, URI uri) {
    return new WebSocketTarget(connection, uri, List::of);
  }

  @Override
  public String toString() {
    return "WebSocketTarget[%s%s]".formatted(uri.getRawAuthority(), uri.getRawPath());
  }
}
