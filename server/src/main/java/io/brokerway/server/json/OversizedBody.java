package io.brokerway.server.json;

import java.io.IOException;
import java.io.InputStream;

/** A body that is not taken. */
public final class OversizedBody {
  private static final int MOST = 8 * 1024 * 1024;
  private static final int STEP = 16 * 1024;

  private OversizedBody() {}

  /**
   * Lets a body run out, up to 8 MB, and keeps nothing of it: a connection that is closed on unread
   * bytes takes the answer with it, and the client would not learn why.
   */
  public static void runOut(InputStream body) throws IOException {
    var step = new byte[STEP];
    for (var left = MOST; left > 0; ) {
      var read = body.read(step);
      if (read < 0) {
        return;
      }
      left -= read;
    }
  }
}
