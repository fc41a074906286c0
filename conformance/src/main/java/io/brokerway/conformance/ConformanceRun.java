package io.brokerway.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What became of the cases of one run, for who runs them outside of JUnit. */
public final class ConformanceRun {
  private final Map<ConformanceCase, Optional<Throwable>> results;

  private ConformanceRun(Map<ConformanceCase, Optional<Throwable>> results) {
    this.results = results;
  }

  /** Runs those cases of a suite that are wanted, one after the other. */
  public static ConformanceRun of(Conformance suite, Predicate<ConformanceCase> wanted) {
    var results = new LinkedHashMap<ConformanceCase, Optional<Throwable>>();
    for (var one : suite.cases()) {
      if (wanted.test(one)) {
        results.put(one, outcome(suite, one));
      }
    }
    return new ConformanceRun(results);
  }

  private static Optional<Throwable> outcome(Conformance suite, ConformanceCase one) {
    try {
      suite.run(one);
      return Optional.empty();
    } catch (RuntimeException | AssertionError e) {
      return Optional.of(e);
    }
  }

  /** The ids of the cases that passed, in their order. */
  public List<String> passed() {
    return ids(Optional::isEmpty);
  }

  /** The ids of the cases that failed, in their order. */
  public List<String> failed() {
    return ids(Optional::isPresent);
  }

  private List<String> ids(Predicate<Optional<Throwable>> wanted) {
    return results.entrySet().stream()
        .filter(result -> wanted.test(result.getValue()))
        .map(result -> result.getKey().id())
        .toList();
  }

  /** Why a case failed; empty if it passed or did not run. */
  public Optional<Throwable> failure(String id) {
    return results.entrySet().stream()
        .filter(result -> result.getKey().id().equals(id))
        .findFirst()
        .flatMap(Map.Entry::getValue);
  }
}
