package io.brokerway.brokers.tradestation;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.http.EventStream;
import io.brokerway.kit.http.HttpCall;
import io.brokerway.kit.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orders of all accounts of a login. Each connection begins with all orders of today, up to a
 * sign; from then on only changes come, and each 5 s a heartbeat. What happened between two
 * connections shows in the growth of what is filled; of orders that are seen for the first time it
 * is left to who reads the gap. Thread-safe.
 */
final class TradeStationStream implements BrokerStream, EventStream.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(TradeStationStream.class);
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final TradeStationClient client;
  private final TradeStationAccess access;
  private final Supplier<List<String>> accounts;
  private final Listener listener;
  private final Clock clock;
  private final Object state = new Object();

  // Of the thread that reads alone.
  private final TradeStationFills fills = new TradeStationFills();
  private final Map<String, OrderReport> told = new HashMap<>();
  private @Nullable Credentials used;
  private Instant goodUntil;

  private volatile boolean up;
  private volatile boolean closed;
  private @Nullable EventStream events;

  private TradeStationStream(
      TradeStationClient client,
      TradeStationAccess access,
      Supplier<List<String>> accounts,
      Listener listener,
      Clock clock) {
    this.client = client;
    this.access = access;
    this.accounts = accounts;
    this.listener = listener;
    this.clock = clock;
    this.goodUntil = clock.instant();
  }

  /**
   * Opens the stream; returns at once.
   *
   * @param accounts asked for at every connection
   */
  static TradeStationStream open(
      BrokerHttp http,
      TradeStationClient client,
      TradeStationAccess access,
      Supplier<List<String>> accounts,
      Listener listener,
      Clock clock) {
    var stream = new TradeStationStream(client, access, accounts, listener, clock);
    synchronized (stream.state) {
      stream.events = EventStream.ofObjects(http, stream::call, stream);
    }
    return stream;
  }

  private HttpCall call() {
    var reached = accounts.get();
    var credentials = access.credentials();
    used = credentials;
    return client.streamOrders(reached, credentials);
  }

  @Override
  public boolean isUp() {
    return up;
  }

  @Override
  public void close() {
    closed = true;
    up = false;
    synchronized (state) {
      if (events != null) {
        events.close();
      }
    }
  }

  @Override
  public void onEvent(String data) {
    if (closed) {
      return;
    }
    try {
      var bytes = data.getBytes(StandardCharsets.UTF_8);
      var sign = Json.read(bytes, TradeStationWire.Sign.class);
      if (sign.orderId() != null && sign.error() == null) {
        order(Json.read(bytes, TradeStationWire.Order.class));
      } else {
        sign(sign);
      }
      goodUntil = up ? clock.instant() : goodUntil;
    } catch (UnexpectedReply e) {
      LOG.warn("tradestation: contract drift on the order stream, reading again instead", e);
      // What the message told is lost: everything since the last good moment is read again.
      listener.onGap(goodUntil);
    }
  }

  private void sign(TradeStationWire.Sign sign) {
    if (sign.heartbeat() != null) {
      return;
    }
    if (sign.error() != null) {
      LOG.info("tradestation: the order stream says {}", sign.error());
      return;
    }
    switch (sign.streamStatus()) {
      case "EndSnapshot" -> live();
      // The reply ends by itself right after, and is asked for again.
      case "GoAway" -> LOG.debug("tradestation: the order stream is about to end");
      case null, default -> throw new UnexpectedReply("TradeStation's stream sent an unknown sign");
    }
  }

  private void live() {
    var since = goodUntil;
    up = true;
    listener.onGap(since);
  }

  /** A fill is told before the state that it led to; what does not change is not told again. */
  private void order(TradeStationWire.Order wire) {
    var report = TradeStationOrders.report(wire, clock.instant());
    if (fills.shrank(report)) {
      // A trade was corrected or broken: what that means for the account is read.
      listener.onAccountChanged(report.account());
    }
    fills.since(report, up).ifPresent(listener::onExecution);
    var before = told.put(report.brokerOrderId(), report);
    if (before == null || !isSame(before, report)) {
      listener.onOrder(report);
    }
  }

  private static boolean isSame(OrderReport one, OrderReport other) {
    return one.status() == other.status()
        && one.cumulativeQuantity().compareTo(other.cumulativeQuantity()) == 0
        && Objects.equals(one.averagePrice(), other.averagePrice())
        && Objects.equals(one.quantity(), other.quantity())
        && Objects.equals(one.terms(), other.terms());
  }

  @Override
  public void onDown(String why) {
    up = false;
    if (!closed) {
      listener.onDown(why);
    }
  }

  @Override
  public boolean onRefused(int status) {
    if (status == FORBIDDEN) {
      listener.onLoginNeeded("TradeStation does not let this login listen to orders");
      return false;
    }
    var refused = used;
    return status != UNAUTHORIZED || refused == null || renewed(refused);
  }

  @Override
  public boolean onNoCall(RuntimeException why) {
    if (why instanceof BrokerException.LoginNeeded) {
      listener.onLoginNeeded(String.valueOf(why.getMessage()));
      return false;
    }
    return true;
  }

  private boolean renewed(Credentials refused) {
    try {
      access.renew(refused);
      return true;
    } catch (BrokerException.LoginNeeded e) {
      listener.onLoginNeeded(String.valueOf(e.getMessage()));
      return false;
    } catch (BrokerException e) {
      LOG.info("tradestation: the login was not renewed: {}", String.valueOf(e.getMessage()));
      return true;
    }
  }
}
