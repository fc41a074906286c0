package io.brokerway.server.settings;

import io.brokerway.engine.orders.OrderSettings;
import io.brokerway.engine.risk.RiskLimits;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A setting that an operator may give.
 *
 * <p>Its key is the constant in lower case with dashes: as a flag {@code --sync-interval}, in the
 * environment {@code BROKERWAY_SYNC_INTERVAL}, in the file {@code sync-interval}.
 */
public enum Setting {
  HOME("FOLDER", ".brokerway/data", "All data of this install: database, keys."),
  CONFIG("FILE", "", "A file of settings, one key=value a line."),
  HOST("ADDRESS", "127.0.0.1", "The address to listen on; the demo takes loopback addresses only."),
  PORT("NUMBER", "8000", "The port to listen on; 0 for any free one."),
  DATABASE_URL(
      "JDBC URL",
      "",
      "An external PostgreSQL 15 to 18, jdbc:postgresql://host/name; embedded without it."),
  DATABASE_USER("TEXT", "", "The owner of the external database; may create roles."),
  DATABASE_PASSWORD("SECRET", "", "His password."),
  PLUGINS(
      "FOLDER",
      "",
      "Where jars with further adapters lie; without it the folder plugins in the home folder."),
  PLUGIN_DIGESTS(
      "LIST",
      "",
      "The SHA-256 of each jar there that may be loaded, with commas between: no other one is."),
  SYNC_INTERVAL(
      "DURATION",
      "PT5M",
      "How often positions, balances and transactions are read, PT1S to PT24H."),
  MARKET_ORDER_MAX_AGE(
      "DURATION",
      "PT5S",
      "How old a market order may be when it is sent; older ones expire unsent."),
  LIMIT_ORDER_MAX_AGE(
      "DURATION",
      OrderSettings.DEFAULTS.limitMaxAge().toString(),
      "The same for orders with a price."),
  PRICE_COLLAR_PERCENT(
      "PERCENT",
      text(RiskLimits.DEFAULTS.collarLivePercent()),
      "How far a live order's price may be on the costly side; 0 for no collar."),
  MAX_ORDER_QUANTITY(
      "NUMBER",
      text(RiskLimits.DEFAULTS.maxQuantity()),
      "The most units of one order; 0 for no limit."),
  MAX_ORDER_NOTIONAL(
      "AMOUNT",
      text(RiskLimits.DEFAULTS.maxNotional()),
      "The most one order may be worth, in its currency; 0 for no limit."),
  MAX_OPEN_ORDERS(
      "NUMBER", "" + RiskLimits.DEFAULTS.maxOpenOrders(), "Of one account, at least 1."),
  ORDERS_PER_SECOND(
      "NUMBER", "" + RiskLimits.DEFAULTS.ordersPerSecond(), "Of one account, at least 1."),
  ORDERS_PER_MINUTE(
      "NUMBER", "" + RiskLimits.DEFAULTS.ordersPerMinute(), "Of one account, at least 1."),
  DISPATCH(
      "true|false", "true", "Whether orders are sent to brokers; off only to measure the intake."),
  REQUESTS_PER_MINUTE_USER("NUMBER", "100", "For each user's key; 0 for no limit."),
  REQUESTS_PER_MINUTE_APPLICATION(
      "NUMBER", "6000", "For each application's key and the demo; 0 for no limit."),
  ACCESS_LOG("true|false", "false", "Whether a line is logged for each request.");

  static final String ENVIRONMENT_PREFIX = "BROKERWAY_";

  private final String type;
  private final String fallback;
  private final String description;

  Setting(String type, String fallback, String description) {
    this.type = type;
    this.fallback = fallback;
    this.description = description;
  }

  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What a value looks like. */
  public String type() {
    return type;
  }

  /** The value in force without it; empty for none. */
  public String fallback() {
    return fallback;
  }

  public String description() {
    return description;
  }

  private static String text(@Nullable BigDecimal number) {
    return number == null ? "0" : number.toPlainString();
  }

  static Optional<Setting> find(String key) {
    for (var setting : values()) {
      if (setting.key().equals(key)) {
        return Optional.of(setting);
      }
    }
    return Optional.empty();
  }
}
