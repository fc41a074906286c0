package io.brokerway.exchange;

import io.brokerway.broker.account.TransactionType;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.exchange.VenueEvent.Binding;
import io.brokerway.exchange.VenueEvent.Trail;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.exchange.tape.PriceSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out commands: checks them, and emits what follows. Guarded by its venue's lock. */
final class Dealer {
  private final VenueConfig config;
  private final PriceSource prices;
  private final Ledger ledger;
  private final Recorder recorder;
  private final Matching matching;
  private final Contingencies contingencies;
  private final Gate gate;
  private final CombinationEntry combinations;

  Dealer(
      VenueConfig config,
      PriceSource prices,
      Ledger ledger,
      Recorder recorder,
      Matching matching,
      Contingencies contingencies) {
    this.config = config;
    this.prices = prices;
    this.ledger = ledger;
    this.recorder = recorder;
    this.matching = matching;
    this.contingencies = contingencies;
    var options = new OptionGate(config, prices);
    this.gate = new Gate(config, prices, matching, options);
    this.combinations = new CombinationEntry(config, prices, recorder, options);
  }

  void openAccount(String key, AccountTerms terms, BigDecimal cash, Instant at) {
    if (ledger.account(key) != null) {
      return;
    }
    recorder.emit(
        new VenueEvent.AccountOpened(
            at, key, terms.currency().code(), terms.multiplier(), terms.shorting()));
    if (cash.signum() > 0) {
      moveCash(key, TransactionType.DEPOSIT, cash, "opening deposit", at);
    }
  }

  void list(Listed listed, Instant at) {
    if (ledger.find(listed.symbol()).isEmpty()) {
      recorder.emit(VenueEvent.InstrumentListed.of(listed, at));
    }
  }

  void moveCash(
      String key, TransactionType type, BigDecimal amount, String description, Instant at) {
    recorder.emit(
        new VenueEvent.CashMoved(
            at, key, config.ids().get().toString(), type, amount, description));
  }

  void moveHolding(
      LiveAccount account, Listed listed, BigDecimal quantity, String description, Instant at) {
    recorder.emit(
        new VenueEvent.HoldingMoved(
            at,
            account.key,
            config.ids().get().toString(),
            listed.symbol(),
            Amounts.trimmed(quantity),
            prices.quote(listed, at).last(),
            description));
  }

  VenueReply place(NewOrder order, LiveAccount account, DuplicateRule duplicates, Instant at) {
    var original = account.byClientId.get(order.clientOrderId());
    if (original != null && duplicates != DuplicateRule.ALLOW) {
      return duplicate(original, duplicates);
    }
    try {
      return order.orderClass() == OrderClass.MULTI_LEG
          ? enterCombination(order, account, at)
          : enter(order, account, at);
    } catch (Refusal refusal) {
      return refusal.reply();
    } catch (Unpriced unpriced) {
      return unpriced.refusal();
    }
  }

  static VenueReply duplicate(LiveOrder original, DuplicateRule rule) {
    return rule == DuplicateRule.RETURN_ORIGINAL
        ? new VenueReply.Accepted(original.snapshot(), true)
        : new VenueReply.Refused(
            RejectReason.DUPLICATE_CLIENT_ORDER_ID,
            "the account has an order with the client order id " + original.clientOrderId);
  }

  private VenueReply enter(NewOrder order, LiveAccount account, Instant at) {
    var listed = tradable(order, account);
    OrderRules.check(order, listed, at);
    checkMarketIsOpen(order.terms(), listed, at);
    var exits = order.orderClass() == OrderClass.OCO;
    var terms = exits ? exit(order, order.takeProfit()) : order.terms();
    var binding = admit(order, account, listed, terms, at);
    var id = newId();
    var legs = legs(order, id, listed, at);
    recorder.emit(
        new VenueEvent.OrderPlaced(
            at,
            id,
            account.key,
            order.clientOrderId(),
            order.orderClass(),
            listed.symbol(),
            order.side(),
            terms,
            units(order),
            notional(order),
            order.allOrNone(),
            false,
            true,
            binding,
            null,
            legs.stream().map(VenueEvent.OrderPlaced::id).toList(),
            null,
            Expiry.of(terms, listed, prices, at),
            trail(terms, order.side(), listed, at)));
    legs.forEach(recorder::emit);
    return work(ledger.require(id), at);
  }

  private Listed tradable(NewOrder order, LiveAccount account) {
    var instrument = order.instrument();
    if (instrument == null) {
      throw new IllegalStateException("an order without an instrument was let through");
    }
    return tradable(instrument, account);
  }

