package io.brokerway.simulators.coinbase;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A new order as it was asked for.
 *
 * @param clientOrderId empty for a preview, which has none
 * @param configuration as it came, to be shown again
 * @param exits a bracket that protects what the order buys; absent for most
 */
record OrderRequest(
    String clientOrderId,
    String productId,
    boolean buys,
    OrderPlan plan,
    ObjectNode configuration,
    @Nullable OrderPlan exits,
    @Nullable ObjectNode exitConfiguration) {

  private static final Set<String> PREVIEW_FIELDS =
      Set.of(
          "product_id",
          "side",
          "order_configuration",
          "leverage",
          "margin_type",
          "retail_portfolio_id",
          "attached_order_configuration",
          "self_trade_prevention_id",
          "sor_preference",
          "cost_basis_method",
          "equity_order_metadata",
          "prediction_metadata");

  private static final Set<String> SIDES = Set.of("BUY", "SELL");
  private static final Set<String> MARGINS = Set.of("CROSS", "ISOLATED");
  private static final Set<String> ROUTES =
      Set.of("SOR_PREFERENCE_UNSPECIFIED", "SOR_ENABLED", "SOR_DISABLED");
  private static final Set<String> COST_BASES =
      Set.of(
          "COST_BASIS_METHOD_UNSPECIFIED",
          "COST_BASIS_METHOD_HIFO",
          "COST_BASIS_METHOD_LIFO",
          "COST_BASIS_METHOD_FIFO");

  /** Reads the body of a new order. */
  static OrderRequest ofOrder(Body body) {
    var known = new java.util.HashSet<>(PREVIEW_FIELDS);
    known.add("client_order_id");
    known.add("preview_id");
    body.requireOnly(known);
    return read(body, body.required("client_order_id"));
  }

  /** Reads the body of a preview. */
  static OrderRequest ofPreview(Body body) {
    body.requireOnly(PREVIEW_FIELDS);
    return read(body, "");
  }

  private static OrderRequest read(Body body, String clientOrderId) {
    var product = body.required("product_id");
    body.required("side");
    var buys = "BUY".equals(body.word("side", SIDES));
    body.word("margin_type", MARGINS);
    body.word("sor_preference", ROUTES);
    body.word("cost_basis_method", COST_BASES);
    refuseDerivatives(body);
    var configuration =
        body.object("order_configuration")
            .orElseThrow(() -> Refusal.invalid("order_configuration is required"));
    var attached = body.object("attached_order_configuration");
    return new OrderRequest(
        clientOrderId,
        product,
        buys,
        OrderPlanReader.read(configuration),
        configuration.json(),
        attached.map(OrderPlanReader::read).orElse(null),
        attached.map(Body::json).orElse(null));
  }

  private static void refuseDerivatives(Body body) {
    if (body.text("leverage") != null || body.text("margin_type") != null) {
      throw OrderFailure.of("UNSUPPORTED_ORDER_CONFIGURATION", "leverage is only for derivatives");
    }
  }
}
