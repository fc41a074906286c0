package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders between Coinbase's configurations and our terms. Pure. */
final class CoinbaseOrders {
  static final String POST_ONLY = "postOnly";

  private static final String UP = "STOP_DIRECTION_STOP_UP";
  private static final String DOWN = "STOP_DIRECTION_STOP_DOWN";

  private CoinbaseOrders() {}

  /** An order as a body; its parts were found supported before. */
  static CoinbaseWire.PlaceOrder placeOrder(NewOrder order) {
    var instrument = order.instrument();
    if (instrument == null) {
      throw new Unsupported("Coinbase has no multi-leg orders");
    }
    return new CoinbaseWire.PlaceOrder(
        order.clientOrderId(),
        CoinbaseSymbols.product(instrument),
        side(order.side()),
        configuration(order));
  }

  private static String side(Side side) {
    return switch (side) {
      case BUY -> "BUY";
      case SELL -> "SELL";
      case SELL_SHORT -> throw new Unsupported("spot crypto cannot be sold short at Coinbase");
    };
  }

  private static CoinbaseWire.Configuration configuration(NewOrder order) {
    var wire = wireTerms(order);
    return switch (order.terms().type()) {
      case MARKET ->
          switch (order.terms().timeInForce()) {
            case IOC -> configuration(Kind.MARKET_IOC, wire);
            case FOK -> configuration(Kind.MARKET_FOK, wire);
            case DAY, GTC, GTD, OPG, CLS -> throw unsupported(order.terms());
          };
      case LIMIT ->
          switch (order.terms().timeInForce()) {
            case IOC -> configuration(Kind.LIMIT_IOC, wire);
            case FOK -> configuration(Kind.LIMIT_FOK, wire);
            case GTC -> configuration(Kind.LIMIT_GTC, wire);
            case GTD -> configuration(Kind.LIMIT_GTD, wire);
            case DAY, OPG, CLS -> throw unsupported(order.terms());
          };
      case STOP_LIMIT ->
          switch (order.terms().timeInForce()) {
            case GTC -> configuration(Kind.STOP_LIMIT_GTC, wire);
            case GTD -> configuration(Kind.STOP_LIMIT_GTD, wire);
            case DAY, IOC, FOK, OPG, CLS -> throw unsupported(order.terms());
          };
      case STOP,
          TRAILING_STOP,
          TRAILING_STOP_LIMIT,
          MARKET_IF_TOUCHED,
          LIMIT_IF_TOUCHED,
          MARKET_ON_OPEN,
          LIMIT_ON_OPEN,
          MARKET_ON_CLOSE,
          LIMIT_ON_CLOSE,
          ALGORITHM ->
          throw unsupported(order.terms());
    };
  }

  private static Unsupported unsupported(OrderTerms terms) {
    return new Unsupported(
        "Coinbase has no %s order for %s".formatted(terms.type(), terms.timeInForce()));
  }

  /** The configurations that this adapter uses, with what they mean. */
  enum Kind {
    MARKET_IOC(OrderType.MARKET, TimeInForce.IOC),
    MARKET_FOK(OrderType.MARKET, TimeInForce.FOK),
    LIMIT_IOC(OrderType.LIMIT, TimeInForce.IOC),
    LIMIT_GTC(OrderType.LIMIT, TimeInForce.GTC),
    LIMIT_GTD(OrderType.LIMIT, TimeInForce.GTD),
    LIMIT_FOK(OrderType.LIMIT, TimeInForce.FOK),
    STOP_LIMIT_GTC(OrderType.STOP_LIMIT, TimeInForce.GTC),
    STOP_LIMIT_GTD(OrderType.STOP_LIMIT, TimeInForce.GTD);

    private final OrderType type;
    private final TimeInForce timeInForce;

    Kind(OrderType type, TimeInForce timeInForce) {
      this.type = type;
      this.timeInForce = timeInForce;
    }
  }

  private static CoinbaseWire.Configuration configuration(Kind kind, CoinbaseWire.Terms terms) {
    return new CoinbaseWire.Configuration(
        kind == Kind.MARKET_IOC ? terms : null,
        kind == Kind.MARKET_FOK ? terms : null,
        kind == Kind.LIMIT_IOC ? terms : null,
        kind == Kind.LIMIT_GTC ? terms : null,
        kind == Kind.LIMIT_GTD ? terms : null,
        kind == Kind.LIMIT_FOK ? terms : null,
        kind == Kind.STOP_LIMIT_GTC ? terms : null,
        kind == Kind.STOP_LIMIT_GTD ? terms : null);
  }

  private static CoinbaseWire.Terms wireTerms(NewOrder order) {
    var terms = order.terms();
    var stops = terms.type() == OrderType.STOP_LIMIT;
    var until = terms.goodUntil();
    return new CoinbaseWire.Terms(
        order.quantity() instanceof OrderQuantity.Notional(var money)
            ? money.amount().toPlainString()
            : null,
        order.quantity() instanceof OrderQuantity.Units(var units) ? units.toPlainString() : null,
        plain(terms.limitPrice()),
        plain(terms.stopPrice()),
        // A stop waits on the far side of the market: a buy above it, a sale below.
        stops ? (order.side() == Side.BUY ? UP : DOWN) : null,
        Boolean.parseBoolean(order.parameters().getOrDefault(POST_ONLY, "false"))
            ? Boolean.TRUE
            : null,
        until == null ? null : until.toString());
  }

  static @Nullable String plain(@Nullable BigDecimal value) {
    return value == null ? null : value.toPlainString();
  }

  /** A configuration that Coinbase showed, found among those that this adapter knows. */
  record Known(Kind kind, CoinbaseWire.Terms terms) {

