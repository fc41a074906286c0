package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.util.List;

/** {@code /mf}: the simulated users own no mutual funds and have never ordered any. */
final class FundApi {
  private static final String COLUMNS =
      "tradingsymbol,amc,name,purchase_allowed,redemption_allowed,minimum_purchase_amount,"
          + "purchase_amount_multiplier,minimum_additional_purchase_amount,"
          + "minimum_redemption_quantity,redemption_quantity_multiplier,dividend_type,scheme_type,"
          + "plan,settlement_type,last_price,last_price_date\n";
  private static final List<String> LISTS =
      List.of("/mf/holdings", "/mf/orders", "/mf/sips", "/mf/allotments");

  HttpReply answer(HttpCall call) {
    if (!call.method().equals("GET")) {
      throw Refusal.permission("Placing mutual fund orders by API is not allowed.");
    }
    if (call.path().equals("/mf/instruments")) {
      return KiteReply.csv(COLUMNS);
    }
    if (LISTS.contains(call.path())) {
      return KiteReply.of(Json.array());
    }
    throw Refusal.noRoute();
  }
}
