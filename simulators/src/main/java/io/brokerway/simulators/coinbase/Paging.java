package io.brokerway.simulators.coinbase;

import io.brokerway.simulators.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A part of a list, and where the next one begins. */
final class Paging {

  /**
   * A page.
   *
   * @param cursor where the next one begins; empty at the end
   */
  record Page<T>(List<T> rows, String cursor) {
    boolean hasNext() {
      return !cursor.isEmpty();
    }
  }

  private Paging() {}

  /** The rows after the cursor of a call, no more than its limit. */
  static <T> Page<T> of(HttpCall call, List<T> all, int usual, int most) {
    var from = start(call);
    var limit = limit(call, usual, most);
    var to = Math.min(all.size(), from + limit);
    var rows = from >= to ? List.<T>of() : all.subList(from, to);
    return new Page<>(rows, to < all.size() ? cursor(to) : "");
  }

  private static int start(HttpCall call) {
    var cursor = call.parameter("cursor");
    if (cursor.isEmpty()) {
      return 0;
    }
    try {
      var bytes = Base64.getUrlDecoder().decode(cursor.get());
      var start = Integer.parseInt(new String(bytes, StandardCharsets.US_ASCII));
      if (start >= 0) {
        return start;
      }
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("invalid cursor");
    }
    throw Refusal.invalid("invalid cursor");
  }

  static int limit(HttpCall call, int usual, int most) {
    try {
      var limit = call.parameter("limit").map(Integer::parseInt).orElse(usual);
      // A limit of 0 is one that was not set.
      return limit <= 0 ? usual : Math.min(limit, most);
    } catch (NumberFormatException e) {
      throw Refusal.invalid("parsing field \"limit\": invalid syntax");
    }
  }

  private static String cursor(int start) {
    var bytes = String.valueOf(start).getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
