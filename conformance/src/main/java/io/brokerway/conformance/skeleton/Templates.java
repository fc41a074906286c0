package io.brokerway.conformance.skeleton;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of a skeleton, which lie beside this class's resources. */
final class Templates {
  private static final String FOLDER = "/skeleton/";

  private Templates() {}

  /** The texts by the paths that they belong to, in the order in which they are written. */
  static Map<String, String> filled(BrokerNames names) {
    var files = new LinkedHashMap<String, String>();
    read("files.txt")
        .lines()
        .forEach(line -> {
          var parts = line.split(" ", 2);
          files.put(names.fill(parts[1]), names.fill(read(parts[0])));
        });
    return files;
  }

  private static String read(String name) {
    try (var in = Templates.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the template %s is missing".formatted(name));
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
