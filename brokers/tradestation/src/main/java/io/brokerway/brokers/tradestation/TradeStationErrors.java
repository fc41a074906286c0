package io.brokerway.brokers.tradestation;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What TradeStation's errors mean. A failure is a status with {@code Error} and {@code Message}, or
 * an element of a good answer. Source: TradeStation OpenAPI v3, ErrorResponse and examples, read
 * 2026-11-23; the texts of refusals are not confirmed, so that one which is not in the table keeps
 * its words and no finer reason.
 */
final class TradeStationErrors {
  static final String FAILED = "FAILED";

  private static final int LONGEST_TEXT = 300;
  private static final Duration USUAL_PAUSE = Duration.ofMinutes(1);
  private static final Duration PAUSE_FOR_LOGIN = Duration.ofSeconds(1);
  private static final Set<String> TITLES =
      Set.of(
          "BadRequest",
          "Forbidden",
          "NotFound",
          FAILED,
          "Failed",
          "NotImplemented",
          "Unauthorized");

  /** A text of TradeStation's, in lower case, and what it means. */
  private record Phrase(String text, RejectReason reason) {}

  private static final List<Phrase> PHRASES =
      List.of(
          new Phrase("duplicate", RejectReason.DUPLICATE_CLIENT_ORDER_ID),
          new Phrase("orderconfirmid", RejectReason.DUPLICATE_CLIENT_ORDER_ID),
          new Phrase("not an open order", RejectReason.TOO_LATE),
          new Phrase("invalid order id", RejectReason.UNKNOWN_ORDER),
          new Phrase("buying power", RejectReason.INSUFFICIENT_FUNDS),
          new Phrase("insufficient funds", RejectReason.INSUFFICIENT_FUNDS),
          new Phrase("you are long", RejectReason.INSUFFICIENT_POSITION),
          new Phrase("you are short", RejectReason.INSUFFICIENT_POSITION),
          new Phrase("ec601", RejectReason.INSUFFICIENT_POSITION),
          new Phrase("ec602", RejectReason.INSUFFICIENT_POSITION),
          new Phrase("ec701", RejectReason.INSUFFICIENT_POSITION),
          new Phrase("ec702", RejectReason.INSUFFICIENT_POSITION),
          new Phrase("invalid account", RejectReason.NOT_PERMITTED),
          new Phrase("restricted", RejectReason.NOT_PERMITTED),
          new Phrase("not supported for account", RejectReason.NOT_PERMITTED),
          new Phrase("market is closed", RejectReason.MARKET_CLOSED),
          new Phrase("invalid price", RejectReason.INVALID_PRICE),
          new Phrase("price", RejectReason.INVALID_PRICE),
          new Phrase("symbol", RejectReason.UNKNOWN_INSTRUMENT),
          new Phrase("quantity", RejectReason.INVALID_QUANTITY),
          new Phrase("duration", RejectReason.UNSUPPORTED_COMBINATION));

  private TradeStationErrors() {}

  /** What a command became that TradeStation did not answer with 200. */
  static CommandOutcome outcome(Answered answer) {
    var failure = failure(answer);
    var error = failure == null ? null : failure.error();
    return switch (answer.status()) {
      // Without a token that it takes TradeStation does nothing; with a new one it can be sent.
      case 401 -> new CommandOutcome.NotSent("TradeStation refused the login", PAUSE_FOR_LOGIN);
      // Only in its own words a refusal is one: a gateway's page proves nothing.
      case 400, 403, 404 ->
          failure != null && error != null && TITLES.contains(error)
              ? refused(answer.status(), failure)
              : unknown(answer);
      case 429 ->
          "TooManyRequests".equals(error)
              ? new CommandOutcome.NotSent("TradeStation's rate limit", retryAfter(answer))
              : unknown(answer);
      default -> unknown(answer);
    };
  }

  private static CommandOutcome refused(int status, TradeStationWire.Failure failure) {
    var otherwise =
        switch (status) {
          case 403 -> RejectReason.NOT_PERMITTED;
          case 404 -> RejectReason.UNKNOWN_ORDER;
          default -> RejectReason.INVALID_REQUEST;
        };
    return rejected(failure, otherwise);
  }

  /** A refusal in an element of a good answer. */
  static CommandOutcome.Rejected rejected(TradeStationWire.Failure failure) {
    return rejected(failure, RejectReason.OTHER);
  }

