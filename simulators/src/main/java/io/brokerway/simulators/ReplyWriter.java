package io.brokerway.simulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Puts answers on the wire, whole or spoiled. Blocks its (virtual) thread. */
final class ReplyWriter {

  /** One call on the wire. */
  record Exchange(Request request, Response response, Callback callback) {}

  /** No caller waits so long. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

  /** How long a stream may say nothing. */
  private static final Duration TICK = Duration.ofSeconds(1);

  private static final int CHUNK_BYTES = 65_536;

  private final CountDownLatch closing;

  /** A writer that ends its waits when the latch opens. */
  ReplyWriter(CountDownLatch closing) {
    this.closing = closing;
  }

  /** Waits, but not beyond the end of the server. */
  void hold(Duration time) {
    if (time.isZero()) {
      return;
    }
    try {
      var ended = closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
      if (ended) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void write(HttpReply reply, Response response, Callback callback) {
    var parts = reply.stream();
    if (parts != null) {
      stream(reply, parts, response, callback);
      return;
    }
    head(reply, response, reply.body().length);
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
  }

  /** Writes part after part, and what the stream says where there is none. */
  private void stream(HttpReply reply, ReplyStream parts, Response response, Callback callback) {
    response.setStatus(reply.status());
    reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    try (parts) {
      Content.Sink.write(response, false, ByteBuffer.allocate(0));
      for (var part = parts.next(TICK); part != null && closing.getCount() > 0; ) {
        var sent = part.length == 0 ? parts.idle() : part;
        if (sent.length > 0) {
          Content.Sink.write(response, false, ByteBuffer.wrap(sent));
        }
        part = parts.next(TICK);
      }
      response.write(true, ByteBuffer.allocate(0), callback);
    } catch (IOException | UncheckedIOException e) {
      callback.failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      callback.failed(e);
    }
  }

  void spoiled(Answer answer, HttpReply reply, Exchange exchange) throws IOException {
    switch (answer) {
      case Answer.AsIs same -> write(reply, exchange.response(), exchange.callback());
      case Answer.RateLimit limited -> write(reply, exchange.response(), exchange.callback());
      case Answer.Silence silence -> {
        hold(LONGEST_SILENCE);
        reset(exchange);
      }
      case Answer.Reset reset -> reset(exchange);
      case Answer.CutBody cut -> cut(cut.bytes(), reply, exchange);
      case Answer.SlowBody slow -> slow(slow.perByte(), reply, exchange);
      case Answer.HugeBody huge -> huge(huge.bytes(), reply, exchange);
      case Answer.Status other ->
          write(
              HttpReply.text(other.status(), other.contentType(), other.body()),
              exchange.response(),
              exchange.callback());
      case Answer.Body body ->
          write(
              HttpReply.text(reply.status(), body.contentType(), body.body()),
              exchange.response(),
              exchange.callback());
      case Answer.Truncated truncated ->
          write(
              reply.withBody(Arrays.copyOf(reply.body(), reply.body().length / 2)),
              exchange.response(),
              exchange.callback());
      case Answer.SetField field ->
          write(
              reply.withBody(JsonEdit.set(reply.body(), field.name(), field.value())),
              exchange.response(),
              exchange.callback());
      case Answer.DropField field ->
          write(
              reply.withBody(JsonEdit.drop(reply.body(), field.name())),
              exchange.response(),
              exchange.callback());
      case Answer.DeepBody deep ->
          write(reply.withBody(deepBody(deep.levels())), exchange.response(), exchange.callback());
      case Answer.Redirect redirect ->
          write(
              HttpReply.empty(307).with(Map.of("Location", redirect.location())),
              exchange.response(),
              exchange.callback());
    }
  }

  private static void head(HttpReply reply, Response response, long length) {
    response.setStatus(reply.status());
    reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    if (reply.status() != 204) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
    }
  }

  private static void cut(int bytes, HttpReply reply, Exchange exchange) throws IOException {
    var body = reply.body();
    head(reply, exchange.response(), Math.max(body.length, bytes + 1L));
    var part = ByteBuffer.wrap(body, 0, Math.min(bytes, body.length));
    Content.Sink.write(exchange.response(), false, part);
    reset(exchange);
  }

  private void slow(Duration perByte, HttpReply reply, Exchange exchange) throws IOException {
    head(reply, exchange.response(), reply.body().length);
    for (var i = 0; i < reply.body().length; i++) {
      Content.Sink.write(exchange.response(), false, ByteBuffer.wrap(reply.body(), i, 1));
      hold(perByte);
    }
    exchange.response().write(true, ByteBuffer.allocate(0), exchange.callback());
  }

  private static void huge(long bytes, HttpReply reply, Exchange exchange) throws IOException {
    head(reply.withBody(new byte[0]), exchange.response(), bytes);
    var chunk = new byte[CHUNK_BYTES];
    Arrays.fill(chunk, (byte) ' ');
    chunk[0] = '[';
    for (var written = 0L; written < bytes - 1; ) {
      var size = (int) Math.min(CHUNK_BYTES, bytes - 1 - written);
      Content.Sink.write(exchange.response(), false, ByteBuffer.wrap(chunk.clone(), 0, size));
      written += size;
      chunk[0] = ' ';
    }
    var end = ByteBuffer.wrap("]".getBytes(StandardCharsets.US_ASCII));
    exchange.response().write(true, end, exchange.callback());
  }

  private static byte[] deepBody(int levels) {
    return ("[".repeat(levels) + "]".repeat(levels)).getBytes(StandardCharsets.US_ASCII);
  }

  /** Sends a TCP reset instead of an orderly end. */
  private static void reset(Exchange exchange) throws IOException {
    var endPoint = exchange.request().getConnectionMetaData().getConnection().getEndPoint();
    if (endPoint.getTransport() instanceof SocketChannel channel && channel.isOpen()) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
    endPoint.close(new IOException("reset on purpose"));
    exchange.callback().failed(new IOException("reset on purpose"));
  }
}
