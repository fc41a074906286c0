package io.brokerway.engine.risk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refusals as they are found. */
final class Refusals {
  private final List<Refusal> found = new ArrayList<>();

  void add(Refusal.Code code, String field, String sentence, @Nullable Object... values) {
    found.add(new Refusal(code, field, sentence.formatted(values)));
  }

  List<Refusal> all() {
    return List.copyOf(found);
  }
}