  private static CommandOutcome.Rejected rejected(
      TradeStationWire.Failure failure, RejectReason otherwise) {
    var text = text(failure);
    var error = failure.error() == null ? "" : failure.error();
    return new CommandOutcome.Rejected(
        reason(text, otherwise), error.matches("[A-Za-z]{1,40}") ? error : "", text);
  }

  static RejectReason reason(String text, RejectReason otherwise) {
    var lower = text.toLowerCase(Locale.ROOT);
    return PHRASES.stream()
        .filter(phrase -> lower.contains(phrase.text()))
        .map(Phrase::reason)
        .findFirst()
        .orElse(otherwise);
  }

  private static CommandOutcome unknown(Answered answer) {
    return new CommandOutcome.Unknown(
        "TradeStation answered HTTP %d, which proves nothing".formatted(answer.status()));
  }

  /** Why a question was not answered with 200. */
  static BrokerException question(String operation, Answered answer) {
    var failure = failure(answer);
    var said = failure == null ? "" : ": " + text(failure);
    var code = failure == null || failure.error() == null ? "" : failure.error();
    var message =
        "TradeStation answered HTTP %d to %s%s".formatted(answer.status(), operation, said);
    return switch (answer.status()) {
      case 401 -> new BrokerException.LoginNeeded("TradeStation no longer takes this login", code);
      case 403 -> forbidden(message, code);
      case 404 -> new BrokerException.NotFound(message);
      case 429 -> new BrokerException.RateLimited(message, retryAfter(answer));
      case 500, 502, 503, 504 -> new BrokerException.Unavailable(message);
      default -> new UnexpectedReply(message);
    };
  }

  /** Throws where a good answer has failures beside its values: of one account there is one. */
  static void requireNone(String what, @Nullable List<TradeStationWire.Failure> failures) {
    if (failures != null && !failures.isEmpty()) {
      throw element(what, failures.getFirst());
    }
  }

  /**
   * Why an element of a good answer is no value.
   *
   * @param what what was asked for
   */
  static BrokerException element(String what, TradeStationWire.Failure failure) {
    var code = failure.error() == null ? "" : failure.error();
    var message = "TradeStation gives no %s: %s".formatted(what, text(failure));
    return switch (code) {
      case "Forbidden" -> forbidden(message, code);
      case "NotFound" -> new BrokerException.NotFound(message);
      case "TooManyRequests" -> new BrokerException.RateLimited(message, USUAL_PAUSE);
      case "InternalServerError", "ServiceUnavailable", "GatewayTimeout" ->
          new BrokerException.Unavailable(message);
      default ->
          isForeign(message) ? new BrokerException.NotFound(message) : new UnexpectedReply(message);
    };
  }

  /** An account that is another's is as good as none. */
  private static BrokerException forbidden(String message, String code) {
    return isForeign(message)
        ? new BrokerException.NotFound(message)
        : new BrokerException.NotPermitted(message, code);
  }

  private static boolean isForeign(String message) {
    return message.toLowerCase(Locale.ROOT).contains("invalid account");
  }

  /** Whether this is TradeStation's own word that there is no such thing, not a stray 404. */
  static boolean isAbsent(Answered answer) {
    var failure = answer.status() == 404 ? failure(answer) : null;
    return failure != null && "NotFound".equals(failure.error());
  }

  /** Whether an element says that there is no such order. */
  static boolean isAbsent(TradeStationWire.Failure failure) {
    return "NotFound".equals(failure.error())
        || reason(text(failure), RejectReason.OTHER) == RejectReason.UNKNOWN_ORDER;
  }

  static String text(TradeStationWire.Failure failure) {
    var text = failure.message() == null ? "" : failure.message();
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }

  static TradeStationWire.@Nullable Failure failure(Answered answer) {
    try {
      return Json.read(answer.body(), TradeStationWire.Failure.class);
    } catch (UnexpectedReply _) {
      // HTML or nothing, as gateways answer: then the status is all there is.
      return null;
    }
  }

  /** No header is documented; without one the window of the quota may last for minutes. */
  private static Duration retryAfter(Answered answer) {
    return answer.retryAfter().filter(Duration::isPositive).orElse(USUAL_PAUSE);
  }
}
