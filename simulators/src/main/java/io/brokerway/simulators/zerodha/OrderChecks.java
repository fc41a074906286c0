package io.brokerway.simulators.zerodha;

import io.brokerway.broker.order.RejectReason;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueReply;
import io.brokerway.exchange.tape.MarketQuote;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What Kite and the exchange ask of an order that is well formed. */
final class OrderChecks {
  /** How far from the previous close the exchange takes a price. */
  private static final BigDecimal BAND = new BigDecimal("0.2");

  private final Venue venue;
  private final Funds funds;

  OrderChecks(Venue venue, Funds funds) {
    this.venue = venue;
    this.funds = funds;
  }

  static BigDecimal lowerCircuit(MarketQuote quote) {
    return KiteInstrument.toTick(
        quote.previousClose().multiply(BigDecimal.ONE.subtract(BAND)), RoundingMode.UP);
  }

  static BigDecimal upperCircuit(MarketQuote quote) {
    return KiteInstrument.toTick(
        quote.previousClose().multiply(BigDecimal.ONE.add(BAND)), RoundingMode.DOWN);
  }

  BigDecimal held(KiteUser user, Book book) {
    return funds.held(user.key(), book);
  }

  boolean isOpen(Book book) {
    return venue.prices().hours(book.listed(), venue.now()).isRegular();
  }

  void requireMarket(OrderRequest request) {
    var later = request.variety().equals("amo");
    var open = isOpen(request.book());
    if (!open && !later) {
      throw Refusal.order(
          "Markets are closed right now. Use after market order (AMO) to place orders.");
    }
    if (open && later) {
      throw Refusal.order("After market orders (AMO) cannot be placed while the market is open.");
    }
    if (later && !request.validity().equals("DAY")) {
      throw Params.invalid("validity");
    }
  }

  /** Why the exchange does not take an order that Kite took; null if it does. */
  @Nullable String exchangeRefusal(OrderRequest request, Terms terms, MarketQuote quote) {
    var outside = isOutside(terms.price(), quote) || isOutside(request.triggerPrice(), quote);
    return outside
        ? "The price is out of the circuit limits %s to %s."
            .formatted(Figures.money(lowerCircuit(quote)), Figures.money(upperCircuit(quote)))
        : null;
  }

  static boolean isOutside(@Nullable BigDecimal price, MarketQuote quote) {
    return price != null
        && (price.compareTo(lowerCircuit(quote)) < 0 || price.compareTo(upperCircuit(quote)) > 0);
  }

  void requireFunds(KiteUser user, OrderRequest request, Terms terms, MarketQuote quote) {
    var price = terms.price() == null ? request.triggerPrice() : terms.price();
    requireFunds(
        user,
        request.book(),
        request.buys(),
        BigDecimal.valueOf(request.quantity()),
        price == null ? quote.last() : price,
        BigDecimal.ZERO);
  }

  /**
   * Refuses what the account cannot pay.
   *
   * @param freed what an order whose place it takes needs no more
   */
  void requireFunds(
      KiteUser user,
      Book book,
      boolean buys,
      BigDecimal quantity,
      BigDecimal price,
      BigDecimal freed) {
    var needed = funds.needed(user.key(), book, buys, quantity, price);
    var available = funds.live(user.key()).add(freed);
    if (needed.signum() > 0 && needed.compareTo(available) > 0) {
      throw insufficient(needed, available);
    }
  }

  BigDecimal needed(KiteUser user, Book book, boolean buys, BigDecimal quantity, BigDecimal price) {
    return funds.needed(user.key(), book, buys, quantity, price);
  }

  private static Refusal insufficient(BigDecimal needed, BigDecimal available) {
    return Refusal.margin(
        "Insufficient funds. Required margin is %s but available margin is %s."
            .formatted(Figures.money(needed), Figures.money(available)));
  }

  Refusal refusal(VenueReply.Refused refused) {
    return switch (refused.reason()) {
      case INSUFFICIENT_POSITION, NOT_SHORTABLE -> Refusal.holding(refused.text());
      case INSUFFICIENT_FUNDS -> Refusal.margin(refused.text());
      case INVALID_PRICE, INVALID_QUANTITY, INVALID_REQUEST -> Refusal.input(refused.text());
      default -> Refusal.order(refused.text());
    };
  }

  static boolean isTooLate(VenueReply.Refused refused) {
    return refused.reason() == RejectReason.TOO_LATE;
  }
}
