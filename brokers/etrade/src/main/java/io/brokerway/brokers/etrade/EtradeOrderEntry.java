package io.brokerway.brokers.etrade;

import static io.brokerway.brokers.etrade.EtradeFigures.opened;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.Position;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Lookup;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderRef;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import io.brokerway.kit.http.HttpOutcome;
import io.brokerway.kit.http.HttpOutcome.Answered;
import io.brokerway.kit.json.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places and cancels orders. A place has two parts: the preview, which makes no order and whose
 * loss is no unknown outcome, and the order itself, which repeats it.
 */
final class EtradeOrderEntry {
  static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(EtradeOrderEntry.class);

  private final EtradeClient client;
  private final EtradeOrderSearch search;
  private final Capabilities capabilities;
  private final Function<AccountKey, List<Position>> positions;

  EtradeOrderEntry(
      EtradeClient client,
      EtradeOrderSearch search,
      Capabilities capabilities,
      Function<AccountKey, List<Position>> positions) {
    this.client = client;
    this.search = search;
    this.capabilities = capabilities;
    this.positions = positions;
  }

  CommandOutcome place(NewOrder order, Attempt attempt) {
    EtradeOrderRules.requireSupported(order, capabilities);
    var account = order.account().value();
    EtradeWire.OrderRequest request;
    try {
      var earlier = EtradePreview.read(attempt.state());
      if (earlier.isPresent()) {
        return placeAgain(order, earlier.get(), attempt);
      }
      request = EtradeOrders.request(order, effect(order));
    } catch (BrokerException e) {
      // Only questions were asked: nothing of the order has left.
      return new CommandOutcome.NotSent(message(e), PAUSE);
    }
    return previewed(
        client.previewOrder(account, request, attempt),
        request,
        attempt,
        preview ->
            switch (client.placeOrder(account, preview.toPlace(), attempt)) {
              case HttpOutcome.NotSent notSent -> notSent(notSent);
              case HttpOutcome.Lost lost -> new CommandOutcome.Unknown(lost.why());
              case Answered answer when answer.status() == 200 ->
                  settled(() -> placed(answer, preview.request()));
              case Answered answer when EtradeErrors.isPreviewGone(answer) ->
                  new CommandOutcome.NotSent(
                      "the preview ended before its order was placed", PAUSE);
              case Answered answer -> EtradeErrors.command(answer);
            });
  }

  /** Goes on with what a preview became: only its good answer leads to an order. */
  static CommandOutcome previewed(
      HttpOutcome outcome,
      EtradeWire.OrderRequest request,
      Attempt attempt,
      Function<EtradePreview, CommandOutcome> next) {
    return switch (outcome) {
      case HttpOutcome.NotSent notSent -> notSent(notSent);
      case HttpOutcome.Lost lost ->
          new CommandOutcome.NotSent("the preview got no answer: " + lost.why(), PAUSE);
      case Answered answer when answer.status() == 200 -> {
        EtradePreview preview;
        try {
          preview = EtradePreview.of(answer, request);
        } catch (BrokerException e) {
          yield new CommandOutcome.NotSent(message(e), PAUSE);
        }
        attempt.save(preview.write());
        yield next.apply(preview);
      }
      case Answered answer -> EtradeErrors.preview(answer);
    };
  }

  /**
   * Places what an earlier try had previewed: E*TRADE takes a preview once, so at most one of both
   * makes an order. Whether the first did, the list tells, if anything.
   */
  private CommandOutcome placeAgain(NewOrder order, EtradePreview preview, Attempt attempt) {
    return switch (client.placeOrder(order.account().value(), preview.toPlace(), attempt)) {
      case HttpOutcome.NotSent notSent -> notSent(notSent);
      case HttpOutcome.Lost lost -> new CommandOutcome.Unknown(lost.why());
      case Answered answer when answer.status() == 200 ->
          settled(() -> placed(answer, preview.request()));
      case Answered answer when EtradeErrors.isPreviewGone(answer) ->
          settled(() -> earlier(order, preview));
      case Answered answer -> EtradeErrors.command(answer);
    };
  }

