package io.brokerway.simulators.zerodha;

import java.math.BigDecimal;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the next leg of an iceberg order when one is filled. */
final class Icebergs {
  private static final Logger LOG = LoggerFactory.getLogger(Icebergs.class);

  private final Directory directory;
  private final OrderDesk desk;

  Icebergs(Directory directory, OrderDesk desk) {
    this.directory = directory;
    this.desk = desk;
  }

  void filled(KiteOrder leg) {
    var meta = leg.note().iceberg();
    if (meta == null || meta.path("remaining_quantity").longValue() == 0) {
      return;
    }
    try {
      desk.placeLeg(
          directory.user(leg.note().userId()).orElseThrow(),
          whole(leg),
          leg.note().apiKey(),
          meta.path("leg").intValue() + 1,
          meta.path("remaining_quantity").longValue());
    } catch (Refusal refusal) {
      LOG.info("the next leg after {} was refused: {}", leg.note().orderId(), refusal.text());
    }
  }

  private static OrderRequest whole(KiteOrder leg) {
    var note = leg.note();
    var meta = Objects.requireNonNull(note.iceberg());
    return new OrderRequest(
        note.variety(),
        leg.book(),
        leg.buys(),
        note.orderType(),
        meta.path("total_quantity").longValue(),
        note.price(),
        note.triggerPrice(),
        note.validity(),
        note.validityTtl(),
        note.disclosedQuantity(),
        BigDecimal.ZERO,
        meta.path("legs").intValue(),
        meta.path("leg_quantity").longValue(),
        false,
        note.tag());
  }
}
