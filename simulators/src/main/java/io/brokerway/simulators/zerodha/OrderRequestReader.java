package io.brokerway.simulators.zerodha;

import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the form of a new order and checks what needs no account to check. */
final class OrderRequestReader {
  static final Set<String> VARIETIES = Set.of("regular", "amo", "co", "iceberg", "auction");
  static final Set<String> ORDER_TYPES = Set.of("MARKET", "LIMIT", "SL", "SL-M");
  static final Set<String> VALIDITIES = Set.of("DAY", "IOC", "TTL");
  private static final Set<String> EXCHANGES =
      Set.of("NSE", "BSE", "NFO", "BFO", "CDS", "BCD", "MCX");
  private static final Set<String> ENABLED = Set.of("NSE", "BSE");
  private static final Set<String> PRODUCTS = Set.of("CNC", "NRML", "MIS", "MTF");
  private static final Set<String> KNOWN =
      Set.of(
          "exchange",
          "tradingsymbol",
          "transaction_type",
          "order_type",
          "product",
          "quantity",
          "price",
          "trigger_price",
          "validity",
          "validity_ttl",
          "disclosed_quantity",
          "iceberg_legs",
          "iceberg_quantity",
          "auction_number",
          "market_protection",
          "autoslice",
          "algo_id",
          "tag",
          "variety",
          "order_id",
          "squareoff",
          "stoploss",
          "trailing_stoploss",
          "parent_order_id");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9 ]{1,20}");
  private static final BigDecimal MOST_PROTECTION = new BigDecimal(100);
  private static final int MOST_TTL = 300;
  private static final int MOST_LEGS = 10;

  private final Instruments instruments;

  OrderRequestReader(Instruments instruments) {
    this.instruments = instruments;
  }

  OrderRequest read(String variety, Params form) {
    if (!VARIETIES.contains(variety)) {
      throw Params.invalid("variety");
    }
    form.requireOnly(KNOWN);
    var book = book(form);
    var orderType = form.word("order_type", ORDER_TYPES);
    var validity = form.word("validity", VALIDITIES, "DAY");
    var request =
        new OrderRequest(
            variety,
            book,
            form.word("transaction_type", Set.of("BUY", "SELL")).equals("BUY"),
            orderType,
            quantity(form),
            price(form, "price", orderType.equals("LIMIT") || orderType.equals("SL")),
            price(form, "trigger_price", orderType.startsWith("SL") || variety.equals("co")),
            validity,
            ttl(form, validity),
            form.count("disclosed_quantity"),
            protection(form),
            (int) form.count("iceberg_legs"),
            form.count("iceberg_quantity"),
            form.flag("autoslice"),
            tag(form));
    check(request, form);
    return request;
  }

  private Book book(Params form) {
    var exchange = form.word("exchange", EXCHANGES);
    var product = form.word("product", PRODUCTS);
    var symbol = form.required("tradingsymbol");
    if (!ENABLED.contains(exchange)) {
      throw Refusal.permission(
          "The %s segment is not enabled for the account.".formatted(exchange));
    }
    var instrument =
        instruments
            .find(exchange + ":" + symbol)
            .filter(found -> !found.isIndex())
            .orElseThrow(() ->
                Refusal.input(
                    "The instrument you are placing an order for has either expired"
                        + " or does not exist."));
    if (!product.equals(Book.DELIVERY) && !product.equals(Book.INTRADAY)) {
      throw Refusal.input("The product %s cannot be used for this order.".formatted(product));
    }
    return new Book(instrument, product);
  }

  static long quantity(Params form) {
    form.required("quantity");
    var quantity = form.count("quantity");
    if (quantity <= 0) {
      throw Params.invalid("quantity");
    }
    return quantity;
  }

  /** A price on the grid; null where the type of the order has none, whatever came. */
  static @Nullable BigDecimal price(Params form, String name, boolean wanted) {
    if (!wanted) {
      return null;
    }
    var price = form.amount(name);
    if (price == null) {
      throw Refusal.input("Missing or empty field `%s`".formatted(name));
    }
    if (!KiteInstrument.isOnTick(price)) {
      throw Refusal.input(
          "Tick size for this script is 0.05. Enter the %s in multiples of 0.05."
              .formatted(name.replace('_', ' ')));
    }
    return price;
  }

  static int ttl(Params form, String validity) {
    if (!validity.equals("TTL")) {
      return 0;
    }
    var minutes = form.count("validity_ttl");
    if (minutes < 1 || minutes > MOST_TTL) {
      throw Params.invalid("validity_ttl");
    }
    return (int) minutes;
  }

  private static BigDecimal protection(Params form) {
    var percent = form.number("market_protection");
    if (percent == null) {
      return BigDecimal.ZERO;
    }
    if (percent.compareTo(BigDecimal.ONE.negate()) != 0
        && (percent.signum() < 0 || percent.compareTo(MOST_PROTECTION) > 0)) {
      throw Params.invalid("market_protection");
    }
    return percent;
  }

  private static @Nullable String tag(Params form) {
    var tag = form.text("tag");
    if (tag != null && !TAG.matcher(tag).matches()) {
      throw Params.invalid("tag");
    }
    return tag;
  }

  private static void check(OrderRequest request, Params form) {
    if (request.disclosedQuantity() < 0 || request.disclosedQuantity() > request.quantity()) {
      throw Params.invalid("disclosed_quantity");
    }
    if (request.takesAnyPrice() && request.marketProtection().signum() == 0) {
      throw Refusal.order(
          "Market orders are not allowed without market protection. Set `market_protection` or use"
              + " a limit order.");
    }
    if (request.isStop() && !request.validity().equals("DAY")) {
      throw Params.invalid("validity");
    }
    switch (request.variety()) {
      case "auction" -> throw Params.invalid("auction_number");
      case "co" -> checkCover(request);
      case "iceberg" -> checkIceberg(request);
      default -> {
        if (form.count("squareoff") != 0 || form.count("stoploss") != 0) {
          throw Refusal.input("Bracket orders are not offered any more.");
        }
      }
    }
    checkStop(request);
  }

  private static void checkCover(OrderRequest request) {
    if (request.isStop() || request.book().isDelivery() || !request.validity().equals("DAY")) {
      throw Refusal.input("Cover orders are MARKET or LIMIT, MIS and DAY.");
    }
  }

  private static void checkIceberg(OrderRequest request) {
    var legs = request.icebergLegs();
    if (legs < 2 || legs > MOST_LEGS || request.validity().equals("IOC")) {
      throw Params.invalid("iceberg_legs");
    }
    var each = (request.quantity() + legs - 1) / legs;
    if (request.icebergQuantity() != each) {
      throw Params.invalid("iceberg_quantity");
    }
  }

  /** A stop's limit lies beyond its trigger. */
  private static void checkStop(OrderRequest request) {
    var price = request.price();
    var trigger = request.triggerPrice();
    if (!request.orderType().equals("SL") || price == null || trigger == null) {
      return;
    }
    if (request.buys() ? trigger.compareTo(price) > 0 : trigger.compareTo(price) < 0) {
      throw Refusal.input(
          request.buys()
              ? "Trigger price for a stoploss buy order cannot be above the limit price."
              : "Trigger price for a stoploss sell order cannot be below the limit price.");
    }
  }
}
