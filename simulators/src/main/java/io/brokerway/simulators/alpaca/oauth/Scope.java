package io.brokerway.simulators.alpaca.oauth;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a user lets an application do besides reading his account. */
public enum Scope {
  ACCOUNT_WRITE("account:write", "Change the settings of your account and your watchlists"),
  TRADING("trading", "Place, replace and cancel orders, and close positions, in your name"),
  DATA("data", "Read market data with your subscription");

  private final String word;
  private final String meaning;

  Scope(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  public String word() {
    return word;
  }

  String meaning() {
    return meaning;
  }

  /** The scopes of a list with spaces between them; absent if one of them is unknown. */
  static Optional<Set<Scope>> parse(String list) {
    var scopes = EnumSet.noneOf(Scope.class);
    for (var word : list.split(" ", -1)) {
      var known = word.isEmpty() || of(word).map(scopes::add).isPresent();
      if (!known) {
        return Optional.empty();
      }
    }
    return Optional.of(scopes);
  }

  /** The list as it is written in a token's answer. */
  static String list(Set<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::word).collect(Collectors.joining(" "));
  }

  private static Optional<Scope> of(String word) {
    for (var scope : values()) {
      if (scope.word.equals(word)) {
        return Optional.of(scope);
      }
    }
    return Optional.empty();
  }
}