  private CommandOutcome earlier(NewOrder order, EtradePreview preview) {
    var found = search.candidates(order, preview.at(), Set.of());
    return found.complete() && found.value().size() == 1
        ? new CommandOutcome.Accepted(
            found.value().getFirst().brokerOrderId(), found.value().getFirst())
        : new CommandOutcome.Unknown(
            "E*TRADE no longer takes the preview, and %d orders look like it"
                .formatted(found.value().size()));
  }

  /** The order that a reply names, if it is the very one that was sent. */
  static CommandOutcome placed(Answered answer, EtradeWire.OrderRequest sent) {
    var reply = Json.read(answer.body(), EtradeWire.PlaceReply.class);
    var response = opened("PlaceOrderResponse", reply.response());
    return EtradeOrders.repeats(sent, EtradeFigures.listed(response.order()))
        ? new CommandOutcome.Accepted(EtradePreview.orderId(response), null)
        : new CommandOutcome.Unknown("E*TRADE answered with another order than the one sent");
  }

  /**
   * E*TRADE wants to know of an option order whether it opens: if the order does not say, we look.
   */
  private PositionEffect effect(NewOrder order) {
    if (order.effect() != PositionEffect.AUTOMATIC
        || !(order.instrument() instanceof Instrument.Option option)) {
      return order.effect();
    }
    var held =
        positions.apply(order.account()).stream()
            .filter(position -> position.instrument().key().equals(option.key()))
            .map(Position::quantity)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    var closes = order.side() == Side.BUY ? held.signum() < 0 : held.signum() > 0;
    return closes ? PositionEffect.CLOSE : PositionEffect.OPEN;
  }

  CommandOutcome cancel(OrderRef order, Attempt attempt) {
    String id;
    try {
      id = order.brokerOrderId() == null ? lookedUpId(order) : order.brokerOrderId();
    } catch (BrokerException e) {
      return new CommandOutcome.NotSent(message(e), PAUSE);
    }
    if (id == null) {
      return new CommandOutcome.NotSent("E*TRADE does not show the order to cancel", PAUSE);
    }
    if (!id.matches("\\d{1,18}")) {
      return new CommandOutcome.Rejected(
          RejectReason.UNKNOWN_ORDER, "", "no order id of E*TRADE's");
    }
    var number = Long.parseLong(id);
    return switch (client.cancelOrder(order.account().value(), number, attempt)) {
      case HttpOutcome.NotSent notSent -> notSent(notSent);
      case HttpOutcome.Lost lost -> new CommandOutcome.Unknown(lost.why());
      case Answered answer when answer.status() == 200 -> settled(() -> canceled(id, answer));
      case Answered answer when EtradeErrors.isAbsent(answer) ->
          new CommandOutcome.Rejected(
              RejectReason.UNKNOWN_ORDER, "", EtradeProblem.of(answer).text());
      case Answered answer -> EtradeErrors.command(answer);
    };
  }

  private static CommandOutcome canceled(String id, Answered answer) {
    var reply = Json.read(answer.body(), EtradeWire.CancelReply.class);
    var canceled = opened("CancelOrderResponse", reply.response()).orderId();
    return id.equals(canceled)
        ? new CommandOutcome.Accepted(id, null)
        : new CommandOutcome.Unknown("E*TRADE answered with another order than the one to cancel");
  }

  private @Nullable String lookedUpId(OrderRef order) {
    return switch (search.lookUp(order)) {
      case Lookup.Found(var report) -> report.brokerOrderId();
      case Lookup.Absent _, Lookup.Ambiguous _ -> null;
    };
  }

  static CommandOutcome notSent(HttpOutcome.NotSent outcome) {
    return new CommandOutcome.NotSent(outcome.why(), outcome.retryAfter());
  }

  /** What an answer says; if it cannot be told, the command may have been carried out. */
  static CommandOutcome settled(Supplier<CommandOutcome> reading) {
    try {
      return reading.get();
    } catch (BrokerException e) {
      LOG.warn("etrade: the answer to an order command could not be read: {}", message(e));
      return new CommandOutcome.Unknown(message(e));
    }
  }

  static String message(BrokerException e) {
    return String.valueOf(e.getMessage());
  }
}
