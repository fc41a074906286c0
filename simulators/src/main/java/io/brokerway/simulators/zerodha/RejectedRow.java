package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.Json;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The row of an order that Kite took and the exchange refused. */
final class RejectedRow {
  private RejectedRow() {}

  static ObjectNode of(
      String id,
      KiteUser user,
      OrderRequest request,
      Terms terms,
      List<String> tags,
      String why,
      Instant now) {
    var instrument = request.book().instrument();
    var json =
        Json.object()
            .put("account_id", user.id())
            .put("placed_by", user.id())
            .put("order_id", id)
            .putNull("exchange_order_id")
            .putNull("parent_order_id")
            .put("status", "REJECTED")
            .put("status_message", why)
            .put("status_message_raw", "RMS:" + why)
            .put("order_timestamp", Ist.text(now))
            .putNull("exchange_update_timestamp")
            .putNull("exchange_timestamp")
            .put("variety", request.variety())
            .put("modified", false)
            .put("exchange", instrument.exchange())
            .put("tradingsymbol", instrument.tradingsymbol())
            .put("instrument_token", instrument.token())
            .put("order_type", terms.orderType())
            .put("transaction_type", request.transactionType())
            .put("validity", request.validity())
            .put("validity_ttl", request.validityTtl())
            .put("product", request.book().product())
            .put("quantity", request.quantity())
            .put("disclosed_quantity", request.disclosedQuantity())
            .put("price", Figures.plain(terms.price()))
            .put("trigger_price", Figures.plain(request.triggerPrice()))
            .put("average_price", 0)
            .put("filled_quantity", 0)
            .put("pending_quantity", 0)
            .put("cancelled_quantity", 0)
            .put("market_protection", Figures.plain(request.marketProtection()))
            .putNull("auction_number");
    json.putObject("meta");
    json.put("tag", request.tag());
    var all = json.putArray("tags");
    tags.forEach(all::add);
    return json.put("guid", "01X" + id);
  }
}
