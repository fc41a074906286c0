package io.brokerway.simulators.coinbase;

import java.math.BigDecimal;

/**
 * What a portfolio has in one currency.
 *
 * @param id its UUID
 * @param available the free part
 * @param held the part that open orders bind
 */
record Wallet(
    String id, String currency, String name, boolean fiat, BigDecimal available, BigDecimal held) {
  BigDecimal total() {
    return available.add(held);
  }
}
