package io.brokerway.simulators.zerodha;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueOrder;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the ledger what the venue took right before the process died. The venue keeps the tag
 * with the order, so that it is known even then.
 */
final class Recovery {
  private static final String AFTER_TAG = "~";

  private Recovery() {}

  static String clientOrderId(@Nullable String tag, String unique) {
    return (tag == null ? "" : tag) + AFTER_TAG + unique;
  }

  static void run(Venue venue, AccountKey account, OrderNotes notes, Books books) {
    for (var order : venue.orders(account)) {
      if (notes.ofLink(order.id()).isEmpty()) {
        recover(account, order, notes, books.of(order.listed()));
      }
    }
  }

  private static void recover(AccountKey account, VenueOrder order, OrderNotes notes, Book book) {
    var before = order.replaces() == null ? null : notes.ofLink(order.replaces()).orElse(null);
    var terms = order.terms();
    if (before != null) {
      notes.replaced(
          before.changed(
              order.id(),
              before.orderType(),
              terms.limitPrice(),
              terms.stopPrice(),
              before.validity(),
              before.validityTtl(),
              before.disclosedQuantity()),
          order,
          book);
      return;
    }
    var tag = order.clientOrderId().split(AFTER_TAG, 2)[0];
    var parent = order.parentId() == null ? null : notes.ofLink(order.parentId()).orElse(null);
    notes.placed(
        new OrderNote(
            OrderIds.of(order.submittedAt(), order.sequence()),
            account.value(),
            "",
            parent == null ? "regular" : "co",
            type(order),
            terms.limitPrice(),
            terms.stopPrice(),
            validity(order),
            0,
            0,
            BigDecimal.ZERO,
            tag.isEmpty() ? null : tag,
            tag.isEmpty() ? List.of() : List.of(tag),
            parent == null ? "" : parent.orderId(),
            null,
            List.of(order.id())),
        order,
        book);
  }

  private static String type(VenueOrder order) {
    if (order.terms().stopPrice() == null) {
      return "LIMIT";
    }
    return order.terms().limitPrice() == null ? "SL-M" : "SL";
  }

  private static String validity(VenueOrder order) {
    return switch (order.terms().timeInForce()) {
      case IOC -> "IOC";
      case GTD -> "TTL";
      default -> "DAY";
    };
  }
}
