package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a trade in shares costs besides its price, estimated by the published rates: brokerage, tax,
 * fees of exchange and regulator, stamp duty, goods and services tax.
 */
record Charges(
    BigDecimal tax,
    BigDecimal exchange,
    BigDecimal regulator,
    BigDecimal brokerage,
    BigDecimal stamp,
    BigDecimal gst) {
  private static final BigDecimal DELIVERY_TAX = new BigDecimal("0.001");
  private static final BigDecimal INTRADAY_TAX = new BigDecimal("0.00025");
  private static final BigDecimal NSE_FEE = new BigDecimal("0.0000307");
  private static final BigDecimal BSE_FEE = new BigDecimal("0.0000375");
  private static final BigDecimal REGULATOR_FEE = new BigDecimal("0.000001");
  private static final BigDecimal INTRADAY_BROKERAGE = new BigDecimal("0.0003");
  private static final BigDecimal MOST_BROKERAGE = new BigDecimal(20);
  private static final BigDecimal DELIVERY_STAMP = new BigDecimal("0.00015");
  private static final BigDecimal INTRADAY_STAMP = new BigDecimal("0.00003");
  private static final BigDecimal GST = new BigDecimal("0.18");

  static Charges of(Book book, boolean buys, BigDecimal value) {
    var delivery = book.isDelivery();
    var taxed = delivery || !buys;
    var tax = taxed ? value.multiply(delivery ? DELIVERY_TAX : INTRADAY_TAX) : BigDecimal.ZERO;
    var fee = value.multiply(book.instrument().exchange().equals("NSE") ? NSE_FEE : BSE_FEE);
    var regulator = value.multiply(REGULATOR_FEE);
    var brokerage =
        delivery ? BigDecimal.ZERO : value.multiply(INTRADAY_BROKERAGE).min(MOST_BROKERAGE);
    var stamp = buys ? value.multiply(delivery ? DELIVERY_STAMP : INTRADAY_STAMP) : BigDecimal.ZERO;
    return new Charges(
        tax, fee, regulator, brokerage, stamp, brokerage.add(fee).add(regulator).multiply(GST));
  }

  BigDecimal total() {
    return tax.add(exchange).add(regulator).add(brokerage).add(stamp).add(gst);
  }

  Charges plus(Charges other) {
    return new Charges(
        tax.add(other.tax),
        exchange.add(other.exchange),
        regulator.add(other.regulator),
        brokerage.add(other.brokerage),
        stamp.add(other.stamp),
        gst.add(other.gst));
  }

  static Charges none() {
    var zero = BigDecimal.ZERO;
    return new Charges(zero, zero, zero, zero, zero, zero);
  }

  ObjectNode json() {
    var json =
        Json.object()
            .put("transaction_tax", rounded(tax))
            .put("transaction_tax_type", "stt")
            .put("exchange_turnover_charge", rounded(exchange))
            .put("sebi_turnover_charge", rounded(regulator))
            .put("brokerage", rounded(brokerage))
            .put("stamp_duty", rounded(stamp));
    json.putObject("gst")
        .put("igst", rounded(gst))
        .put("cgst", 0)
        .put("sgst", 0)
        .put("total", rounded(gst));
    return json.put("total", rounded(total()));
  }

  private static BigDecimal rounded(BigDecimal amount) {
    return Figures.plain(amount.setScale(4, RoundingMode.HALF_UP));
  }
}