  private Listed tradable(Instrument instrument, LiveAccount account) {
    var listed =
        ledger
            .find(instrument.symbol())
            .orElseThrow(() ->
                new Refusal(
                    RejectReason.UNKNOWN_INSTRUMENT,
                    "the venue does not trade " + instrument.symbol()));
    if (!listed.instrument().currency().equals(account.terms.currency())) {
      throw new Refusal(
          RejectReason.NOT_TRADABLE,
          "%s trades in %s, the account is in %s"
              .formatted(
                  listed.symbol(), listed.instrument().currency(), account.terms.currency()));
    }
    return listed;
  }

  private void checkMarketIsOpen(OrderTerms terms, Listed listed, Instant at) {
    var atOnce = terms.timeInForce() == TimeInForce.IOC || terms.timeInForce() == TimeInForce.FOK;
    if (atOnce && !Matching.trades(prices.hours(listed, at).session(), false)) {
      throw new Refusal(
          RejectReason.MARKET_CLOSED,
          "the market is closed: %s orders cannot wait".formatted(terms.timeInForce()));
    }
  }

  private Binding admit(
      NewOrder order, LiveAccount account, Listed listed, OrderTerms terms, Instant at) {
    var closesOnly = order.orderClass() == OrderClass.OCO;
    var one =
        new Gate.Request(account, listed, order.side(), terms, BigDecimal.ONE, closesOnly, null);
    var quantity =
        switch (order.quantity()) {
          case OrderQuantity.Units(var units) -> units;
          case OrderQuantity.Notional(var amount) ->
              Amounts.units(amount.amount(), gate.referencePrice(one, at), listed);
        };
    if (quantity.signum() == 0) {
      throw new Refusal(RejectReason.INVALID_QUANTITY, "notional is too small to buy anything");
    }
    return gate.admit(
        new Gate.Request(account, listed, order.side(), terms, quantity, closesOnly, null), at);
  }

  /** Takes an order whose legs fill together. */
  private VenueReply enterCombination(NewOrder order, LiveAccount account, Instant at) {
    var legs =
        order.legs().stream()
            .map(leg -> CombinationLeg.of(leg, tradable(leg.instrument(), account)))
            .toList();
    checkMarketIsOpen(order.terms(), legs.getFirst().listed(), at);
    return work(ledger.require(combinations.enter(order, account, legs, at)), at);
  }

  /** The orders that hang on a new one: held exits, or the second exit of an OCO order. */
  private List<VenueEvent.OrderPlaced> legs(
      NewOrder order, String parent, Listed listed, Instant at) {
    var legs = new ArrayList<VenueEvent.OrderPlaced>();
    if (order.orderClass() == OrderClass.OCO) {
      legs.add(leg(order, exit(order, order.stopLoss()), parent, listed, false, at));
      return legs;
    }
    if (order.takeProfit() != null) {
      legs.add(leg(order, exit(order, order.takeProfit()), parent, listed, true, at));
    }
    if (order.stopLoss() != null) {
      var first = legs.isEmpty();
      legs.add(leg(order, exit(order, order.stopLoss()), parent, listed, first, at));
    }
    return legs;
  }

  private VenueEvent.OrderPlaced leg(
      NewOrder order, OrderTerms terms, String parent, Listed listed, boolean counted, Instant at) {
    var oco = order.orderClass() == OrderClass.OCO;
    var id = newId();
    var side = oco ? order.side() : order.side() == Side.BUY ? Side.SELL : Side.BUY;
    return new VenueEvent.OrderPlaced(
        at,
        id,
        order.account().value(),
        id,
        order.orderClass(),
        listed.symbol(),
        side,
        terms,
        units(order),
        null,
        false,
        !oco,
        counted,
        Binding.NONE,
        parent,
        List.of(),
        null,
        oco ? Expiry.of(terms, listed, prices, at) : null,
        oco ? trail(terms, side, listed, at) : null);
  }

  private static OrderTerms exit(NewOrder order, @Nullable ExitOrder exit) {
    if (exit == null) {
      throw new IllegalStateException("a checked order has its exits");
    }
    return new OrderTerms(
        exitType(exit),
        order.terms().timeInForce(),
        order.terms().session(),
        exit.limitPrice(),
        exit.stopPrice(),
        exit.trail(),
        null,
        order.terms().goodUntil());
  }

  private static OrderType exitType(ExitOrder exit) {
    if (exit.trail() != null) {
      return OrderType.TRAILING_STOP;
    }
    if (exit.stopPrice() == null) {
      return OrderType.LIMIT;
    }
    return exit.limitPrice() == null ? OrderType.STOP : OrderType.STOP_LIMIT;
  }

  private static @Nullable BigDecimal units(NewOrder order) {
    return order.quantity() instanceof OrderQuantity.Units(var units)
        ? Amounts.trimmed(units)
        : null;
  }