    static @Nullable Known of(CoinbaseWire.@Nullable Configuration wire) {
      if (wire == null) {
        return null;
      }
      Known known = null;
      for (var kind : Kind.values()) {
        var terms = part(wire, kind);
        if (terms != null) {
          if (known != null) {
            throw new UnexpectedReply("Coinbase sent two configurations of one order");
          }
          known = new Known(kind, terms);
        }
      }
      return known;
    }

    private static CoinbaseWire.@Nullable Terms part(CoinbaseWire.Configuration wire, Kind kind) {
      return switch (kind) {
        case MARKET_IOC -> wire.marketIoc();
        case MARKET_FOK -> wire.marketFok();
        case LIMIT_IOC -> wire.limitIoc();
        case LIMIT_GTC -> wire.limitGtc();
        case LIMIT_GTD -> wire.limitGtd();
        case LIMIT_FOK -> wire.limitFok();
        case STOP_LIMIT_GTC -> wire.stopLimitGtc();
        case STOP_LIMIT_GTD -> wire.stopLimitGtd();
      };
    }

    /** An order by money may show units too: then they are an estimate. */
    private @Nullable BigDecimal quantity(@Nullable Boolean sizeInQuote) {
      return Boolean.TRUE.equals(sizeInQuote) ? null : quantity();
    }

    @Nullable BigDecimal quantity() {
      return CoinbaseFigures.price("base_size", terms.baseSize());
    }

    private @Nullable BigDecimal quoteSize() {
      return CoinbaseFigures.price("quote_size", terms.quoteSize());
    }

    OrderTerms orderTerms() {
      return new OrderTerms(
          kind.type,
          kind.timeInForce,
          TradingSession.REGULAR,
          kind.type.needsLimitPrice()
              ? CoinbaseFigures.required("limit_price", terms.limitPrice())
              : null,
          kind.type.needsStopPrice()
              ? CoinbaseFigures.required("stop_price", terms.stopPrice())
              : null,
          null,
          null,
          kind.timeInForce == TimeInForce.GTD
              ? CoinbaseFigures.instant("end_time", terms.endTime())
              : null);
    }

    boolean isSameAs(Known other) {
      return kind == other.kind
          && same(quantity(), other.quantity())
          && (quantity() != null || same(quoteSize(), other.quoteSize()))
          && same(
              CoinbaseFigures.price("limit_price", terms.limitPrice()),
              CoinbaseFigures.price("limit_price", other.terms.limitPrice()))
          && same(
              CoinbaseFigures.price("stop_price", terms.stopPrice()),
              CoinbaseFigures.price("stop_price", other.terms.stopPrice()));
    }

    private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
      return one == null ? other == null : other != null && one.compareTo(other) == 0;
    }
  }

  /** An order as Coinbase shows it. */
  static OrderReport report(AccountKey account, CoinbaseWire.Order order) {
    var known = Known.of(order.configuration());
    var quantity = known == null ? null : known.quantity(order.sizeInQuote());
    var created = CoinbaseFigures.instant("created_time", order.createdTime());
    var filled = CoinbaseFigures.figure("filled_size", order.filledSize());
    var cumulative = filled == null ? BigDecimal.ZERO : filled;
    return new OrderReport(
        account,
        CoinbaseFigures.text("order_id", order.orderId()),
        order.clientOrderId(),
        OrderClass.SIMPLE,
        CoinbaseSymbols.instrument(order.productId()),
        side(order.side()),
        known == null ? null : known.orderTerms(),
        quantity,
        known == null || quantity != null ? null : known.quoteSize(),
        status(order.status(), Boolean.TRUE.equals(order.pendingCancel()), cumulative),
        cumulative,
        CoinbaseFigures.price("average_filled_price", order.averagePrice()),
        null,
        null,
        text(order.rejectMessage(), order.cancelMessage(), order.rejectReason()),
        created,
        updatedAt(order, created),
        List.of());
  }

  private static Instant updatedAt(CoinbaseWire.Order order, Instant created) {
    var updated = CoinbaseFigures.instantIfThere("last_update_time", order.lastUpdateTime());
    if (updated != null) {
      return updated;
    }
    var filled = CoinbaseFigures.instantIfThere("last_fill_time", order.lastFillTime());
    return filled == null ? created : filled;
  }

  static Side side(@Nullable String word) {
    return switch (CoinbaseFigures.text("side", word)) {
      case "BUY" -> Side.BUY;
      case "SELL" -> Side.SELL;
      default -> throw CoinbaseFigures.unknown("side", word);
    };
  }

  /** The table of states. */
  static OrderStatus status(@Nullable String word, boolean pendingCancel, BigDecimal filled) {
    return switch (CoinbaseFigures.text("status", word)) {
      case "PENDING", "QUEUED" -> OrderStatus.PENDING_NEW;
      case "OPEN" -> {
        if (pendingCancel) {
          yield OrderStatus.PENDING_CANCEL;
        }
        yield filled.signum() > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.NEW;
      }
      case "CANCEL_QUEUED" -> OrderStatus.PENDING_CANCEL;
      case "EDIT_QUEUED" -> OrderStatus.PENDING_REPLACE;
      case "FILLED" -> OrderStatus.FILLED;
      case "CANCELLED" -> OrderStatus.CANCELED;
      case "EXPIRED" -> OrderStatus.EXPIRED;
      case "FAILED" -> OrderStatus.REJECTED;
      default -> throw CoinbaseFigures.unknown("status", word);
    };
  }

  static String text(@Nullable String... texts) {
    for (var text : texts) {
      if (text != null && !text.isEmpty() && !text.equals("REJECT_REASON_UNSPECIFIED")) {
        return text;
      }
    }
    return "";
  }
}
