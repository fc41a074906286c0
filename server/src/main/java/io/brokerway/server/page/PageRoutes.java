package io.brokerway.server.page;

import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.security.Open;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The web page. Open, since its files hold nothing of anybody: all that it shows it asks of the API
 * like any other client.
 */
@RestController
@Hidden
public final class PageRoutes {
  /** Scripts, styles and fonts of our own files alone, and requests to ourselves alone. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"
          + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

  private static final String PERMISSIONS =
      "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

  private final PageFiles files = new PageFiles();

  /** The paths of the page's screens: each is the same document, which shows the one asked for. */
  @GetMapping({
    "/",
    "/accounts/**",
    "/activity/**",
    "/admin/**",
    "/connect/**",
    "/connections/**",
    "/developers/**",
    "/trade/**"
  })
  @Open
  ResponseEntity<byte[]> screen(HttpServletRequest request) {
    return answer(files.document(), CacheControl.noCache(), request);
  }

  @GetMapping("/assets/{name}")
  @Open
  ResponseEntity<byte[]> asset(@PathVariable String name, HttpServletRequest request) {
    var file = files.asset(name).orElseThrow(() -> ProblemException.notFound("The path"));
    var forGood = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
    return answer(file, forGood, request);
  }

  @GetMapping("/favicon.svg")
  @Open
  ResponseEntity<byte[]> icon(HttpServletRequest request) {
    var file = files.find("favicon.svg").orElseThrow(() -> ProblemException.notFound("The path"));
    return answer(file, CacheControl.noCache(), request);
  }

  /** The licences of the libraries in the page. */
  @GetMapping("/licenses.txt")
  @Open
  ResponseEntity<byte[]> licenses(HttpServletRequest request) {
    var file = files.find("licenses.txt").orElseThrow(() -> ProblemException.notFound("The path"));
    return answer(file, CacheControl.noCache(), request);
  }

  private static ResponseEntity<byte[]> answer(
      PageFile file, CacheControl cache, HttpServletRequest request) {
    var answer =
        ResponseEntity.ok()
            .header("Content-Type", file.type())
            .header("Content-Security-Policy", POLICY)
            .header("Cross-Origin-Opener-Policy", "same-origin")
            .header("Cross-Origin-Resource-Policy", "same-origin")
            .header("Permissions-Policy", PERMISSIONS)
            .cacheControl(cache);
    if (!file.isPacked()) {
      return answer.body(file.plain());
    }
    answer.header("Vary", "Accept-Encoding");
    return takesGzip(request)
        ? answer.header("Content-Encoding", "gzip").body(file.gzip())
        : answer.body(file.plain());
  }

  private static boolean takesGzip(HttpServletRequest request) {
    var accepted = request.getHeader("Accept-Encoding");
    return accepted != null
        && Stream.of(accepted.split(",", -1))
            .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
            .anyMatch(
                coding -> coding.equals("gzip") || coding.matches("gzip;q=(1|0\\.\\d*[1-9]).*"));
  }
}
