package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.HttpReply;
import java.util.Map;

/** The pages as HTML, without a script. */
final class LoginPage {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'",
          "Referrer-Policy", "no-referrer",
          "X-Frame-Options", "DENY");

  private LoginPage() {}

  static HttpReply login(int status, LoginPages.Asked asked, String alert) {
    return page(
        status,
        "Log in to Kite",
        """
        <p>%s asks for your login.</p>
        %s<form method="post" action="login">
        <input type="hidden" name="request" value="%s">
        <p><label>User ID <input name="user_id" autocomplete="username" required></label></p>
        <p><label>Password <input name="password" type="password" required></label></p>
        <p><label>One-time code <input name="twofa_value" inputmode="numeric" required></label></p>
        <p><button type="submit">Log in</button></p>
        </form>
        """
            .formatted(
                escaped(asked.app().name()),
                alert.isEmpty() ? "" : "<p role=\"alert\">%s</p>%n".formatted(escaped(alert)),
                asked.id()));
  }

  static HttpReply consent(LoginPages.Asked asked, KiteUser user) {
    return page(
        200,
        "Let the application in?",
        """
        <p>%s, %s wants to see your account and to place orders.</p>
        <form method="post" action="authorize">
        <input type="hidden" name="request" value="%s">
        <p><button name="decision" value="allow">Authorize</button>
        <button name="decision" value="deny">Cancel</button></p>
        </form>
        """
            .formatted(escaped(user.name()), escaped(asked.app().name()), asked.id()));
  }

  static HttpReply gone() {
    return page(400, "Start again", "<p role=\"alert\">This page is no longer valid.</p>");
  }

  private static HttpReply page(int status, String title, String body) {
    var html =
        """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>%1$s - simulated Kite</title>
        <style>body { font: 1rem/1.5 sans-serif; max-width: 30rem; margin: 2rem auto }</style>
        </head>
        <body><main>
        <p>A simulation of Zerodha: it opens nothing real. Type no real password here.</p>
        <h1>%1$s</h1>
        %2$s</main></body>
        </html>
        """
            .formatted(title, body);
    return HttpReply.text(status, "text/html; charset=UTF-8", html).with(HEADERS);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
