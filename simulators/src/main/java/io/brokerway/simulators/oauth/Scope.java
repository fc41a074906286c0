package io.brokerway.simulators.oauth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Something that a user lets an application do.
 *
 * @param word what stands in requests and answers
 * @param meaning what the consent page says of it
 */
public record Scope(String word, String meaning) {

  /**
   * The scopes of a list with spaces between them, in the broker's order; absent if one is unknown.
   */
  static Optional<List<Scope>> parse(String list, List<Scope> known) {
    var words = new ArrayList<>(List.of(list.split(" ", -1)));
    words.removeIf(String::isEmpty);
    var found = known.stream().filter(scope -> words.contains(scope.word())).toList();
    var allKnown = words.stream().allMatch(word -> isAmong(found, word));
    return allKnown ? Optional.of(found) : Optional.empty();
  }

  /** The list as it is written in a token's answer. */
  public static String list(List<Scope> scopes) {
    return scopes.stream().map(Scope::word).collect(Collectors.joining(" "));
  }

  private static boolean isAmong(List<Scope> scopes, String word) {
    return scopes.stream().anyMatch(scope -> scope.word().equals(word));
  }
}
