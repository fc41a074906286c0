package io.brokerway.kit.http;

import io.brokerway.broker.KillPoint;
import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a request on a connection that is open, TLS included, and reads the head of its reply. It
 * is here that a call asks for leave, so that nothing slow stands between the leave and the byte.
 */
final class GuardedExecutor extends HttpRequestExecutor {
  private static final int MOST_INTERIM_REPLIES = 10;

  GuardedExecutor() {
    super(DefaultConnectionReuseStrategy.INSTANCE);
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      @Nullable HttpResponseInformationCallback interim,
      HttpContext context)
      throws IOException, HttpException {
    var exchange = (Exchange) context.getAttribute(Exchange.ATTRIBUTE);
    var core = HttpCoreContext.castOrCreate(context);
    core.setSSLSession(connection.getSSLSession());
    core.setEndpointDetails(connection.getEndpointDetails());
    try {
      exchange.beforeFirstByte();
      if (KillPoint.K6.isArmed()) {
        Halved.COMMAND.set(exchange.isCommand());
      }
      connection.sendRequestHeader(request);
      if (request.getEntity() != null) {
        connection.sendRequestEntity(request);
      }
      connection.flush();
      exchange.written();
      return reply(request, connection);
    } catch (IOException | HttpException | RuntimeException e) {
      Closer.closeQuietly(connection);
      throw e;
    }
  }

  private static ClassicHttpResponse reply(
      ClassicHttpRequest request, HttpClientConnection connection)
      throws IOException, HttpException {
    for (var count = 0; count <= MOST_INTERIM_REPLIES; count++) {
      var response = connection.receiveResponseHeader();
      if (response.getCode() >= 200) {
        if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
          connection.receiveResponseEntity(response);
        }
        return response;
      }
    }
    throw new ProtocolException("too many interim replies");
  }
}
