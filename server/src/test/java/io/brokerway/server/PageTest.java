package io.brokerway.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageTest {
  private static final Pattern SCRIPT = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"");

  private final Api api = Api.at(TestGateways.serve().port());

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/trade", "/accounts/1", "/activity/orders/1", "/connect", "/admin/"})
  void everyScreenIsTheSameDocumentAndOpen(String path) {
    var reply = api.get(path);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith("text/html");
    assertThat(reply.text()).contains("<div id=\"page\">").containsPattern(SCRIPT);
  }

  @Test
  void runsItsOwnFilesAloneAndAsksNoOtherHost() {
    var policy = api.get("/").header("Content-Security-Policy");

    assertThat(policy)
        .contains(
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'")
        .contains("frame-ancestors 'none'", "base-uri 'none'", "trusted-types 'none'")
        .doesNotContain("unsafe", "http", "*");
  }

  @Test
  void isBuiltWithoutInlineScriptsStylesOrForeignAddresses() {
    var document = api.get("/").text();

    assertThat(document)
        .doesNotContainPattern("<script(?![^>]*src=)")
        .doesNotContain("<style", "style=", "onload=")
        .doesNotContainPattern("(src|href)=\"(https?:)?//");
  }

  @Test
  void namesItsFilesByTheirContentSoThatTheyMayBeKept() {
    var script = script();

    assertThat(script.status()).isEqualTo(200);
    assertThat(script.header("Content-Type")).startsWith("text/javascript");
    assertThat(script.header("Cache-Control")).contains("immutable");
    assertThat(script.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(api.get("/").header("Cache-Control")).contains("no-cache");
  }

  @Test
  void sendsPackedFilesToThoseWhoTakeThem() {
    var packed = api.with("Accept-Encoding", "br, gzip").get("/").response();
    var refused = api.with("Accept-Encoding", "gzip;q=0").get("/").response();

    assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(packed.headers().firstValue("Vary")).contains("Accept-Encoding");
    assertThat(refused.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/index.html",
        "/assets/..%2findex.html",
        "/assets/.hidden.js",
        "/assets/nothing.js",
        "/assets/index.js.gz",
        "/unknown"
      })
  void servesNothingElse(String path) {
    assertThat(api.get(path).status()).isIn(400, 404);
  }

  @Test
  void tellsWhoAsks() {
    var admin = api.withKey(TestGateways.adminKey()).get("/api/v1/me").json();
    var demo = Api.at(TestGateways.demo().port()).get("/api/v1/me").json();

    assertThat(admin.path("demo").asBoolean()).isFalse();
    assertThat(admin.path("keyKind").asString()).isEqualTo("APPLICATION");
    assertThat(admin.path("scopes").toString()).isEqualTo("[\"READ\",\"TRADE\",\"ADMIN\"]");
    assertThat(demo.path("demo").asBoolean()).isTrue();
    assertThat(demo.path("user").path("id").asString()).isEqualTo("user_1");
  }

  private Api.Reply script() {
    var match = SCRIPT.matcher(api.get("/").text());
    assertThat(match.find()).isTrue();
    return api.get(match.group(1));
  }
}
