package io.brokerway.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The list of brokers in Markdown: what each can do, and which cases of this run showed it. */
final class BrokerList {
  private static final int SHOWN_ONE_BY_ONE = 3;

  private static final String HEAD =
      """
      # Brokers

      This page is written by a run of the conformance suite (`./brokerway conformance`): a capability
      stands here because the named cases passed, against what the table says. Do not edit it by hand:
      `-Dconformance.write=true` writes it anew, and the test fails while it is stale. What the cases
      ask is in [adapters.md](../adapters.md). A cell without a case is a capability that the broker
      does not declare; the cases of the row `what is not declared` show that it is refused before
      anything is sent.
      """;

  private final List<Conformance> suites = new ArrayList<>();
  private final Set<ConformanceCase> passed = new HashSet<>();

  void add(Conformance suite) {
    suites.add(suite);
  }

  void passed(ConformanceCase one) {
    passed.add(one);
  }

  String text() {
    var text = new StringBuilder(HEAD).append('\n');
    row(text, "", suites.stream().map(BrokerList::link).toList());
    row(text, "---", suites.stream().map(_ -> "---").toList());
    row(text, "verified against", suites.stream().map(s -> s.simulator().description()).toList());
    row(text, "order identity", suites.stream().map(BrokerList::identity).toList());
    for (var capability : capabilities()) {
      row(text, capability, suites.stream().map(suite -> cell(suite, capability)).toList());
    }
    row(text, "cases in all", suites.stream().map(this::total).toList());
    return text.toString();
  }

  private static void row(StringBuilder text, String head, List<String> cells) {
    text.append("| ").append(head);
    cells.forEach(cell -> text.append(" | ").append(cell));
    text.append(" |\n");
  }

  private static String link(Conformance suite) {
    var profile = suite.simulator().adapter().profile();
    return "[%s](%s.md)".formatted(profile.name(), profile.id());
  }

  private static String identity(Conformance suite) {
    var identity = suite.simulator().adapter().profile().capabilities().orderIdentity();
    return identity == null
        ? "takes no orders"
        : "duplicate %s, found by %s".formatted(identity.duplicateIs(), identity.findBy());
  }

  private Set<String> capabilities() {
    return suites.stream()
        .flatMap(suite -> suite.cases().stream())
        .map(ConformanceCase::capability)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private String cell(Conformance suite, String capability) {
    var good = new ArrayList<String>();
    var bad = new ArrayList<String>();
    for (var one : suite.cases()) {
      if (one.capability().equals(capability)) {
        (passed.contains(one) ? good : bad).add(one.id());
      }
    }
    var failed = bad.isEmpty() ? "" : " **fails: %s**".formatted(ids(bad));
    return good.isEmpty() && bad.isEmpty() ? "–" : ids(good) + failed;
  }

  /** The ids of each topic: all of a few, the first and the last of many. */
  private static String ids(List<String> ids) {
    Map<String, List<String>> topics = new LinkedHashMap<>();
    ids.forEach(id ->
        topics.computeIfAbsent(id.substring(0, id.indexOf('-')), _ -> new ArrayList<>()).add(id));
    return topics.values().stream().map(BrokerList::span).collect(Collectors.joining(", "));
  }

  private static String span(List<String> ids) {
    if (ids.size() <= SHOWN_ONE_BY_ONE) {
      return ids.stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    }
    return "`%s` … `%s` (%d)".formatted(ids.getFirst(), ids.getLast(), ids.size());
  }

  private String total(Conformance suite) {
    var good = suite.cases().stream().filter(passed::contains).count();
    return "%d of %d".formatted(good, suite.cases().size());
  }
}
