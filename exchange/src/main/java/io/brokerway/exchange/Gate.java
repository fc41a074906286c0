package io.brokerway.exchange;

import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.exchange.VenueEvent.Binding;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether an account has what an order needs, and what the order binds of it. Throws a {@link
 * Refusal}, or {@link Unpriced} if that cannot be told now.
 */
final class Gate {
  private final VenueConfig config;
  private final PriceSource prices;
  private final Matching matching;
  private final OptionGate options;

  Gate(VenueConfig config, PriceSource prices, Matching matching, OptionGate options) {
    this.config = config;
    this.prices = prices;
    this.matching = matching;
    this.options = options;
  }

  /**
   * An order that asks to be let in.
   *
   * @param quantity still to fill, in units
   * @param closesOnly whether it may only reduce a holding, as exits do
   * @param replaced the order whose place it takes: what that one binds is free for it
   */
  record Request(
      LiveAccount account,
      Listed listed,
      Side side,
      OrderTerms terms,
      BigDecimal quantity,
      boolean closesOnly,
      @Nullable LiveOrder replaced) {}

  Binding admit(Request request, Instant at) {
    var binding = binding(request, at);
    if (binding.opening().signum() == 0) {
      return binding;
    }
    if (request.closesOnly) {
      throw new Refusal(
          RejectReason.INSUFFICIENT_POSITION,
          "exits of %s units need a holding of %s that covers them"
              .formatted(request.quantity.toPlainString(), request.listed.symbol()));
    }
    var needed = binding.opening().multiply(binding.equityPerUnit());
    var replaced = request.replaced == null ? BigDecimal.ZERO : request.replaced.equityBound();
    var free = Margin.of(request.account, config.margin(), prices, at).free().add(replaced);
    if (needed.compareTo(free) > 0) {
      var multiplier = request.account.terms.multiplier();
      throw new Refusal(
          RejectReason.INSUFFICIENT_FUNDS,
          "the order needs %s of buying power, the account has %s"
              .formatted(money(needed.multiply(multiplier)), money(free.multiply(multiplier))));
    }
    return binding;
  }

  private static String money(BigDecimal amount) {
    return amount.max(BigDecimal.ZERO).setScale(2, java.math.RoundingMode.HALF_UP).toPlainString();
  }

  private Binding binding(Request request, Instant at) {
    var buy = request.side == Side.BUY;
    var closing = closable(request).min(request.quantity);
    var opening = request.quantity.subtract(closing);
    if (request.listed.isOption() && opening.signum() > 0) {
      return option(request, closing, at);
    }
    if (opening.signum() > 0 && !buy) {
      checkMayOpenShort(request, opening);
    }
    var price = referencePrice(request, at);
    var fee =
        (request.listed.isCrypto() ? config.cryptoCommission() : config.equityCommission())
            .of(request.quantity, price)
            .divide(request.quantity, MathContext.DECIMAL64);
    var perUnit =
        Margin.perUnit(request.account, request.listed, buy, price, config.margin()).add(fee);
    return new Binding(closing, opening, perUnit);
  }

  private Binding option(Request request, BigDecimal closing, Instant at) {
    if (closing.signum() > 0 || closable(request).signum() > 0) {
      throw new Refusal(
          RejectReason.INSUFFICIENT_POSITION,
          "an order does not close a holding of %s and open another"
              .formatted(request.listed.symbol()));
    }
    var buy = request.side == Side.BUY;
    var price = referencePrice(request, at);
    return options.admit(
        request.account,
        List.of(new CombinationLeg(request.listed, buy, BigDecimal.ONE)),
        request.quantity,
        buy ? price : price.negate(),
        request.replaced,
        at);
  }

  /** Units of the holding that the order may reduce. */
  private BigDecimal closable(Request request) {
    var position = request.account.positions.get(request.listed.symbol());
    var reducing = request.side == Side.BUY ? -1 : 1;
    if (position == null
        || position.quantity.signum() != reducing
        || request.side == Side.SELL_SHORT) {
      return BigDecimal.ZERO;
    }
    var own = request.replaced == null ? BigDecimal.ZERO : request.replaced.closingLeft();
    var pledged =
        request.side == Side.BUY
            ? BigDecimal.ZERO
            : options.pledged(request.account, request.listed);
    return position
        .quantity
        .abs()
        .subtract(position.closing)
        .subtract(pledged)
        .add(own)
        .max(BigDecimal.ZERO);
  }

  private void checkMayOpenShort(Request request, BigDecimal opening) {
    var held = request.account.held(request.listed);
    var flat = held.signum() <= 0;
    if (request.side == Side.SELL && !(config.sellOpensShort() && flat)) {
      throw new Refusal(
          RejectReason.INSUFFICIENT_POSITION,
          "the account holds %s %s, open orders taken off %s: it cannot sell %s"
              .formatted(
                  held.toPlainString(),
                  request.listed.symbol(),
                  closable(request).toPlainString(),
                  request.quantity.toPlainString()));
    }
    if (held.signum() > 0) {
      throw new Refusal(
          RejectReason.RULE,
          "the account holds %s %s: sell that before selling short"
              .formatted(held.toPlainString(), request.listed.symbol()));
    }
    if (request.listed.isCrypto()) {
      throw new Refusal(
          RejectReason.NOT_SHORTABLE, request.listed.symbol() + " cannot be sold short");
    }
    if (!request.account.terms.shorting()) {
      throw new Refusal(RejectReason.NOT_PERMITTED, "the account may not sell short");
    }
    if (!Amounts.isWhole(opening)) {
      throw new Refusal(
          RejectReason.INVALID_QUANTITY, "only whole shares are sold short, not fractions");
    }
  }

  /** The price at which an order is taken to fill when its cost is counted beforehand. */
  BigDecimal referencePrice(Request request, Instant at) {
    var buy = request.side == Side.BUY;
    var limit = request.terms.limitPrice();
    if (limit != null && buy) {
      return limit;
    }
    var stop = request.terms.type() == OrderType.STOP ? request.terms.stopPrice() : null;
    var own = limit == null ? stop : limit;
    if (own != null) {
      // A price of its own is enough to count by where the market's is not known.
      return touch(request, at).map(own::max).orElse(own);
    }
    return touch(request, at).orElseThrow(() -> Unpriced.of(prices, request.listed, at));
  }

  private Optional<BigDecimal> touch(Request request, Instant at) {
    var buy = request.side == Side.BUY;
    return prices
        .freshQuote(request.listed, at)
        .map(quote -> matching.slipped(buy ? quote.ask() : quote.bid(), buy, request.listed));
  }
}
