package io.brokerway.server.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What a task is told: texts by name, each of one line. */
public record Arguments(Map<String, String> values) {
  public Arguments {
    values = Map.copyOf(values);
    values.forEach((name, value) -> {
      if (name.contains("=") || hasLineBreak(name) || hasLineBreak(value)) {
        throw new IllegalArgumentException("%s must be one line".formatted(name));
      }
    });
  }

  static Arguments parse(List<String> lines) {
    var values = new LinkedHashMap<String, String>();
    for (var line : lines) {
      var cut = line.indexOf('=');
      if (cut < 1) {
        throw new IllegalArgumentException("'%s' is no argument".formatted(line));
      }
      values.put(line.substring(0, cut), line.substring(cut + 1));
    }
    return new Arguments(values);
  }

  List<String> lines() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .toList();
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String required(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("%s is missing".formatted(name)));
  }

  /** Names only: some of the values are secrets. */
  @Override
  public String toString() {
    return "Arguments" + new TreeSet<>(values.keySet());
  }

  private static boolean hasLineBreak(String text) {
    return text.chars().anyMatch(c -> c == '\n' || c == '\r');
  }
}
