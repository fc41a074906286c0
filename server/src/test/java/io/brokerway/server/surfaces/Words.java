package io.brokerway.server.surfaces;

import java.util.ArrayList;
import java.util.List;

/** Splits a shell command into its words, as a shell does with plain and single-quoted text. */
final class Words {
  private Words() {}

  static List<String> of(String command) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    var inWord = false;
    var quoted = false;
    for (var c : command.replace("\\\n", " ").toCharArray()) {
      if (c == '\'') {
        quoted = !quoted;
        inWord = true;
      } else if (!quoted && Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }
}
