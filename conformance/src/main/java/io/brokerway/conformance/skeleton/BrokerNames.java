package io.brokerway.conformance.skeleton;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/** How a new broker is called, from its id: {@code acme_markets}. */
record BrokerNames(String id) {
  /** As {@code BrokerId} has it, and every word begins with a letter. */
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*");

  private static final int MOST_CHARACTERS = 32;

  BrokerNames {
    if (id.length() < 2 || id.length() > MOST_CHARACTERS || !FORM.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "NAME must be the broker's id: 2 to %d lower-case letters, digits and underscores, such as acme_markets, not '%s'"
              .formatted(MOST_CHARACTERS, id));
    }
    if (SourceVersion.isKeyword(id.replace("_", ""))) {
      throw new IllegalArgumentException("'%s' is a word of Java's".formatted(id));
    }
  }

  /** The folder and the last part of the package: {@code acmemarkets}. */
  String packageName() {
    return id.replace("_", "");
  }

  /** What the classes begin with: {@code AcmeMarkets}. */
  String className() {
    return words("");
  }

  /** {@code Acme Markets}. */
  String title() {
    return words(" ");
  }

  private String words(String between) {
    return Arrays.stream(id.split("_", -1))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining(between));
  }

  /** A template with the names in their places. */
  String fill(String template) {
    return template
        .replace("__package__", packageName())
        .replace("__Name__", className())
        .replace("__Title__", title())
        .replace("__VARIABLE__", id.toUpperCase(Locale.ROOT))
        .replace("__id__", id);
  }
}
