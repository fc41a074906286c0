package io.brokerway.server.surfaces;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Compares an answer with a sample: the same fields, nesting and JSON types, equal texts; what
 * differs from run to run is compared by its form. The ids of the sample are matched to those of
 * the answer, one to one.
 */
final class Likeness {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
  private static final Pattern NUMBER_END = Pattern.compile("\\*{4}\\w{1,4}");
  private static final Pattern STATE = Pattern.compile("state=[A-Za-z0-9_-]+");
  private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?");

  /** Made anew for each order or transaction, by us or by the broker. */
  private static final Set<String> MADE_ANEW =
      Set.of(
          "client_order_id",
          "broker_order_id",
          "transaction_id",
          "execution_id",
          "idempotency_key",
          "number_end");

  private final Map<String, String> ids;
  private final List<String> differences = new ArrayList<>();

  private Likeness(Map<String, String> ids) {
    this.ids = ids;
  }

  /**
   * What differs; nothing if they are alike.
   *
   * @param ids ids of the answers by those of the samples; those that are new are added
   */
  static List<String> differences(JsonNode sample, JsonNode answer, Map<String, String> ids) {
    var likeness = new Likeness(ids);
    likeness.compare("", sample, answer);
    return likeness.differences;
  }

  private void compare(String path, JsonNode sample, JsonNode answer) {
    if (path.matches(".*/history/\\d+/(event|status|filled_quantity|average_price|reason)")) {
      // By which steps an order came to its state differs from run to run.
      return;
    }
    if (isFirstSync(path, sample, answer)) {
      return;
    }
    if (kind(sample) != kind(answer)) {
      differ(path, sample, answer);
    } else if (sample.isObject()) {
      compareFields(path, sample, answer);
    } else if (sample.isArray()) {
      compareItems(path, sample, answer);
    } else if (sample.isString()) {
      compareTexts(path, sample, answer);
    } else if (sample.isBoolean() && sample.booleanValue() != answer.booleanValue()) {
      differ(path, sample, answer);
    }
  }

  /** The first sync begins with the connection and may be through before the answer is written. */
  private static boolean isFirstSync(String path, JsonNode sample, JsonNode answer) {
    return path.endsWith("/last_sync")
        && sample.isNull()
        && answer.isString()
        && TIME.matcher(answer.stringValue()).matches();
  }

  private enum Kind {
    OBJECT,
    ARRAY,
    TEXT,
    WHOLE_NUMBER,
    DECIMAL_NUMBER,
    BOOLEAN,
    NULL
  }

  private static Kind kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> Kind.OBJECT;
      case ARRAY -> Kind.ARRAY;
      case STRING -> Kind.TEXT;
      case BOOLEAN -> Kind.BOOLEAN;
      case NULL -> Kind.NULL;
      case NUMBER -> node.isIntegralNumber() ? Kind.WHOLE_NUMBER : Kind.DECIMAL_NUMBER;
      case BINARY, POJO, MISSING -> throw new IllegalArgumentException(node.toString());
    };
  }

  private void compareFields(String path, JsonNode sample, JsonNode answer) {
    var names = new TreeSet<>(sample.propertyNames());
    names.addAll(answer.propertyNames());
    for (var name : names) {
      var at = path + "/" + name;
      if (!sample.has(name) || !answer.has(name)) {
        differences.add(at + " is " + (sample.has(name) ? "missing" : "not in the sample"));
      } else {
        compare(at, sample.get(name), answer.get(name));
      }
    }
  }

  /**
   * Each item is like one of the sample's; one for each, in the same order, where it has as many.
   */
  private void compareItems(String path, JsonNode sample, JsonNode answer) {
    if (sample.isEmpty() != answer.isEmpty()) {
      differences.add(path + " has " + answer.size() + " items, the sample " + sample.size());
      return;
    }
    for (var i = 0; i < answer.size(); i++) {
      var item = answer.get(i);
      var at = path + "/" + i;
      if (answer.size() == sample.size()) {
        compare(at, sample.get(i), item);
      } else if (sample.valueStream().noneMatch(one -> isLike(one, item))) {
        differences.add(at + " is like none of the sample: " + item);
      }
    }
  }

  private boolean isLike(JsonNode sample, JsonNode answer) {
    return differences(sample, answer, new java.util.HashMap<>()).isEmpty();
  }

  private void compareTexts(String path, JsonNode sample, JsonNode answer) {
    var wanted = sample.stringValue();
    var found = answer.stringValue();
    var name = path.substring(path.lastIndexOf('/') + 1);
    if (MADE_ANEW.contains(name)) {
      if (found.isEmpty()) {
        differ(path, sample, answer);
      }
    } else if (UUID.matcher(wanted).matches() && UUID.matcher(found).matches()) {
      var known = ids.putIfAbsent(wanted, found);
      if (known != null && !known.equals(found)) {
        differences.add("%s is %s, which the sample's %s is not".formatted(path, found, wanted));
      }
    } else if (!form(wanted).equals(form(found))) {
      differ(path, sample, answer);
    }
  }

  /** A text without what differs from run to run. */
  private static String form(String text) {
    var timeless = TIME.matcher(UUID.matcher(text).replaceAll("(id)")).replaceAll("(time)");
    var endless = NUMBER_END.matcher(timeless).replaceAll("(end)");
    var stateless = STATE.matcher(endless).replaceAll("(state)");
    return DECIMAL.matcher(stateless).replaceAll("(number)");
  }

  private void differ(String path, JsonNode sample, JsonNode answer) {
    differences.add("%s is %s, in the sample %s".formatted(path, answer, sample));
  }
}