  private static @Nullable BigDecimal notional(NewOrder order) {
    return order.quantity() instanceof OrderQuantity.Notional(var amount)
        ? Amounts.trimmed(amount.amount())
        : null;
  }

  private @Nullable Trail trail(OrderTerms terms, Side side, Listed listed, Instant at) {
    var offset = terms.trail();
    return offset == null
        ? null
        : Trailing.at(
            Unpriced.requireQuote(prices, listed, at).last(), offset, side == Side.BUY, listed);
  }

  /** Fills what can be filled at once, and ends what cannot wait. */
  private VenueReply work(LiveOrder order, Instant at) {
    matching.match(order, at);
    var terms = order.terms.timeInForce();
    if (order.isOpen() && (terms == TimeInForce.IOC || terms == TimeInForce.FOK)) {
      contingencies.end(
          order, OrderStatus.CANCELED, "%s: what did not fill at once".formatted(terms), at);
    }
    return new VenueReply.Accepted(order.snapshot(), false);
  }

  VenueReply cancel(LiveAccount account, String orderId, Instant at) {
    try {
      var order = open(account, orderId);
      if (order.isCombinationLeg()) {
        throw new Refusal(
            RejectReason.UNSUPPORTED_COMBINATION,
            "a leg of a multi-leg order cannot be canceled on its own");
      }
      contingencies.end(order, OrderStatus.CANCELED, "canceled by request", at);
      return new VenueReply.Accepted(order.snapshot(), false);
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  private LiveOrder open(LiveAccount account, String orderId) {
    var order = ledger.order(orderId);
    if (order == null || order.account != account) {
      throw new Refusal(RejectReason.UNKNOWN_ORDER, "the account has no order " + orderId);
    }
    if (!order.isOpen()) {
      throw new Refusal(RejectReason.TOO_LATE, text(order));
    }
    return order;
  }

  /** The answer to a command for an order that has ended. */
  static VenueReply tooLate(LiveOrder order) {
    return new VenueReply.Refused(RejectReason.TOO_LATE, text(order));
  }

  private static String text(LiveOrder ended) {
    return "the order is %s already".formatted(ended.status);
  }

  VenueReply replace(
      LiveAccount account, String orderId, OrderChange change, String clientOrderId, Instant at) {
    try {
      return replace(open(account, orderId), change, clientOrderId, at);
    } catch (Refusal refusal) {
      return refusal.reply();
    } catch (Unpriced unpriced) {
      return unpriced.refusal();
    }
  }

  private VenueReply replace(
      LiveOrder order, OrderChange change, String clientOrderId, Instant at) {
    if (order.orderClass == OrderClass.MULTI_LEG) {
      throw new Refusal(
          RejectReason.UNSUPPORTED_COMBINATION, "a multi-leg order cannot be replaced");
    }
    if (!clientOrderId.isEmpty() && order.account.byClientId.containsKey(clientOrderId)) {
      throw new Refusal(
          RejectReason.DUPLICATE_CLIENT_ORDER_ID,
          "the account has an order with the client order id " + clientOrderId);
    }
    var terms = Replacement.terms(order, change);
    OrderRules.checkTerms(terms, order.listed, at);
    var quantity = Replacement.quantity(order, change);
    var held = order.status == OrderStatus.SUSPENDED;
    var id = newId();
    recorder.emit(
        new VenueEvent.OrderPlaced(
            at,
            id,
            order.account.key,
            clientOrderId.isEmpty() ? id : clientOrderId,
            order.orderClass,
            order.listed.symbol(),
            order.side,
            terms,
            quantity,
            order.notional,
            order.allOrNone,
            held,
            order.counted,
            held || !order.counted ? Binding.NONE : admit(order, terms, quantity, at),
            order.parent,
            List.copyOf(order.legs),
            order.id,
            held ? null : Expiry.of(terms, order.listed, prices, at),
            Replacement.trail(order, terms)));
    return work(ledger.require(id), at);
  }

  private Binding admit(
      LiveOrder order, OrderTerms terms, @Nullable BigDecimal quantity, Instant at) {
    var one =
        new Gate.Request(
            order.account, order.listed, order.side, terms, BigDecimal.ONE, false, order);
    var units =
        quantity != null
            ? quantity.subtract(order.cumulative)
            : Amounts.units(order.notionalLeft(), gate.referencePrice(one, at), order.listed);
    return gate.admit(
        new Gate.Request(
            order.account,
            order.listed,
            order.side,
            terms,
            units,
            order.orderClass == OrderClass.OCO || order.parent != null,
            order),
        at);
  }

  private String newId() {
    return config.ids().get().toString();
  }
}
