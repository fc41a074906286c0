package io.brokerway.simulators.oauth;

import io.brokerway.simulators.HttpReply;
import java.util.Map;

/** A page of a simulated broker: plain HTML, without a script, that no other page may frame. */
public final class HtmlPage {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY");

  private HtmlPage() {}

  /**
   * A page.
   *
   * @param broker the name of the broker, as people write it
   * @param body HTML in which every value is {@link #escaped}
   */
  public static HttpReply of(String broker, int status, String title, String body) {
    var html =
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s - simulated %3$s</title>
        <style>
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 2rem auto; padding: 0 1rem }
        label, button { font: inherit } button { padding: .5rem 1rem }
        input:is([type=email], [type=text], [type=password]) { display: block; width: 100%%; font: inherit }
        </style>
        </head>
        <body>
        <main>
        <p>A simulation of %3$s: it opens nothing real. Type no real password here.</p>
        <h1>%1$s</h1>
        %2$s</main>
        </body>
        </html>
        """
            .formatted(escaped(title), body, escaped(broker));
    return HttpReply.text(status, "text/html; charset=UTF-8", html).with(HEADERS);
  }

  /** What a page says in alarm; nothing for an empty text. */
  public static String alert(String text) {
    return text.isEmpty()
        ? ""
        : "<p role=\"alert\"><strong>%s</strong></p>%n".formatted(escaped(text));
  }

  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
