package io.brokerway.kit.http;

import io.brokerway.broker.KillPoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestWriter;
import org.apache.hc.core5.http.impl.io.SessionOutputBufferImpl;
import org.apache.hc.core5.http.io.HttpMessageWriter;
import org.apache.hc.core5.http.io.SessionOutputBuffer;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Lets a test kill the process when half of a command's request is on the wire. Only in use while
 * {@link KillPoint#K6} is armed: otherwise a request leaves in one piece.
 */
final class Halved {
  /** Whether the request that this thread writes is a command's; the client copies requests. */
  static final ThreadLocal<Boolean> COMMAND = ThreadLocal.withInitial(() -> false);

  private Halved() {}

  /** A body of which the first half is on the wire when the kill point is reached. */
  static final class Body extends HttpEntityWrapper {
    private final byte[] bytes;

    Body(byte[] bytes, @Nullable ContentType type) {
      super(new ByteArrayEntity(bytes, type));
      this.bytes = bytes;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      var half = bytes.length / 2;
      out.write(bytes, 0, half);
      out.flush();
      KillPoint.K6.reached();
      out.write(bytes, half, bytes.length - half);
    }
  }

  /** Does the same to the head of a command that has no body: a cancel, mostly. */
  static final class Head implements HttpMessageWriter<ClassicHttpRequest> {
    private final HttpMessageWriter<ClassicHttpRequest> whole = new DefaultHttpRequestWriter();

    @Override
    public void write(ClassicHttpRequest request, SessionOutputBuffer buffer, OutputStream out)
        throws IOException, HttpException {
      if (!COMMAND.get() || hasBody(request)) {
        whole.write(request, buffer, out);
        return;
      }
      var head = bytes(request);
      buffer.write(head, 0, head.length / 2, out);
      buffer.flush(out);
      KillPoint.K6.reached();
      buffer.write(head, head.length / 2, head.length - head.length / 2, out);
    }

    private static boolean hasBody(ClassicHttpRequest request) {
      return request.getEntity() != null && request.getEntity().getContentLength() > 0;
    }

    private byte[] bytes(ClassicHttpRequest request) throws IOException, HttpException {
      var bytes = new ByteArrayOutputStream();
      var buffer = new SessionOutputBufferImpl(Http1Config.DEFAULT.getBufferSize());
      whole.write(request, buffer, bytes);
      buffer.flush(bytes);
      return bytes.toByteArray();
    }
  }
}
