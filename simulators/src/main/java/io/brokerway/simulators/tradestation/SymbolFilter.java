package io.brokerway.simulators.tradestation;

import java.util.List;

/** Which symbols a caller wants: {@code MSFT,MSFT *}, where a star stands for anything. */
record SymbolFilter(List<String> patterns) {
  static SymbolFilter of(String list) {
    return new SymbolFilter(List.of(list.split(",", -1)));
  }

  boolean takes(String symbol) {
    return patterns.stream()
        .anyMatch(pattern ->
            pattern.endsWith("*")
                ? symbol.startsWith(pattern.substring(0, pattern.length() - 1))
                : symbol.equals(pattern));
  }
}
