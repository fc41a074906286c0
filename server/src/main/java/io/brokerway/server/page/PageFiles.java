package io.brokerway.server.page;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the page's files from the class path, each once: there are as many as the build made, so
 * what is kept is bounded by it. Thread-safe.
 */
final class PageFiles {
  private static final String FOLDER = "/page/";

  /** No separator and no leading dot: a name cannot lead out of the folder. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

  /** Nothing of another kind is served. */
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "svg", "image/svg+xml;charset=utf-8",
          "woff2", "font/woff2",
          "txt", "text/plain;charset=utf-8");

  private final ConcurrentMap<String, PageFile> loaded = new ConcurrentHashMap<>();

  /** The document that starts the page. */
  PageFile document() {
    return find("index.html")
        .orElseThrow(() -> new IllegalStateException("the page is missing from the build"));
  }

  /** A file whose name holds a hash of its content. */
  Optional<PageFile> asset(String name) {
    return NAME.matcher(name).matches() ? find("assets/" + name) : Optional.empty();
  }

  Optional<PageFile> find(String path) {
    var known = loaded.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    var type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    var plain = type == null ? null : read(path);
    if (type == null || plain == null) {
      return Optional.empty();
    }
    var gzip = read(path + ".gz");
    var file = new PageFile(type, plain, gzip == null ? plain : gzip);
    loaded.put(path, file);
    return Optional.of(file);
  }

  private static byte @Nullable [] read(String path) {
    try (var stream = PageFiles.class.getResourceAsStream(FOLDER + path)) {
      return stream == null ? null : stream.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("%s of the page cannot be read".formatted(path), e);
    }
  }
}
