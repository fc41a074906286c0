package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.json.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Coinbase's errors mean. An order is refused by a 200 that says so, or by an error of v3 that
 * has a name; whatever else is not a plain 200 leaves its outcome unknown. Source: Coinbase "Error
 * messages" and the enums of the reference, read 2026-11-23.
 */
final class CoinbaseErrors {
  private static final int LONGEST_TEXT = 300;
  private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);
  private static final Duration PAUSE_FOR_LOGIN = Duration.ofSeconds(5);
  private static final Set<String> NO_REASON =
      Set.of("", "UNKNOWN_FAILURE_REASON", "UNSPECIFIED", "PREVIEW_UNSPECIFIED");

  private CoinbaseErrors() {}

  /** Why an order was refused, from the first of its reasons that says something. */
  static CommandOutcome.Rejected refused(Side side, CoinbaseWire.@Nullable PlaceFailure failure) {
    if (failure == null) {
      return new CommandOutcome.Rejected(RejectReason.OTHER, "", "Coinbase refused the order");
    }
    var code = first(failure.reason(), failure.previewReason(), failure.error());
    var text = first(failure.details(), failure.message(), code);
    var reason = reason(code, text);
    return new CommandOutcome.Rejected(
        // What a sale spends is the coin.
        reason == RejectReason.INSUFFICIENT_FUNDS && side.isSell()
            ? RejectReason.INSUFFICIENT_POSITION
            : reason,
        code,
        text.isEmpty() ? "Coinbase refused the order" : shortened(text));
  }

  /** The table of reasons; those of a preview are the same behind a prefix. */
  static RejectReason reason(String code, String text) {
    var plain = code.startsWith("PREVIEW_") ? code.substring("PREVIEW_".length()) : code;
    return switch (plain) {
      case "INSUFFICIENT_FUND",
          "INSUFFICIENT_FUNDS",
          "REJECT_REASON_INSUFFICIENT_FUNDS",
          "HOLD_FAILURE",
          "INVALID_LEDGER_BALANCE" ->
          RejectReason.INSUFFICIENT_FUNDS;
      case "INVALID_PRODUCT_ID", "INELIGIBLE_PAIR" -> RejectReason.UNKNOWN_INSTRUMENT;
      case "ORDER_ENTRY_DISABLED",
          "UNTRADABLE_PRODUCT",
          "PRODUCT_TRADING_HALTED",
          "TRADING_DISABLED",
          "NOT_ALLOWED_BY_MARKET_STATE",
          "FOK_DISABLED",
          "INVALID_NO_LIQUIDITY" ->
          RejectReason.NOT_TRADABLE;
      case "INVALID_FCM_TRADING_SESSION", "MARKET_ORDERS_PROHIBITED_DURING_NON_CORE_SESSION" ->
          RejectReason.MARKET_CLOSED;
      case "GEOFENCING_RESTRICTION", "BREACHED_RISK_LIMIT", "NOT_ALLOWED_TO_CANCEL" ->
          RejectReason.NOT_PERMITTED;
      case "COMPLIANCE_PURCHASE_LIMIT_EXCEEDED", "TOO_MANY_OPEN_ORDERS" -> RejectReason.RULE;
      case "INVALID_SIZE_PRECISION",
          "INVALID_BASE_SIZE_TOO_SMALL",
          "INVALID_BASE_SIZE_TOO_LARGE",
          "INVALID_QUOTE_SIZE_TOO_SMALL",
          "INVALID_QUOTE_SIZE_TOO_LARGE",
          "INVALID_EDITED_SIZE",
          "INVALID_ORIGINAL_SIZE",
          "CANNOT_EDIT_TO_BELOW_FILLED_SIZE",
          "FRACTIONAL_ORDERS_NOT_ALLOWED_FOR_PRODUCT",
          "QUOTE_ORDERS_NOT_ALLOWED_FOR_PRODUCT" ->
          RejectReason.INVALID_QUANTITY;
      case "INVALID_PRICE_PRECISION",
          "INVALID_LIMIT_PRICE",
          "INVALID_LIMIT_PRICE_POST_ONLY",
          "LIMIT_PRICE_TOO_FAR_FROM_MARKET",
          "LIMIT_ORDER_PRICE_EXCEEDS_PRICE_BAND_ON_BUY",
          "LIMIT_ORDER_PRICE_EXCEEDS_PRICE_BAND_ON_SELL",
          "STOP_ALREADY_TRIGGERED",
          "STOP_PRICE_ABOVE_LAST_TRADE_PRICE",
          "STOP_PRICE_BELOW_LAST_TRADE_PRICE",
          "INVALID_EDITED_PRICE",
          "INVALID_ORIGINAL_PRICE" ->
          RejectReason.INVALID_PRICE;
      case "UNSUPPORTED_ORDER_CONFIGURATION",
          "BRACKET_ORDER_NOT_SUPPORTED",
          "FOK_ONLY_ALLOWED_ON_LIMIT_ORDERS",
          "POST_ONLY_NOT_ALLOWED_WITH_FOK",
          "REPLACE_NOT_SUPPORTED",
          "ONLY_LIMIT_ORDER_EDITS_SUPPORTED",
          "SIZE_IN_QUOTE_EDITS_NOT_ALLOWED",
          "STRATEGY_NOT_SUPPORTED",
          "CANNOT_EDIT_FUTURES_ORDER" ->
          RejectReason.UNSUPPORTED_COMBINATION;
      case "DUPLICATE_CLIENT_ORDER_ID" -> RejectReason.DUPLICATE_CLIENT_ORDER_ID;
      case "ORDER_IS_FULLY_FILLED", "ONLY_OPEN_ORDERS_CAN_BE_EDITED" -> RejectReason.TOO_LATE;
      case "UNKNOWN_CANCEL_ORDER", "ORDER_NOT_FOUND" -> RejectReason.UNKNOWN_ORDER;
      case "END_TIME_IS_IN_THE_PAST",
          "END_TIME_TOO_FAR_IN_FUTURE",
          "GTD_ORDERS_MUST_HAVE_END_TIME",
          "START_TIME_MUST_BE_SPECIFIED",
          "INVALID_CANCEL_REQUEST",
          "INVALID_CANCEL_PRODUCT_ID",
          "EDIT_REQUEST_EQUAL_TO_ORIGINAL_REQUEST",
          "EXCEEDED_MAX_ALLOWED_EDIT_REQUEST_COUNT" ->
          RejectReason.INVALID_REQUEST;
      default ->
          text.toLowerCase(Locale.ROOT).contains("account is not available")
              ? RejectReason.NOT_PERMITTED
              : RejectReason.OTHER;
    };
  }

  /** What a command became that Coinbase did not answer with 200. */
  static CommandOutcome outcome(Answered answer) {
    var refusal = refusal(answer);
    var name = refusal == null ? "" : name(refusal);
    return switch (answer.status()) {
      // Whose token is not taken has sent nothing; after a new login it can be sent.
      case 401 -> new CommandOutcome.NotSent("Coinbase refused the login", PAUSE_FOR_LOGIN);
      case 403 ->
          name.equals("PERMISSION_DENIED")
              ? rejected(RejectReason.NOT_PERMITTED, name, refusal)
              : unknown(answer);
      case 400 ->
          name.equals("INVALID_ARGUMENT")
              ? rejected(reasonOf(refusal, RejectReason.INVALID_REQUEST), name, refusal)
              : unknown(answer);
      case 404 ->
          name.equals("NOT_FOUND")
              ? rejected(reasonOf(refusal, RejectReason.UNKNOWN_ORDER), name, refusal)
              : unknown(answer);
      // Calls over the limit are not taken. A 429 that does not say so itself proves nothing.
      case 429 ->
          isRateLimit(name)
              ? new CommandOutcome.NotSent("Coinbase's rate limit", pause(answer))
              : unknown(answer);
      default -> unknown(answer);
    };
  }

  private static boolean isRateLimit(String name) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "RATE_LIMIT_EXCEEDED", "RESOURCE_EXHAUSTED" -> true;
      default -> false;
    };
  }

  private static RejectReason reasonOf(
      CoinbaseWire.@Nullable Refusal refusal, RejectReason otherwise) {
    var text = refusal == null ? "" : text(refusal).toLowerCase(Locale.ROOT);
    return text.contains("product") ? RejectReason.UNKNOWN_INSTRUMENT : otherwise;
  }

  /** Why a question was not answered with 200. */
  static BrokerException question(String operation, Answered answer) {
    var refusal = refusal(answer);
    var code = refusal == null ? "" : name(refusal);
    var said = refusal == null || text(refusal).isEmpty() ? "" : ": " + text(refusal);
    var message = "Coinbase answered HTTP %d to %s%s".formatted(answer.status(), operation, said);
    return switch (answer.status()) {
      case 401 -> new BrokerException.LoginNeeded("Coinbase no longer takes this login", code);
      case 403 -> new BrokerException.NotPermitted(message, code);
      case 404 -> new BrokerException.NotFound(message);
      case 429 -> new BrokerException.RateLimited(message, pause(answer));
      case 500, 502, 503, 504 -> new BrokerException.Unavailable(message);
      default -> new UnexpectedReply(message);
    };
  }

  /** Whether this is Coinbase's own word that there is no such thing, not a stray 404. */
  static boolean isAbsent(Answered answer) {
    return answer.status() == 404
        && Optional.ofNullable(refusal(answer))
            .map(CoinbaseErrors::name)
            .filter(name -> name.equalsIgnoreCase("NOT_FOUND"))
            .isPresent();
  }

  /** Whether an id or a product of a question has a form that Coinbase does not have. */
  static boolean isInvalidArgument(Answered answer) {
    var refusal = answer.status() == 400 ? refusal(answer) : null;
    return refusal != null && name(refusal).equals("INVALID_ARGUMENT");
  }

  private static CommandOutcome rejected(
      RejectReason reason, String code, CoinbaseWire.@Nullable Refusal refusal) {
    var text = refusal == null ? "" : text(refusal);
    return new CommandOutcome.Rejected(reason, code, text.isEmpty() ? code : text);
  }

  private static CommandOutcome unknown(Answered answer) {
    return new CommandOutcome.Unknown(
        "Coinbase answered HTTP %d, which proves nothing".formatted(answer.status()));
  }

  private static CoinbaseWire.@Nullable Refusal refusal(Answered answer) {
    try {
      return Json.read(answer.body(), CoinbaseWire.Refusal.class);
    } catch (UnexpectedReply _) {
      // Plain text or HTML, as gateways answer: then the status is all there is.
      return null;
    }
  }

  private static String name(CoinbaseWire.Refusal refusal) {
    var errors = refusal.errors();
    return errors == null || errors.isEmpty()
        ? first(refusal.error())
        : first(errors.getFirst().id());
  }

  private static String text(CoinbaseWire.Refusal refusal) {
    var errors = refusal.errors();
    return shortened(
        errors == null || errors.isEmpty()
            ? first(refusal.message(), refusal.details())
            : first(errors.getFirst().message()));
  }

  private static Duration pause(Answered answer) {
    return answer.retryAfter().orElse(USUAL_PAUSE);
  }

  private static String first(@Nullable String... texts) {
    for (var text : texts) {
      if (text != null && !NO_REASON.contains(text)) {
        return text;
      }
    }
    return "";
  }

  private static String shortened(String text) {
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }
}
