package io.brokerway.kit.http;

import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/** The request whose reply is being read, so that another thread can end it. */
final class OpenReply {
  private @Nullable HttpUriRequestBase request;
  private boolean canceled;

  /** Takes the place of the request before. */
  synchronized void is(HttpUriRequestBase next) {
    request = next;
    if (canceled) {
      next.cancel();
    }
  }

  synchronized void cancel() {
    canceled = true;
    if (request != null) {
      request.cancel();
    }
  }
}
