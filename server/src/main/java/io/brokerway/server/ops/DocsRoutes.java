package io.brokerway.server.ops;

import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.security.Open;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The API's document, and the two pages that show it; no page asks any other host for anything. */
@RestController
@Hidden
public final class DocsRoutes {
  /** The pages' libraries style their parts in the page; nothing may come from elsewhere. */
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " worker-src 'self' blob:; frame-ancestors 'none'";

  private static final String REDOC = "redoc.standalone.js";

  /** The files of the pages with their types; nothing else is served. */
  private static final Map<String, String> ASSETS =
      Map.of(
          "swagger-ui.css",
          "text/css",
          "swagger-ui-bundle.js",
          "text/javascript",
          "swagger-start.js",
          "text/javascript",
          REDOC,
          "text/javascript",
          "redoc-start.js",
          "text/javascript",
          "logo.svg",
          "image/svg+xml");

  private final ConcurrentMap<String, byte[]> loaded = new ConcurrentHashMap<>();

  @GetMapping("/openapi.json")
  @Open
  ResponseEntity<byte[]> document() {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noCache())
        .body(resource("/openapi/openapi.json"));
  }

  @GetMapping("/docs")
  @Open
  ResponseEntity<byte[]> swagger() {
    return page("/docs/swagger.html");
  }

  @GetMapping("/redoc")
  @Open
  ResponseEntity<byte[]> redoc() {
    return page("/docs/redoc.html");
  }

  @GetMapping("/docs/assets/{name}")
  @Open
  ResponseEntity<byte[]> asset(@PathVariable String name) {
    var type = ASSETS.get(name);
    if (type == null) {
      throw ProblemException.notFound("The path");
    }
    var path = "/docs/" + name;
    return ResponseEntity.ok()
        .header("Content-Type", type + ";charset=utf-8")
        .cacheControl(CacheControl.noCache())
        .body(name.equals(REDOC) ? withoutForeignLogo(path) : resource(path));
  }

  private ResponseEntity<byte[]> page(String path) {
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .header("Content-Security-Policy", POLICY)
        .cacheControl(CacheControl.noCache())
        .body(resource(path));
  }

  /** ReDoc draws its maker's logo from his own host; the page shows a local one in its place. */
  private byte[] withoutForeignLogo(String path) {
    return loaded.computeIfAbsent(
        path + "#local",
        key ->
            new String(read(path), StandardCharsets.UTF_8)
                .replace("https://cdn.redoc.ly/redoc/logo-mini.svg", "/docs/assets/logo.svg")
                .getBytes(StandardCharsets.UTF_8));
  }

  private byte[] resource(String path) {
    return loaded.computeIfAbsent(path, DocsRoutes::read);
  }

  private static byte[] read(String path) {
    try (var stream = DocsRoutes.class.getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalStateException(path + " is missing from the build");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(path + " cannot be read", e);
    }
  }
}
