package io.brokerway.brokers.zerodha;

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
 * What Kite's errors mean: by HTTP status, {@code error_type} and, for what a type leaves open, the
 * text. Source: Kite Connect "Exceptions and errors", the official SDKs and the developer forum,
 * read 2026-11-23.
 *
 * <p>A command is refused only by a row of the table. A 400 that speaks of a time-out, and every
 * 5xx, leaves its outcome unknown: such orders were seen in the book seconds later.
 */
final class ZerodhaErrors {
  private static final int LONGEST_TEXT = 300;
  private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);
  private static final Duration PAUSE_FOR_LOGIN = Duration.ofSeconds(5);

  private ZerodhaErrors() {}

  /** What was asked for, as far as it changes the meaning of an error. */
  enum Command {
    PLACE,
    REPLACE,
    CANCEL
  }

  /** A text of Kite's, in lower case, and what it means. */
  private record Phrase(String text, RejectReason reason) {}

  private static final List<Phrase> PLACE_PHRASES =
      List.of(
          new Phrase("insufficient", RejectReason.INSUFFICIENT_FUNDS),
          new Phrase("margin", RejectReason.INSUFFICIENT_FUNDS),
          new Phrase("markets are closed", RejectReason.MARKET_CLOSED),
          new Phrase("market is closed", RejectReason.MARKET_CLOSED),
          new Phrase("after market order", RejectReason.MARKET_CLOSED),
          new Phrase("tradingsymbol", RejectReason.UNKNOWN_INSTRUMENT),
          new Phrase("instrument", RejectReason.UNKNOWN_INSTRUMENT),
          new Phrase("tick size", RejectReason.INVALID_PRICE),
          new Phrase("circuit", RejectReason.INVALID_PRICE),
          new Phrase("trigger", RejectReason.INVALID_PRICE),
          new Phrase("`price`", RejectReason.INVALID_PRICE),
          new Phrase("price", RejectReason.INVALID_PRICE),
          new Phrase("lot size", RejectReason.INVALID_QUANTITY),
          new Phrase("quantity", RejectReason.INVALID_QUANTITY),
          new Phrase("market protection", RejectReason.UNSUPPORTED_COMBINATION),
          new Phrase("order_type", RejectReason.UNSUPPORTED_COMBINATION),
          new Phrase("validity", RejectReason.UNSUPPORTED_COMBINATION),
          new Phrase("product", RejectReason.UNSUPPORTED_COMBINATION),
          new Phrase("variety", RejectReason.UNSUPPORTED_COMBINATION));

  private static final List<Phrase> STATE_PHRASES =
      List.of(
          new Phrase("couldn't find", RejectReason.UNKNOWN_ORDER),
          new Phrase("not found", RejectReason.UNKNOWN_ORDER),
          new Phrase("does not exist", RejectReason.UNKNOWN_ORDER),
          new Phrase("doesn't exist", RejectReason.UNKNOWN_ORDER),
          new Phrase("invalid `order_id`", RejectReason.UNKNOWN_ORDER),
          new Phrase("cannot be", RejectReason.TOO_LATE),
          new Phrase("can't be", RejectReason.TOO_LATE),
          new Phrase("already", RejectReason.TOO_LATE),
          new Phrase("not open", RejectReason.TOO_LATE),
          new Phrase("being processed", RejectReason.TOO_LATE));

  /** What a command became that Kite did not answer with 200. */
  static CommandOutcome outcome(Command command, Answered answer) {
    var refusal = refusal(answer);
    if (refusal == null || refusal.errorType() == null) {
      return unknown(answer, "no type of error");
    }
    var type = refusal.errorType();
    var text = text(refusal);
    return switch (answer.status()) {
      case 400 -> refused(command, answer, type, text);
      case 403 -> forbidden(answer, type, text);
      // "429 means not placed": so says the broker's forum of a limit of its own.
      case 429 ->
          type.equals("NetworkException")
              ? new CommandOutcome.NotSent("Zerodha's rate limit", retryAfter(answer))
              : unknown(answer, type);
      default -> unknown(answer, type);
    };
  }

  private static CommandOutcome refused(
      Command command, Answered answer, String type, String text) {
    if (text.toLowerCase(Locale.ROOT).contains("timed out")) {
      return unknown(answer, type);
    }
    return switch (type) {
      case "MarginException" -> rejected(RejectReason.INSUFFICIENT_FUNDS, type, text);
      case "HoldingException" -> rejected(RejectReason.INSUFFICIENT_POSITION, type, text);
      case "InputException" ->
          rejected(reason(command, text, RejectReason.INVALID_REQUEST), type, text);
      case "OrderException" -> rejected(reason(command, text, RejectReason.OTHER), type, text);
      default -> unknown(answer, type);
    };
  }

  private static CommandOutcome forbidden(Answered answer, String type, String text) {
    return switch (type) {
      // Without a session Kite takes nothing; after a new login it can be sent.
      case "TokenException" ->
          new CommandOutcome.NotSent("Zerodha refused the login", PAUSE_FOR_LOGIN);
      case "PermissionException", "UserException", "TwoFAException" ->
          rejected(RejectReason.NOT_PERMITTED, type, text);
      default -> unknown(answer, type);
    };
  }

  private static RejectReason reason(Command command, String text, RejectReason otherwise) {
    return switch (command) {
      case PLACE -> reason(PLACE_PHRASES, text, otherwise);
      case REPLACE -> reason(STATE_PHRASES, text, reason(PLACE_PHRASES, text, otherwise));
      case CANCEL -> reason(STATE_PHRASES, text, otherwise);
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

  /** Why a question was not answered with 200. */
  static BrokerException question(String operation, Answered answer) {
    var refusal = refusal(answer);
    var type = refusal == null || refusal.errorType() == null ? "" : refusal.errorType();
    var said = refusal == null ? "" : ": " + text(refusal);
    var message = "Zerodha answered HTTP %d to %s%s".formatted(answer.status(), operation, said);
    return switch (answer.status()) {
      case 403 ->
          switch (type) {
            case "TokenException" ->
                new BrokerException.LoginNeeded("Zerodha's session has ended" + said, type);
            case "PermissionException", "UserException", "TwoFAException" ->
                new BrokerException.NotPermitted(message, type);
            default -> new BrokerException.UnexpectedReply(message);
          };
      case 429 -> new BrokerException.RateLimited(message, retryAfter(answer));
      case 500, 502, 503, 504 -> new BrokerException.Unavailable(message);
      default -> new BrokerException.UnexpectedReply(message);
    };
  }

  /** What Kite said of a login that it refused; empty if the answer is none of its refusals. */
  static String loginRefusal(Answered answer) {
    var refusal = refusal(answer);
    return refusal == null || refusal.errorType() == null ? "" : text(refusal);
  }

  private static CommandOutcome rejected(RejectReason reason, String type, String text) {
    return new CommandOutcome.Rejected(reason, type, text.isBlank() ? type : text);
  }

  private static CommandOutcome unknown(Answered answer, String what) {
    return new CommandOutcome.Unknown(
        "Zerodha answered HTTP %d with %.60s, which proves nothing"
            .formatted(answer.status(), what));
  }

  private static ZerodhaWire.@Nullable Refusal refusal(Answered answer) {
    try {
      return Json.read(answer.body(), ZerodhaWire.Refusal.class);
    } catch (BrokerException.UnexpectedReply _) {
      // HTML or nothing, as gateways answer: then the status is all there is.
      return null;
    }
  }

  private static String text(ZerodhaWire.Refusal refusal) {
    var text = refusal.message() == null ? "" : refusal.message();
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }

  private static Duration retryAfter(Answered answer) {
    return answer.retryAfter().orElse(USUAL_PAUSE);
  }
}
