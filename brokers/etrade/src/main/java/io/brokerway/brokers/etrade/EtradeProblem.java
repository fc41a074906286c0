package io.brokerway.brokers.etrade;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What E*TRADE says of a call that it did not do, in whichever of its four forms: JSON, XML, a form
 * with {@code oauth_problem}, a page of HTML.
 *
 * @param code its own; absent where it gives none
 * @param text its words, never trusted as more than text; empty if there are none
 * @param oauthProblem the word of the protocol; empty if it is another matter
 * @param tooFast whether it is the page for who is too fast
 */
record EtradeProblem(
    int status, @Nullable Integer code, String text, String oauthProblem, boolean tooFast) {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int LONGEST_TEXT = 300;
  private static final int MOST_BYTES = 65_536;
  private static final String RATE_LIMIT = "exceeded the rate limit";
  private static final Pattern OAUTH = Pattern.compile("oauth_problem=\"?([a-z_]{1,40})");
  private static final Pattern CODE = Pattern.compile("<code>\\s*(\\d{1,6})\\s*</code>");
  private static final Pattern MESSAGE = Pattern.compile("<message>([^<]{0,2000})</message>");

  static EtradeProblem of(Answered answer) {
    var text = text(answer);
    var challenge = answer.header("www-authenticate").orElse("");
    var oauth = first(OAUTH.matcher(text + " " + challenge));
    var tooFast =
        answer.status() == TOO_MANY_REQUESTS || text.toLowerCase(Locale.ROOT).contains(RATE_LIMIT);
    var error = error(answer, text);
    return new EtradeProblem(
        answer.status(),
        error == null ? null : error.code(),
        error == null || error.message() == null ? "" : shortened(error.message()),
        oauth,
        tooFast);
  }

  private static EtradeWire.@Nullable Error error(Answered answer, String text) {
    if (text.stripLeading().startsWith("<")) {
      var code = first(CODE.matcher(text));
      return code.isEmpty()
          ? null
          : new EtradeWire.Error(Integer.valueOf(code), first(MESSAGE.matcher(text)));
    }
    try {
      return Json.read(answer.body(), EtradeWire.ErrorReply.class).error();
    } catch (UnexpectedReply _) {
      return null;
    }
  }

  private static String text(Answered answer) {
    var length = Math.min(answer.body().length, MOST_BYTES);
    return new String(answer.body(), 0, length, StandardCharsets.UTF_8);
  }

  private static String first(Matcher matcher) {
    return matcher.find() ? matcher.group(1) : "";
  }

  private static String shortened(String text) {
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }

  String codeText() {
    return code == null ? oauthProblem : code.toString();
  }

  /** Whether the token is refused that a renewal may wake. */
  boolean mayBeRenewed() {
    return oauthProblem.equals("token_rejected");
  }

  boolean isLogin() {
    return status == 401 || !oauthProblem.isEmpty();
  }

  /** E*TRADE's words with code and status, for messages. */
  String said() {
    return "HTTP %d%s%s"
        .formatted(
            status,
            codeText().isEmpty() ? "" : " " + codeText(),
            text.isEmpty() ? "" : ": " + text);
  }
}
