package io.brokerway.simulators.etrade;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a JSON value as E*TRADE's XML: a field is an element, each entry of a list is one too. */
final class XmlWriter {
  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

  private XmlWriter() {}

  static String write(String name, ObjectNode value) {
    var text = new StringBuilder(HEAD);
    element(text, name, value);
    return text.toString();
  }

  private static void element(StringBuilder text, String name, JsonNode value) {
    if (value.isArray()) {
      value.forEach(entry -> element(text, name, entry));
      return;
    }
    text.append('<').append(name).append('>');
    if (value.isObject()) {
      value.properties().forEach(field -> element(text, field.getKey(), field.getValue()));
    } else if (!value.isNull()) {
      text.append(
          escaped(value.isNumber() ? value.decimalValue().toPlainString() : value.asString()));
    }
    text.append("</").append(name).append('>');
  }

  private static String escaped(String value) {
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
