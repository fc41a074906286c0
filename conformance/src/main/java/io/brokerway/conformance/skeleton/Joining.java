package io.brokerway.conformance.skeleton;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The places where a broker joins the build: each is found by what stands there already, and one
 * that is not found stops everything before a file is touched.
 */
final class Joining {

  /**
   * A place.
   *
   * @param anchor what the new text goes before; its first match counts
   */
  private record Place(String file, Pattern anchor, String text) {}

  private static final List<Place> PLACES =
      List.of(
          place(
              "pom.xml",
              "    <module>simulators</module>\n",
              "    <module>brokers/__package__</module>\n"),
          place(
              "pom.xml",
              "      <dependency><groupId>io\\.brokerway</groupId><artifactId>simulators</artifactId>",
              "      <dependency><groupId>io.brokerway</groupId><artifactId>broker-__package__</artifactId>"
                  + "<version>${project.version}</version></dependency>\n"),
          place("server/pom.xml", "    <!-- Not the starters", dependency("runtime")),
          place(
              "conformance/pom.xml",
              "    <dependency>\n      <groupId>io\\.brokerway</groupId>\n      <artifactId>simulators</artifactId>",
              dependency("test")),
          place(
              "conformance/src/test/java/io/brokerway/conformance/brokers/JoinedBrokers.java",
              "    return joined;",
              "    joined.put(\"__id__\", __Name__Simulated::start);\n"),
          place(
              "simulators/src/main/java/io/brokerway/simulators/Simulators.java",
              "(?<=List\\.of\\()(?=\\s*alpaca\\b)",
              "new __Name__Simulator(), "),
          place(
              "simulators/src/main/java/io/brokerway/simulators/Simulators.java",
              "import java\\.io\\.IOException;",
              "import io.brokerway.simulators.__package__.__Name__Simulator;\n"),
          place(
              "simulators/demo.env",
              "\\z",
              "BROKERWAY_BROKER___VARIABLE___BASE_URL=http://{simulators}/__id__\n"));

  private Joining() {}

  private static Place place(String file, String anchor, String text) {
    return new Place(file, Pattern.compile(anchor), text);
  }

  private static String dependency(String scope) {
    return """
        <dependency>
          <groupId>io.brokerway</groupId>
          <artifactId>broker-__package__</artifactId>
          <scope>%s</scope>
        </dependency>
    """
        .formatted(scope);
  }

  /**
   * The files as they are with the broker joined.
   *
   * @param read the text of a file, by its path
   * @throws IllegalStateException if a place is not there, naming the file and what belongs into it
   */
  static Map<String, String> joined(BrokerNames names, UnaryOperator<String> read) {
    var files = new LinkedHashMap<String, String>();
    for (var place : PLACES) {
      var before = files.computeIfAbsent(place.file(), read);
      files.put(place.file(), with(before, place, names.fill(place.text())));
    }
    return files;
  }

  private static String with(String before, Place place, String text) {
    var found = place.anchor().matcher(before);
    if (!found.find()) {
      throw new IllegalStateException(
          "%s has changed its form: nothing was written; this would belong there:%n%s"
              .formatted(place.file(), text));
    }
    return before.substring(0, found.start()) + text + before.substring(found.start());
  }
}
