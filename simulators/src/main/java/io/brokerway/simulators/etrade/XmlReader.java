package io.brokerway.simulators.etrade;

import io.brokerway.simulators.Json;
import java.io.ByteArrayInputStream;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads the XML of an order into the JSON of the same order: an element is a field, those that may
 * come more than once are lists. No document type is read, no entity resolved.
 */
final class XmlReader {
  private static final Set<String> LISTS = Set.of("Order", "Instrument", "PreviewIds");
  private static final int MAX_DEPTH = 20;

  private XmlReader() {}

  static JsonNode read(byte[] body, String root) {
    try {
      var reader = factory().createXMLStreamReader(new ByteArrayInputStream(body), "UTF-8");
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamReader.START_ELEMENT) {
          return reader.getLocalName().equals(root)
              ? element(reader, 0)
              : JsonNodeFactory.instance.missingNode();
        }
      }
      return JsonNodeFactory.instance.missingNode();
    } catch (XMLStreamException e) {
      throw Refusal.invalid("The request body is not valid XML.");
    }
  }

  private static JsonNode element(XMLStreamReader reader, int depth) throws XMLStreamException {
    if (depth > MAX_DEPTH) {
      throw Refusal.invalid("The request body is nested too deep.");
    }
    var object = Json.object();
    var text = new StringBuilder();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamReader.START_ELEMENT -> {
          var name = reader.getLocalName();
          var value = element(reader, depth + 1);
          if (LISTS.contains(name)) {
            object.withArray("/" + name).add(value);
          } else {
            object.set(name, value);
          }
        }
        case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> text.append(reader.getText());
        case XMLStreamReader.END_ELEMENT -> {
          return object.isEmpty()
              ? JsonNodeFactory.instance.stringNode(text.toString().strip())
              : object;
        }
        default -> {}
      }
    }
    throw Refusal.invalid("The request body is not valid XML.");
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }
}
