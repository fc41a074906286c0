package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.function.BiConsumer;

/** {@code /session}: tokens are given, renewed and taken away. */
final class SessionApi {
  private final Directory directory;
  private final Logins logins;
  private final UserApi users;
  private final BiConsumer<String, String> onEnd;

  /**
   * The calls.
   *
   * @param onEnd told the API key and the token of a login that ended
   */
  SessionApi(Directory directory, Logins logins, UserApi users, BiConsumer<String, String> onEnd) {
    this.directory = directory;
    this.logins = logins;
    this.users = users;
    this.onEnd = onEnd;
  }

  HttpReply answer(HttpCall call) {
    return switch (call.method() + " " + call.path()) {
      case "POST /session/token" -> exchange(Params.ofForm(call));
      case "DELETE /session/token" -> end(Params.ofQuery(call));
      case "POST /session/refresh_token" -> refresh(Params.ofForm(call));
      default -> throw Refusal.noRoute();
    };
  }

  private HttpReply exchange(Params form) {
    form.requireOnly(Set.of("api_key", "request_token", "checksum"));
    var app = app(form);
    var token = form.required("request_token");
    check(app, token, form.required("checksum"));
    var login =
        logins
            .exchange(app, token)
            .orElseThrow(() -> Refusal.token("Token is invalid or has expired."));
    return KiteReply.of(users.session(login));
  }

  private HttpReply refresh(Params form) {
    form.requireOnly(Set.of("api_key", "refresh_token", "checksum"));
    var app = app(form);
    var token = form.required("refresh_token");
    check(app, token, form.required("checksum"));
    var login =
        logins
            .refresh(app, token)
            .orElseThrow(() -> Refusal.token("Token is invalid or has expired."));
    return KiteReply.of(
        Json.object()
            .put("user_id", login.userId())
            .put("access_token", login.accessToken())
            .put("refresh_token", login.refreshToken()));
  }

  private HttpReply end(Params query) {
    var apiKey = query.required("api_key");
    var token =
        query.text("access_token") == null
            ? query.required("refresh_token")
            : query.required("access_token");
    if (!logins.end(apiKey, token)) {
      throw Refusal.token("Incorrect `api_key` or `access_token`.");
    }
    onEnd.accept(apiKey, token);
    return KiteReply.isTrue();
  }

  private KiteApp app(Params form) {
    return directory
        .app(form.required("api_key"))
        .orElseThrow(() -> Refusal.token("Invalid `api_key`."));
  }

  private static void check(KiteApp app, String token, String checksum) {
    var expected = Checksum.of(app.apiKey(), token, app.secret());
    if (!MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), checksum.getBytes(StandardCharsets.UTF_8))) {
      throw Refusal.token("Invalid `checksum`.");
    }
  }
}
