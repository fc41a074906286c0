package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What Kite remembers of an order besides what the venue does.
 *
 * @param apiKey of the application that placed it; empty for an order from elsewhere
 * @param links the orders at the venue that were this order one after the other
 * @param parent the order id of Kite's whose second leg it is; empty if it is none
 * @param iceberg where it stands among its legs; null unless it is such a leg
 */
record OrderNote(
    String orderId,
    String userId,
    String apiKey,
    String variety,
    String orderType,
    @Nullable BigDecimal price,
    @Nullable BigDecimal triggerPrice,
    String validity,
    int validityTtl,
    long disclosedQuantity,
    BigDecimal marketProtection,
    @Nullable String tag,
    List<String> tags,
    String parent,
    @Nullable JsonNode iceberg,
    List<String> links) {

  OrderNote {
    tags = List.copyOf(tags);
    links = List.copyOf(links);
  }

  /** The same with a further link and other terms. */
  OrderNote changed(
      String link,
      String type,
      @Nullable BigDecimal newPrice,
      @Nullable BigDecimal newTrigger,
      String newValidity,
      int newTtl,
      long disclosed) {
    var all = new ArrayList<>(links);
    if (!all.getLast().equals(link)) {
      all.add(link);
    }
    return new OrderNote(
        orderId,
        userId,
        apiKey,
        variety,
        type,
        newPrice,
        newTrigger,
        newValidity,
        newTtl,
        disclosed,
        marketProtection,
        tag,
        tags,
        parent,
        iceberg,
        all);
  }

  void writeTo(ObjectNode json) {
    json.put("order_id", orderId)
        .put("account", userId)
        .put("api_key", apiKey)
        .put("variety", variety)
        .put("order_type", orderType)
        .put("price", price)
        .put("trigger_price", triggerPrice)
        .put("validity", validity)
        .put("validity_ttl", validityTtl)
        .put("disclosed_quantity", disclosedQuantity)
        .put("market_protection", marketProtection)
        .put("tag", tag)
        .put("parent_order_id", parent);
    var all = json.putArray("tags");
    tags.forEach(all::add);
    json.set("iceberg", iceberg == null ? Json.object().nullNode() : iceberg);
    var ids = json.putArray("links");
    links.forEach(ids::add);
  }

  static OrderNote read(JsonNode json) {
    return new OrderNote(
        json.path("order_id").asString(),
        json.path("account").asString(),
        json.path("api_key").asString(),
        json.path("variety").asString(),
        json.path("order_type").asString(),
        number(json, "price"),
        number(json, "trigger_price"),
        json.path("validity").asString(),
        json.path("validity_ttl").intValue(),
        json.path("disclosed_quantity").longValue(),
        json.path("market_protection").decimalValue(),
        json.path("tag").isString() ? json.path("tag").asString() : null,
        texts(json.path("tags")),
        json.path("parent_order_id").asString(),
        json.path("iceberg").isObject() ? json.path("iceberg") : null,
        texts(json.path("links")));
  }

  private static @Nullable BigDecimal number(JsonNode json, String name) {
    return json.path(name).isNumber() ? json.path(name).decimalValue() : null;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
  }
}
