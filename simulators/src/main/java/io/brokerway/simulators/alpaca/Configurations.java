package io.brokerway.simulators.alpaca;

import io.brokerway.simulators.Json;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The settings of an account that its owner may change. */
public record Configurations(
    boolean suspendTrade,
    boolean noShorting,
    boolean fractionalTrading,
    String maxMarginMultiplier,
    int maxOptionsTradingLevel,
    String tradeConfirmEmail,
    boolean ptpNoExceptionEntry,
    boolean disableOvernightTrading) {

  private static final Set<String> MULTIPLIERS = Set.of("1", "2", "4");
  private static final Set<String> EMAILS = Set.of("all", "none");

  static Configurations usual() {
    return new Configurations(false, false, true, "4", 3, "all", false, false);
  }

  static Configurations read(JsonNode json) {
    return usual().patched(json);
  }

  /**
   * The settings with those fields changed that a PATCH names.
   *
   * @throws Refusal if it names one that does not exist, or a value that is not allowed
   */
  Configurations patched(JsonNode patch) {
    var json = json();
    patch
        .properties()
        .forEach(field -> {
          requireKnown(json, field.getKey(), field.getValue());
          json.set(field.getKey(), field.getValue());
        });
    var changed =
        new Configurations(
            json.path("suspend_trade").booleanValue(),
            json.path("no_shorting").booleanValue(),
            json.path("fractional_trading").booleanValue(),
            json.path("max_margin_multiplier").asString(),
            json.path("max_options_trading_level").intValue(),
            json.path("trade_confirm_email").asString(),
            json.path("ptp_no_exception_entry").booleanValue(),
            json.path("disable_overnight_trading").booleanValue());
    changed.requireAllowed();
    return changed;
  }

  ObjectNode json() {
    return Json.object()
        .put("fractional_trading", fractionalTrading)
        .put("max_margin_multiplier", maxMarginMultiplier)
        .put("max_options_trading_level", maxOptionsTradingLevel)
        .put("no_shorting", noShorting)
        .put("ptp_no_exception_entry", ptpNoExceptionEntry)
        .put("disable_overnight_trading", disableOvernightTrading)
        .put("suspend_trade", suspendTrade)
        .put("trade_confirm_email", tradeConfirmEmail);
  }

  private void requireAllowed() {
    if (!MULTIPLIERS.contains(maxMarginMultiplier)) {
      throw Refusal.invalid("invalid max_margin_multiplier: " + maxMarginMultiplier);
    }
    if (!EMAILS.contains(tradeConfirmEmail)) {
      throw Refusal.invalid("invalid trade_confirm_email: " + tradeConfirmEmail);
    }
    if (maxOptionsTradingLevel < 0 || maxOptionsTradingLevel > 3) {
      throw Refusal.invalid("invalid max_options_trading_level: " + maxOptionsTradingLevel);
    }
  }

  private static void requireKnown(ObjectNode known, String name, JsonNode value) {
    var now = known.get(name);
    if (now == null) {
      throw Refusal.invalid("unknown field: " + name);
    }
    if (now.getNodeType() != value.getNodeType()) {
      throw Refusal.invalid("invalid " + name);
    }
  }
}
