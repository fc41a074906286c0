package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.login.Secret;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.kit.json.Json;
import io.brokerway.kit.stream.WebSocketClient;
import io.brokerway.kit.stream.WebSocketLine;
import io.brokerway.kit.stream.WebSocketListener;
import io.brokerway.kit.stream.WebSocketPolicy;
import io.brokerway.kit.stream.WebSocketSession;
import io.brokerway.kit.stream.WebSocketTarget;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user channel. It tells states of orders, whose sequence numbers leave no gap; single fills
 * are read apart. Thread-safe.
 */
final class CoinbaseStream implements BrokerStream {
  private static final Logger LOG = LoggerFactory.getLogger(CoinbaseStream.class);
  private static final String USER = "user";

  private final WebSocketSession session;

  private CoinbaseStream(WebSocketSession session) {
    this.session = session;
  }

  /**
   * Opens the stream.
   *
   * @param token asked for at every connection: it is good for two minutes
   */
  static CoinbaseStream open(
      WebSocketClient client,
      WebSocketTarget target,
      CoinbaseSeat seat,
      Supplier<Secret> token,
      Listener listener) {
    return new CoinbaseStream(
        client.connect(target, WebSocketPolicy.DEFAULT, new Conversation(seat, token, listener)));
  }

  @Override
  public boolean isUp() {
    return session.isUp();
  }

  @Override
  public void close() {
    session.close();
  }

  /** What is said on the connections of one session, one after the other. */
  static final class Conversation implements WebSocketListener {
    private final CoinbaseSeat seat;
    private final Supplier<Secret> token;
    private final Listener listener;
    private long lastSequence = -1;
    private boolean listening;

    Conversation(CoinbaseSeat seat, Supplier<Secret> token, Listener listener) {
      this.seat = seat;
      this.token = token;
      this.listener = listener;
    }

    /** Within five seconds, or Coinbase ends the connection; quiet ones need the heartbeats. */
    @Override
    public void onOpen(WebSocketLine line) {
      lastSequence = -1;
      listening = false;
      line.sendText(subscribe("heartbeats"));
      line.sendText(subscribe(USER));
    }

    private String subscribe(String channel) {
      var message = new CoinbaseWire.Subscribe("subscribe", channel, null, token.get().reveal());
      return new String(Json.write(message), StandardCharsets.UTF_8);
    }

    @Override
    public void onMessage(WebSocketLine line, byte[] message, boolean binary) {
      try {
        var frame = Json.read(message, CoinbaseWire.Frame.class);
        if (isNext(line, frame)) {
          read(line, frame);
        }
      } catch (UnexpectedReply e) {
        LOG.warn("coinbase: contract drift on the user channel, reading again instead", e);
        // What the message told is lost: everything since the last good moment is read again.
        listener.onGap(line.gapSince());
      }
    }

    /** Whether a message is new; a number that was left out ends the connection. */
    private boolean isNext(WebSocketLine line, CoinbaseWire.Frame frame) {
      var sequence = frame.sequence();
      if (sequence == null) {
        return true;
      }
      if (sequence <= lastSequence) {
        return false;
      }
      var missed = lastSequence >= 0 && sequence > lastSequence + 1;
      lastSequence = sequence;
      if (missed) {
        line.drop("a message of Coinbase's user channel was lost");
      }
      return !missed;
    }

    private void read(WebSocketLine line, CoinbaseWire.Frame frame) {
      if ("error".equals(frame.type())) {
        refused(line, frame.message() == null ? "" : frame.message());
        return;
      }
      switch (frame.channel()) {
        case USER -> user(line, frame);
        case "subscriptions", "heartbeats" -> {
          // The snapshot of the user channel says that it is open.
        }
        case null -> throw CoinbaseFigures.missing("channel");
        default -> LOG.debug("coinbase: a message of a channel that nobody asked for");
      }
    }

    private void refused(WebSocketLine line, String message) {
      var lower = message.toLowerCase(Locale.ROOT);
      if (lower.contains("auth") || lower.contains("jwt")) {
        line.giveUp("Coinbase refused the login on the user channel");
        listener.onLoginNeeded("Coinbase refused the login on the user channel");
        return;
      }
      line.drop("Coinbase's user channel said: %.200s".formatted(message));
    }

    private void user(WebSocketLine line, CoinbaseWire.Frame frame) {
      var events = frame.events();
      if (events == null) {
        throw CoinbaseFigures.missing("events");
      }
      if (!listening) {
        listening = true;
        var since = line.gapSince();
        line.live();
        listener.onGap(since);
      }
      var at = CoinbaseFigures.instant("timestamp", frame.timestamp());
      for (var event : events) {
        var orders = event.orders();
        if (orders != null) {
          orders.forEach(order -> order(order, at));
        }
      }
    }

    private void order(CoinbaseWire.StreamOrder order, Instant at) {
      var portfolio = order.portfolio();
      if (portfolio == null || portfolio.isEmpty() || portfolio.equals(seat.portfolio())) {
        listener.onOrder(report(seat, order, at));
      }
    }

    @Override
    public void onDown(String why) {
      listener.onDown(why);
    }
  }

  /** An order as the stream tells it: how it stands, not by which terms. */
  static OrderReport report(CoinbaseSeat seat, CoinbaseWire.StreamOrder order, Instant at) {
    var filled = CoinbaseFigures.figure("cumulative_quantity", order.cumulativeQuantity());
    var cumulative = filled == null ? BigDecimal.ZERO : filled;
    return new OrderReport(
        seat.account(),
        CoinbaseFigures.text("order_id", order.orderId()),
        order.clientOrderId(),
        OrderClass.SIMPLE,
        CoinbaseSymbols.instrument(order.productId()),
        CoinbaseOrders.side(order.side()),
        null,
        quantity(order, cumulative),
        null,
        CoinbaseOrders.status(order.status(), false, cumulative),
        cumulative,
        CoinbaseFigures.price("avg_price", order.averagePrice()),
        null,
        null,
        CoinbaseOrders.text(order.rejectReason(), order.cancelReason()),
        CoinbaseFigures.instantIfThere("creation_time", order.creationTime()),
        at,
        List.of());
  }

  /** What is left of an order at the market may be money: then its quantity is not told. */
  private static @Nullable BigDecimal quantity(
      CoinbaseWire.StreamOrder order, BigDecimal cumulative) {
    var leaves = CoinbaseFigures.figure("leaves_quantity", order.leavesQuantity());
    var atMarket = "Market".equalsIgnoreCase(order.orderType());
    return leaves == null || atMarket ? null : cumulative.add(leaves);
  }
}
