package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.HttpCall;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a call: of the query, or of the form in its body. Blank counts as absent. */
final class Params {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int MAX_DIGITS = 20;

  private final Map<String, List<String>> values;

  private Params(Map<String, List<String>> values) {
    this.values = values;
  }

  static Params ofQuery(HttpCall call) {
    return new Params(call.query());
  }

  /** The form of a POST or PUT; a body of another type is none. */
  static Params ofForm(HttpCall call) {
    if (call.body().length == 0) {
      return new Params(Map.of());
    }
    var type = call.header("Content-Type").orElse("").split(";", 2)[0].strip();
    if (!type.equalsIgnoreCase(FORM)) {
      throw Refusal.input("Invalid content type.");
    }
    var values = new LinkedHashMap<String, List<String>>();
    for (var pair : call.text().split("&", -1)) {
      var parts = pair.split("=", 2);
      values
          .computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
          .add(parts.length == 1 ? "" : decoded(parts[1]));
    }
    return new Params(values);
  }

  static Params of(Map<String, String> fields) {
    var values = new LinkedHashMap<String, List<String>>();
    fields.forEach((name, value) -> values.put(name, List.of(value)));
    return new Params(values);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.input("Invalid form data.");
    }
  }

  void requireOnly(Set<String> known) {
    for (var name : values.keySet()) {
      if (!known.contains(name)) {
        throw Refusal.input("Unexpected parameter `%s`.".formatted(name));
      }
    }
  }

  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  @Nullable String text(String name) {
    var all = all(name);
    return all.isEmpty() || all.getFirst().isBlank() ? null : all.getFirst().strip();
  }

  String text(String name, String otherwise) {
    var text = text(name);
    return text == null ? otherwise : text;
  }

  String required(String name) {
    var text = text(name);
    if (text == null) {
      throw Refusal.input("Missing or empty field `%s`".formatted(name));
    }
    return text;
  }

  /** One of a few words. */
  String word(String name, Set<String> words) {
    var text = required(name);
    if (!words.contains(text)) {
      throw invalid(name);
    }
    return text;
  }

  String word(String name, Set<String> words, String otherwise) {
    return text(name) == null ? otherwise : word(name, words);
  }

  boolean flag(String name) {
    return switch (text(name, "false")) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw invalid(name);
    };
  }

  /** A number that is not negative; null if absent or 0, which Kite takes for absent. */
  @Nullable BigDecimal amount(String name) {
    var number = number(name);
    if (number == null || number.signum() == 0) {
      return null;
    }
    if (number.signum() < 0) {
      throw invalid(name);
    }
    return number;
  }

  @Nullable BigDecimal number(String name) {
    var text = text(name);
    if (text == null) {
      return null;
    }
    try {
      var number = new BigDecimal(text);
      if (number.precision() > MAX_DIGITS || Math.abs(number.scale()) > MAX_DIGITS) {
        throw invalid(name);
      }
      return number;
    } catch (NumberFormatException e) {
      throw invalid(name);
    }
  }

  /** A whole number; 0 if absent. */
  long count(String name) {
    var number = number(name);
    if (number == null) {
      return 0;
    }
    try {
      return number.longValueExact();
    } catch (ArithmeticException e) {
      throw invalid(name);
    }
  }

  static Refusal invalid(String name) {
    return Refusal.input("Invalid `%s`.".formatted(name));
  }
}
