package io.brokerway.brokers.etrade;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.kit.http.HttpOutcome.Answered;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What E*TRADE's errors mean. Source: the error tables of its documentation's pages, read
 * 2026-11-23.
 *
 * <p>A place, a change or a cancel is refused only by a row of the table. A preview makes no order,
 * so every refusal of one that can be read is a refusal.
 */
final class EtradeErrors {
  private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);
  private static final Duration PAUSE_FOR_LOGIN = Duration.ofSeconds(5);

  private static final int SERVICE = 100;
  private static final int ORIGINAL_TIMED_OUT = 101;
  private static final int ACCOUNT_KEY = 102;
  private static final int NO_ACCESS = 253;
  private static final int INVALID_PREVIEW = 900;
  private static final int FUNDS = 1021;
  private static final int WITH_TIMED_OUT = 1033;
  private static final int BEING_EXECUTED = 5001;
  private static final int INVALID_ACCOUNT = 7001;
  private static final int INVALID_INSTITUTION = 7002;

  /** A text of E*TRADE's, in lower case, and what it means. */
  private record Phrase(String text, RejectReason reason) {}

  private static final List<Phrase> PHRASES =
      List.of(
          new Phrase("insufficient fund", RejectReason.INSUFFICIENT_FUNDS),
          new Phrase("buying power", RejectReason.INSUFFICIENT_FUNDS),
          new Phrase("do not own", RejectReason.INSUFFICIENT_POSITION),
          new Phrase("insufficient shares", RejectReason.INSUFFICIENT_POSITION),
          new Phrase("position", RejectReason.INSUFFICIENT_POSITION),
          new Phrase("short", RejectReason.NOT_SHORTABLE),
          new Phrase("invalid symbol", RejectReason.UNKNOWN_INSTRUMENT),
          new Phrase("symbol", RejectReason.UNKNOWN_INSTRUMENT),
          new Phrase("limit price", RejectReason.INVALID_PRICE),
          new Phrase("stop price", RejectReason.INVALID_PRICE),
          new Phrase("price", RejectReason.INVALID_PRICE),
          new Phrase("quantity", RejectReason.INVALID_QUANTITY),
          new Phrase("extended", RejectReason.UNSUPPORTED_COMBINATION),
          new Phrase("market is closed", RejectReason.MARKET_CLOSED));

  private EtradeErrors() {}

  /** Why a question was not answered. */
  static BrokerException question(String operation, Answered answer) {
    var problem = EtradeProblem.of(answer);
    var message = "E*TRADE answered %s to %s".formatted(problem.said(), operation);
    if (problem.tooFast()) {
      return new BrokerException.RateLimited(message, pause(answer));
    }
    if (problem.isLogin()) {
      return login(problem);
    }
    return switch (problem.status()) {
      case 400 -> badRequest(problem, message);
      case 403 -> new BrokerException.NotPermitted(message, problem.codeText());
      case 404 -> new BrokerException.NotFound(message);
      case 500, 502, 503, 504 -> new BrokerException.Unavailable(message);
      default -> new UnexpectedReply(message);
    };
  }

  private static BrokerException badRequest(EtradeProblem problem, String message) {
    return switch (problem.code()) {
      case ACCOUNT_KEY, INVALID_ACCOUNT -> new BrokerException.NotFound(message);
      case NO_ACCESS -> new BrokerException.NotPermitted(message, problem.codeText());
      case null, default -> new UnexpectedReply(message);
    };
  }

  private static BrokerException login(EtradeProblem problem) {
    return switch (problem.oauthProblem()) {
      case "consumer_key_unknown", "consumer_key_rejected" ->
          new BrokerException.NotPermitted(
              "E*TRADE does not take this install's consumer key: the operator corrects it",
              problem.oauthProblem());
      default ->
          new BrokerException.LoginNeeded(
              "E*TRADE no longer takes this login", problem.oauthProblem());
    };
  }

  /** What became of an order whose preview was refused: nothing was placed, whatever it says. */
  static CommandOutcome preview(Answered answer) {
    var problem = EtradeProblem.of(answer);
    if (problem.tooFast()) {
      return new CommandOutcome.NotSent("E*TRADE's rate limit", pause(answer));
    }
    if (problem.isLogin()) {
      return new CommandOutcome.NotSent("E*TRADE refused the login", PAUSE_FOR_LOGIN);
    }
    return problem.status() / 100 == 4 && problem.code() != null
        ? rejected(problem)
        : new CommandOutcome.NotSent("the preview got %s".formatted(problem.said()), USUAL_PAUSE);
  }

  /** What became of a place, a change or a cancel that was not answered with 200. */
  static CommandOutcome command(Answered answer) {
    var problem = EtradeProblem.of(answer);
    if (problem.tooFast()) {
      // Calls over the limit are not taken: its page says so before any of them is looked at.
      return new CommandOutcome.NotSent("E*TRADE's rate limit", pause(answer));
    }
    if (problem.status() == 401 && !problem.oauthProblem().isEmpty()) {
      return new CommandOutcome.NotSent("E*TRADE refused the login", PAUSE_FOR_LOGIN);
    }
    return problem.status() == 400 && isRefusal(problem)
        ? rejected(problem)
        : new CommandOutcome.Unknown("E*TRADE answered " + problem.said());
  }

  /** The codes that say that nothing was taken. */
  private static boolean isRefusal(EtradeProblem problem) {
    return switch (problem.code()) {
      case ACCOUNT_KEY, FUNDS, BEING_EXECUTED -> true;
      case null, default -> false;
    };
  }

  /**
   * Whether a preview is not taken: it ended, or an order was placed with it. After a first try the
   * one is meant, after a second one nobody can tell.
   */
  static boolean isPreviewGone(Answered answer) {
    var code = answer.status() == 400 ? EtradeProblem.of(answer).code() : null;
    return switch (code) {
      case ORIGINAL_TIMED_OUT, INVALID_PREVIEW, WITH_TIMED_OUT -> true;
      case null, default -> false;
    };
  }

  /** Whether this is E*TRADE's own word that there is no such order, not a stray 404. */
  static boolean isAbsent(Answered answer) {
    return answer.status() == 404 && EtradeProblem.of(answer).code() != null;
  }

  private static CommandOutcome rejected(EtradeProblem problem) {
    return new CommandOutcome.Rejected(reason(problem), problem.codeText(), problem.text());
  }

  private static RejectReason reason(EtradeProblem problem) {
    return switch (problem.code()) {
      case FUNDS -> RejectReason.INSUFFICIENT_FUNDS;
      case BEING_EXECUTED -> RejectReason.TOO_LATE;
      case ACCOUNT_KEY, INVALID_ACCOUNT, NO_ACCESS -> RejectReason.NOT_PERMITTED;
      case INVALID_INSTITUTION -> RejectReason.INVALID_REQUEST;
      case SERVICE -> phrase(problem, RejectReason.INVALID_REQUEST);
      case null, default -> phrase(problem, RejectReason.OTHER);
    };
  }

  private static RejectReason phrase(EtradeProblem problem, RejectReason otherwise) {
    var text = problem.text().toLowerCase(Locale.ROOT);
    return PHRASES.stream()
        .filter(phrase -> text.contains(phrase.text()))
        .map(Phrase::reason)
        .findFirst()
        .orElse(otherwise);
  }

  private static Duration pause(Answered answer) {
    return answer.retryAfter().orElse(USUAL_PAUSE);
  }
}
