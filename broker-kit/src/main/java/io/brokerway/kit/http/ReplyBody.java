package io.brokerway.kit.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** Reads the body of a reply up to a limit, which counts what comes out of the decompression. */
final class ReplyBody {
  private static final byte[] EMPTY = {};

  private ReplyBody() {}

  /**
   * @throws TooLarge if it is longer; the rest is not read
   * @throws Unreadable if it is in an encoding that was not asked for
   */
  static byte[] read(@Nullable HttpEntity entity, int limit) throws IOException {
    if (entity == null) {
      return EMPTY;
    }
    var content = decoded(entity);
    var body = content.readNBytes(limit);
    if (content.read() >= 0) {
      throw new TooLarge(limit);
    }
    return body;
  }

  private static InputStream decoded(HttpEntity entity) throws IOException {
    var encoding = entity.getContentEncoding();
    return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
      case "identity", "" -> entity.getContent();
      case "gzip", "x-gzip" -> gunzip(entity.getContent());
      default -> throw new Unreadable("the reply has an encoding that was not asked for");
    };
  }

  private static InputStream gunzip(InputStream compressed) throws IOException {
    var pushback = new PushbackInputStream(compressed, 1);
    var first = pushback.read();
    if (first < 0) {
      return InputStream.nullInputStream();
    }
    pushback.unread(first);
    return new GZIPInputStream(pushback, 8192);
  }

  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(int limit) {
      super("the reply is longer than %d bytes".formatted(limit));
    }
  }

  static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    Unreadable(String why) {
      super(why);
    }
  }
}
