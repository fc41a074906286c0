package io.brokerway.server.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.brokerway.server.json.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error answer (RFC 9457). It names neither the request nor the path, so that
 * "not yours" and "does not exist" are equal byte for byte.
 *
 * @param type stable, one for each code
 * @param detail what happened this time and what to do
 * @param code the stable code, see docs/errors.md
 * @param errors the wrong fields; only for invalid input
 * @param reasons every failed check; only for a denied order
 * @param orders the ids of orders that stand in the way
 * @param order the order as it was stored; only for a denied order
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String code,
    List<FieldError> errors,
    List<Reason> reasons,
    List<String> orders,
    @Nullable Object order) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
    reasons = List.copyOf(reasons);
    orders = List.copyOf(orders);
  }

  /**
   * One failed check of an order.
   *
   * @param field the field of the request that it speaks of; empty if it is none
   */
  public record Reason(String code, String field, String message) {}

  /** An order that failed its checks and was stored as denied. */
  public static Problem denied(List<Reason> reasons, Object order) {
    return denied(ProblemType.ORDER_DENIED, reasons, order);
  }

  /** The same under another code. */
  public static Problem denied(ProblemType type, List<Reason> reasons, Object order) {
    return new Problem(
        type.uri(),
        type.title(),
        type.status(),
        reasons.isEmpty() ? type.title() : reasons.getFirst().message(),
        type.name(),
        List.of(),
        reasons,
        List.of(),
        order);
  }

  public static Problem of(ProblemType type, String detail) {
    return new Problem(
        type.uri(),
        type.title(),
        type.status(),
        detail,
        type.name(),
        List.of(),
        List.of(),
        List.of(),
        null);
  }

  static Problem invalid(List<FieldError> errors) {
    var type = ProblemType.INVALID_INPUT;
    var first = errors.getFirst();
    var detail = first.field().isEmpty() ? first.message() : first.field() + " " + first.message();
    return new Problem(
        type.uri(),
        type.title(),
        type.status(),
        detail,
        type.name(),
        errors,
        List.of(),
        List.of(),
        null);
  }

  Problem withOrders(List<String> ids) {
    return new Problem(type, title, status, detail, code, errors, reasons, ids, order);
  }
}
