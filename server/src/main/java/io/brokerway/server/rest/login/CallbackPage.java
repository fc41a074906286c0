package io.brokerway.server.rest.login;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/** The page that a user sees who comes back from a broker: words alone, nothing is loaded. */
record CallbackPage(HttpStatus status, String title, String text) {
  private static final String POLICY =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String HTML =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s - Brokerway</title>
      </head>
      <body>
      <main>
      <h1>%s</h1>
      <p>%s</p>
      </main>
      </body>
      </html>
      """;

  ResponseEntity<byte[]> answer() {
    var shown = HtmlUtils.htmlEscape(title);
    return ResponseEntity.status(status)
        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
        .header("Content-Security-Policy", POLICY)
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .body(
            HTML.formatted(shown, shown, HtmlUtils.htmlEscape(text))
                .getBytes(StandardCharsets.UTF_8));
  }
}
