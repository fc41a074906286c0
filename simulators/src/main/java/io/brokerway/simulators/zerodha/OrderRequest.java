package io.brokerway.simulators.zerodha;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An order as it was asked for, checked by itself.
 *
 * @param orderType {@code MARKET}, {@code LIMIT}, {@code SL} or {@code SL-M}
 * @param validityTtl minutes, with validity {@code TTL}; else 0
 * @param marketProtection percent; -1 for what the broker thinks right, 0 for none
 * @param icebergLegs 0 unless the variety is {@code iceberg}, and so {@code icebergQuantity}
 */
record OrderRequest(
    String variety,
    Book book,
    boolean buys,
    String orderType,
    long quantity,
    @Nullable BigDecimal price,
    @Nullable BigDecimal triggerPrice,
    String validity,
    int validityTtl,
    long disclosedQuantity,
    BigDecimal marketProtection,
    int icebergLegs,
    long icebergQuantity,
    boolean autoslice,
    @Nullable String tag) {

  boolean isStop() {
    return orderType.startsWith("SL");
  }

  boolean takesAnyPrice() {
    return orderType.equals("MARKET") || orderType.equals("SL-M");
  }

  String transactionType() {
    return buys ? "BUY" : "SELL";
  }

  /** The same for another quantity. */
  OrderRequest of(long other) {
    return new OrderRequest(
        variety,
        book,
        buys,
        orderType,
        other,
        price,
        triggerPrice,
        validity,
        validityTtl,
        disclosedQuantity,
        marketProtection,
        icebergLegs,
        icebergQuantity,
        false,
        tag);
  }
}
