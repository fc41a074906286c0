package io.brokerway.brokers.charlesschwab;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What Schwab's errors mean. Schwab has texts, no codes. Source: the OpenAPI documents of the
 * Trader API and texts that clients report, read 2026-11-23.
 *
 * <p>A command is refused only by a 400, 403 or 404 in Schwab's own form. A 429 says nowhere that
 * the order was not taken, and a 500 comes for nonsense as well: both leave the outcome unknown.
 */
final class SchwabErrors {
  private static final int LONGEST_TEXT = 300;
  private static final Duration PAUSE_FOR_LOGIN = Duration.ofSeconds(5);

  /** No Retry-After is documented: the count is by the minute. */
  private static final Duration NEXT_MINUTE = Duration.ofMinutes(1);

  private SchwabErrors() {}

  /** What was asked for, as far as it changes the meaning of an error. */
  enum Command {
    PLACE,
    REPLACE,
    CANCEL
  }

  /** A text of Schwab's, in lower case, and what it means. */
  private record Phrase(String text, RejectReason reason) {}

  private static final List<Phrase> PHRASES =
      List.of(
          new Phrase("buying power", RejectReason.INSUFFICIENT_FUNDS),
          new Phrase("enough available cash", RejectReason.INSUFFICIENT_FUNDS),
          new Phrase("two decimals", RejectReason.INVALID_PRICE),
          new Phrase("limit price is significantly away", RejectReason.INVALID_PRICE),
          new Phrase("position_sys", RejectReason.INSUFFICIENT_POSITION),
          new Phrase("oversold", RejectReason.INSUFFICIENT_POSITION),
          new Phrase("no position", RejectReason.INSUFFICIENT_POSITION),
          new Phrase("short sale", RejectReason.NOT_SHORTABLE),
          new Phrase("symbol", RejectReason.UNKNOWN_INSTRUMENT),
          new Phrase("order_sys", RejectReason.RULE),
          new Phrase("account_sys", RejectReason.RULE),
          new Phrase("quantity", RejectReason.INVALID_QUANTITY),
          new Phrase("account number", RejectReason.NOT_PERMITTED));

  private static final List<Phrase> STATES =
      List.of(
          new Phrase("cancel", RejectReason.TOO_LATE),
          new Phrase("replace", RejectReason.TOO_LATE),
          new Phrase("already", RejectReason.TOO_LATE),
          new Phrase("state", RejectReason.TOO_LATE),
          new Phrase("status", RejectReason.TOO_LATE),
          new Phrase("filled", RejectReason.TOO_LATE));

  /** What a command became that Schwab did not take. */
  static CommandOutcome outcome(Command command, Answered answer) {
    var said = text(answer);
    if (answer.status() == 401) {
      // Without a token that it knows Schwab takes nothing; after a renewal it can be sent.
      return new CommandOutcome.NotSent("Schwab refused the login", PAUSE_FOR_LOGIN);
    }
    if (said.isEmpty()) {
      return unknown(answer);
    }
    var text = said.get();
    return switch (answer.status()) {
      case 400 -> rejected(reason(command, text), answer, text);
      case 403 -> rejected(RejectReason.NOT_PERMITTED, answer, text);
      case 404 ->
          rejected(
              command == Command.PLACE ? RejectReason.NOT_PERMITTED : RejectReason.UNKNOWN_ORDER,
              answer,
              text);
      default -> unknown(answer);
    };
  }

  /** An order that Schwab took and then rejected: its words say why. */
  static CommandOutcome.Rejected rejection(@Nullable String description) {
    var text = description == null || description.isBlank() ? "rejected" : description;
    return new CommandOutcome.Rejected(
        find(PHRASES, text).orElse(RejectReason.OTHER), "REJECTED", shortened(text));
  }

  private static RejectReason reason(Command command, String text) {
    return switch (command) {
      case PLACE -> find(PHRASES, text).orElse(RejectReason.INVALID_REQUEST);
      case REPLACE, CANCEL ->
          find(STATES, text).or(() -> find(PHRASES, text)).orElse(RejectReason.INVALID_REQUEST);
    };
  }

  private static Optional<RejectReason> find(List<Phrase> phrases, String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    return phrases.stream()
        .filter(phrase -> lower.contains(phrase.text()))
        .map(Phrase::reason)
        .findFirst();
  }

  private static CommandOutcome rejected(RejectReason reason, Answered answer, String text) {
    return new CommandOutcome.Rejected(reason, Integer.toString(answer.status()), text);
  }

  private static CommandOutcome unknown(Answered answer) {
    return new CommandOutcome.Unknown(
        "Schwab answered HTTP %d, which proves nothing".formatted(answer.status()));
  }

  /** Why a question was not answered with 200. */
  static BrokerException question(String operation, Answered answer) {
    var said = text(answer).map(text -> ": " + text).orElse("");
    var message = "Schwab answered HTTP %d to %s%s".formatted(answer.status(), operation, said);
    var code = Integer.toString(answer.status());
    return switch (answer.status()) {
      case 401 -> new BrokerException.LoginNeeded("Schwab no longer takes this login" + said, code);
      case 403 -> new BrokerException.NotPermitted(message, code);
      case 404 -> new BrokerException.NotFound(message);
      case 429 -> new BrokerException.RateLimited(message, answer.retryAfter().orElse(NEXT_MINUTE));
      case 500, 502, 503, 504 -> new BrokerException.Unavailable(message);
      default -> new UnexpectedReply(message);
    };
  }

  /** Whether this is Schwab's own word that there is no such thing, not a stray 404. */
  static boolean isAbsent(Answered answer) {
    return answer.status() == 404 && text(answer).isPresent();
  }

  /** What Schwab says, in one of its forms; empty for all else. */
  static Optional<String> text(Answered answer) {
    try {
      var refusal = Json.read(answer.body(), SchwabWire.Refusal.class);
      if (refusal.message() != null && !refusal.message().isBlank()) {
        return Optional.of(shortened(refusal.message()));
      }
      return Optional.ofNullable(refusal.errors())
          .map(errors -> errors.stream().map(SchwabErrors::text).collect(Collectors.joining("|")))
          .filter(text -> !text.isBlank())
          .map(SchwabErrors::shortened);
    } catch (UnexpectedReply e) {
      // HTML or nothing, as gateways answer: then the status is all there is.
      return Optional.empty();
    }
  }

  private static String text(JsonNode error) {
    return error.isString() ? error.asString() : error.path("detail").asString("");
  }

  private static String shortened(String text) {
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }
}
