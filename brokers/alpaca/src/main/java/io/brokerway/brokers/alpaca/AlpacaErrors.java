package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What Alpaca's errors mean. One code has many meanings, so the order is: HTTP status, code, text.
 * Source: Alpaca "Understand Orders" and the texts that its community reports, read 2026-11-23.
 *
 * <p>A command is refused only by a row of the table: a status and a code that belong together.
 * Whatever else is not a plain 200 leaves its outcome unknown.
 */
final class AlpacaErrors {
  static final int NOT_AUTHORIZED = 40110000;
  static final int FORBIDDEN = 40310000;
  static final int DAY_TRADE_PROTECTION = 40310100;
  static final int NOT_FOUND = 40410000;
  static final int INVALID = 40010001;
  static final int UNPROCESSABLE = 42210000;
  static final int RATE_LIMITED = 42910000;

  private static final int LONGEST_TEXT = 300;
  private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);
  private static final Duration PAUSE_FOR_LOGIN = Duration.ofSeconds(5);

  private AlpacaErrors() {}

  /** What was asked for, as far as it changes the meaning of an error. */
  enum Command {
    PLACE,
    REPLACE,
    CANCEL
  }

  /** A text of Alpaca's, in lower case, and what it means. */
  private record Phrase(String text, RejectReason reason) {}

  private static final List<Phrase> FORBIDDEN_PHRASES =
      List.of(
          new Phrase("insufficient buying power", RejectReason.INSUFFICIENT_FUNDS),
          // Of dollars or of a coin worth one: what a buy spends. Of any other coin: as a rule what
          // a sale would have delivered.
          new Phrase("insufficient balance for usd", RejectReason.INSUFFICIENT_FUNDS),
          new Phrase("insufficient balance for", RejectReason.INSUFFICIENT_POSITION),
          new Phrase("insufficient balance", RejectReason.INSUFFICIENT_FUNDS),
          new Phrase("insufficient options buying power", RejectReason.INSUFFICIENT_FUNDS),
          new Phrase("insufficient qty", RejectReason.INSUFFICIENT_POSITION),
          new Phrase("minimal amount of order", RejectReason.INVALID_QUANTITY),
          new Phrase("not fractionable", RejectReason.INVALID_QUANTITY),
          new Phrase("not shortable", RejectReason.NOT_SHORTABLE),
          new Phrase("cannot be sold short", RejectReason.NOT_SHORTABLE),
          new Phrase("not allowed to short", RejectReason.NOT_SHORTABLE),
          new Phrase("wash trade", RejectReason.RULE),
          new Phrase("pattern day trading", RejectReason.RULE),
          new Phrase("not tradable", RejectReason.NOT_TRADABLE),
          new Phrase("blocked", RejectReason.NOT_PERMITTED),
          new Phrase("new orders are rejected by user request", RejectReason.NOT_PERMITTED),
          new Phrase("not eligible", RejectReason.NOT_PERMITTED),
          new Phrase("not allowed", RejectReason.NOT_PERMITTED));

  private static final List<Phrase> INVALID_PHRASES =
      List.of(
          new Phrase("client_order_id must be unique", RejectReason.DUPLICATE_CLIENT_ORDER_ID),
          new Phrase("wash trade", RejectReason.RULE),
          new Phrase("sub-penny", RejectReason.INVALID_PRICE),
          new Phrase("limit_price", RejectReason.INVALID_PRICE),
          new Phrase("limit price", RejectReason.INVALID_PRICE),
          new Phrase("stop_price", RejectReason.INVALID_PRICE),
          new Phrase("stop price", RejectReason.INVALID_PRICE),
          new Phrase("trail", RejectReason.INVALID_PRICE),
          new Phrase("order type", RejectReason.UNSUPPORTED_COMBINATION),
          new Phrase("time_in_force", RejectReason.UNSUPPORTED_COMBINATION),
          new Phrase("extended hours", RejectReason.UNSUPPORTED_COMBINATION),
          new Phrase("order class", RejectReason.UNSUPPORTED_COMBINATION),
          new Phrase("order_class", RejectReason.UNSUPPORTED_COMBINATION),
          new Phrase("not tradable", RejectReason.NOT_TRADABLE),
          new Phrase("not active", RejectReason.NOT_TRADABLE),
          new Phrase("asset", RejectReason.UNKNOWN_INSTRUMENT),
          new Phrase("symbol", RejectReason.UNKNOWN_INSTRUMENT),
          new Phrase("qty", RejectReason.INVALID_QUANTITY),
          new Phrase("notional", RejectReason.INVALID_QUANTITY),
          new Phrase("fractional", RejectReason.INVALID_QUANTITY),
          new Phrase("market is closed", RejectReason.MARKET_CLOSED));

  private static final List<Phrase> STATE_PHRASES =
      List.of(
          new Phrase("order is already in", RejectReason.TOO_LATE),
          new Phrase("cancelable", RejectReason.TOO_LATE),
          new Phrase("cancellable", RejectReason.TOO_LATE),
          new Phrase("replaceable", RejectReason.TOO_LATE),
          new Phrase("cannot replace order", RejectReason.TOO_LATE),
          new Phrase("status", RejectReason.TOO_LATE));

  /** What a command became that Alpaca did not answer with 200. */
  static CommandOutcome outcome(Command command, Answered answer) {
    var refusal = refusal(answer);
    if (refusal == null || refusal.code() == null) {
      return isForbidden(answer, refusal)
          // Without a key that it knows Alpaca takes nothing; after a new login it can be sent.
          ? new CommandOutcome.NotSent("Alpaca refused the login", PAUSE_FOR_LOGIN)
          : new CommandOutcome.Unknown(
              "Alpaca answered HTTP %d without a code".formatted(answer.status()));
    }
    var code = refusal.code();
    var text = text(refusal);
    return switch (answer.status()) {
      case 401 ->
          code == NOT_AUTHORIZED
              ? new CommandOutcome.NotSent("Alpaca refused the login", PAUSE_FOR_LOGIN)
              : unknown(answer, code);
      case 403 ->
          switch (code) {
            case FORBIDDEN ->
                rejected(reason(FORBIDDEN_PHRASES, text, RejectReason.OTHER), code, text);
            case DAY_TRADE_PROTECTION -> rejected(RejectReason.RULE, code, text);
            default -> unknown(answer, code);
          };
      case 404 -> code == NOT_FOUND ? rejected(absent(command), code, text) : unknown(answer, code);
      case 400 ->
          code == INVALID ? rejected(invalid(command, text), code, text) : unknown(answer, code);
      case 422 ->
          switch (code) {
            case INVALID, UNPROCESSABLE -> rejected(invalid(command, text), code, text);
            default -> unknown(answer, code);
          };
      // Calls over the limit are not taken. A 429 without this body proves nothing.
      case 429 ->
          code == RATE_LIMITED
              ? new CommandOutcome.NotSent("Alpaca's rate limit", retryAfter(answer))
              : unknown(answer, code);
      default -> unknown(answer, code);
    };
  }

  /** A place that was refused because Alpaca has an order of this id: an earlier try arrived. */
  static boolean isDuplicate(CommandOutcome outcome) {
    return outcome instanceof CommandOutcome.Rejected rejected
        && rejected.reason() == RejectReason.DUPLICATE_CLIENT_ORDER_ID;
  }

  /** Why a question was not answered with 200. */
  static BrokerException question(String operation, Answered answer) {
    var refusal = refusal(answer);
    var code = refusal == null || refusal.code() == null ? "" : Integer.toString(refusal.code());
    var said = refusal == null ? "" : ": " + text(refusal);
    var message = "Alpaca answered HTTP %d to %s%s".formatted(answer.status(), operation, said);
    return switch (answer.status()) {
      case 401 -> new BrokerException.LoginNeeded("Alpaca no longer takes this key" + said, code);
      case 403 ->
          isForbidden(answer, refusal)
              ? new BrokerException.LoginNeeded("Alpaca does not know this key" + said, code)
              : new BrokerException.NotPermitted(message, code);
      case 404 -> new BrokerException.NotFound(message);
      case 429 -> new BrokerException.RateLimited(message, retryAfter(answer));
      case 500, 502, 503, 504 -> new BrokerException.Unavailable(message);
      default -> new BrokerException.UnexpectedReply(message);
    };
  }

  /** Whether this is Alpaca's own word that there is no such thing, not a stray 404. */
  static boolean isAbsent(Answered answer) {
    var refusal = answer.status() == 404 ? refusal(answer) : null;
    return refusal != null && refusal.code() != null && refusal.code() == NOT_FOUND;
  }

  /** Whether a symbol of a question about prices is malformed. */
  static boolean isInvalidSymbol(Answered answer) {
    var refusal = answer.status() == 400 ? refusal(answer) : null;
    return refusal != null && text(refusal).toLowerCase(Locale.ROOT).contains("invalid symbol");
  }

  /** 403 {@code forbidden.} without a code: the key headers are missing or wrong. */
  private static boolean isForbidden(Answered answer, AlpacaWire.@Nullable Refusal refusal) {
    return answer.status() == 403
        && refusal != null
        && refusal.code() == null
        && text(refusal).startsWith("forbidden");
  }

  private static RejectReason absent(Command command) {
    return switch (command) {
      case PLACE -> RejectReason.UNKNOWN_INSTRUMENT;
      case REPLACE, CANCEL -> RejectReason.UNKNOWN_ORDER;
    };
  }

  private static RejectReason invalid(Command command, String text) {
    return switch (command) {
      case PLACE -> reason(INVALID_PHRASES, text, RejectReason.INVALID_REQUEST);
      case REPLACE ->
          reason(STATE_PHRASES, text, reason(INVALID_PHRASES, text, RejectReason.INVALID_REQUEST));
      case CANCEL -> reason(STATE_PHRASES, text, RejectReason.INVALID_REQUEST);
    };
  }

  private static RejectReason reason(List<Phrase> phrases, String text, RejectReason otherwise) {
    var lower = text.toLowerCase(Locale.ROOT);
    return phrases.stream()
        .filter(phrase -> lower.contains(phrase.text()))
        .map(Phrase::reason)
        .findFirst()
        .orElse(otherwise);
  }

  private static CommandOutcome rejected(RejectReason reason, int code, String text) {
    return new CommandOutcome.Rejected(reason, Integer.toString(code), text);
  }

  private static CommandOutcome unknown(Answered answer, int code) {
    return new CommandOutcome.Unknown(
        "Alpaca answered HTTP %d with code %d, which proves nothing"
            .formatted(answer.status(), code));
  }

  private static AlpacaWire.@Nullable Refusal refusal(Answered answer) {
    try {
      return Json.read(answer.body(), AlpacaWire.Refusal.class);
    } catch (BrokerException.UnexpectedReply _) {
      // HTML or nothing, as gateways answer: then the status is all there is.
      return null;
    }
  }

  private static String text(AlpacaWire.Refusal refusal) {
    var text = refusal.message() == null ? "" : refusal.message();
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }

  private static Duration retryAfter(Answered answer) {
    return answer.retryAfter().or(() -> AlpacaClient.resetIn(answer)).orElse(USUAL_PAUSE);
  }
}
