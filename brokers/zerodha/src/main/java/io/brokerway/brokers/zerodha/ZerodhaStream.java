package io.brokerway.brokers.zerodha;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.market.Quote;
import io.brokerway.kit.json.Json;
import io.brokerway.kit.stream.WebSocketClient;
import io.brokerway.kit.stream.WebSocketLine;
import io.brokerway.kit.stream.WebSocketListener;
import io.brokerway.kit.stream.WebSocketPolicy;
import io.brokerway.kit.stream.WebSocketSession;
import io.brokerway.kit.stream.WebSocketTarget;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders and prices of one login, on one socket. Kite replays nothing and remembers no
 * subscription, so every connection begins with a gap and with what is watched. Thread-safe.
 */
final class ZerodhaStream implements BrokerStream {
  private static final Logger LOG = LoggerFactory.getLogger(ZerodhaStream.class);

  private static final int FORBIDDEN = 403;

  /** Of one connection. Source: Kite Connect "WebSocket streaming", read 2026-11-23. */
  private static final int MOST_WATCHED = 3_000;

  /** Ping every 2.5 s, pong within 5 s. Source: Kite's Java SDK 3.5.1, read 2026-11-23. */
  private static final WebSocketPolicy POLICY =
      new WebSocketPolicy(
          WebSocketPolicy.DEFAULT.connectWithin(),
          Duration.ofMillis(2_500),
          Duration.ofSeconds(5),
          WebSocketPolicy.DEFAULT.firstPause(),
          WebSocketPolicy.DEFAULT.longestPause(),
          WebSocketPolicy.DEFAULT.messageLimit());

  private final Conversation conversation;
  private final Function<Instrument, @Nullable Long> tokens;
  private final WebSocketSession session;

  private ZerodhaStream(
      Conversation conversation,
      Function<Instrument, @Nullable Long> tokens,
      WebSocketSession session) {
    this.conversation = conversation;
    this.tokens = tokens;
    this.session = session;
  }

  /**
   * Opens the stream.
   *
   * @param tokens Kite's number of an instrument; null for what it does not list
   */
  static ZerodhaStream open(
      WebSocketClient client,
      WebSocketTarget target,
      AccountKey account,
      Function<Instrument, @Nullable Long> tokens,
      Clock clock,
      Listener listener) {
    var conversation = new Conversation(account, clock, listener);
    return new ZerodhaStream(conversation, tokens, client.connect(target, POLICY, conversation));
  }

  @Override
  public boolean isUp() {
    return session.isUp();
  }

  @Override
  public void watchQuotes(Set<Instrument> instruments) {
    if (instruments.size() > MOST_WATCHED) {
      throw new BrokerException.Unsupported(
          "Zerodha streams the prices of %d instruments at most".formatted(MOST_WATCHED));
    }
    var wanted = new HashMap<Long, Instrument>();
    for (var instrument : instruments) {
      var token = tokens.apply(instrument);
      if (token != null) {
        wanted.put(token, instrument);
      }
    }
    conversation.watch(wanted);
  }

  @Override
  public void close() {
    session.close();
  }

  /** What is said on the connections of one session, one after the other. */
  static final class Conversation implements WebSocketListener {
    private final AccountKey account;
    private final Clock clock;
    private final Listener listener;

    // Guarded by this.
    private Map<Long, Instrument> watched = Map.of();
    private @Nullable WebSocketLine line;

    Conversation(AccountKey account, Clock clock, Listener listener) {
      this.account = account;
      this.clock = clock;
      this.listener = listener;
    }

    /** Replaces what is watched, on this connection and on all that follow. */
    synchronized void watch(Map<Long, Instrument> wanted) {
      var open = line;
      if (open != null) {
        var gone = watched.keySet().stream().filter(token -> !wanted.containsKey(token)).toList();
        if (!gone.isEmpty()) {
          open.sendText(message("unsubscribe", gone));
        }
        subscribe(open, List.copyOf(wanted.keySet()));
      }
      watched = Map.copyOf(wanted);
    }

    /** Orders come unasked. */
    @Override
    public void onOpen(WebSocketLine opened) {
      synchronized (this) {
        line = opened;
        subscribe(opened, List.copyOf(watched.keySet()));
      }
      var since = opened.gapSince();
      opened.live();
      listener.onGap(since);
    }

    private static void subscribe(WebSocketLine open, List<Long> tokens) {
      if (!tokens.isEmpty()) {
        open.sendText(message("subscribe", tokens));
        open.sendText(message("mode", List.of("full", tokens)));
      }
    }

    private static String message(String action, List<?> value) {
      return new String(Json.write(Map.of("a", action, "v", value)), StandardCharsets.UTF_8);
    }

    @Override
    public void onMessage(WebSocketLine from, byte[] message, boolean binary) {
      try {
        if (binary) {
          ZerodhaTicks.read(message).forEach(this::tick);
        } else {
          read(Json.read(message, ZerodhaWire.Frame.class));
        }
      } catch (UnexpectedReply e) {
        LOG.warn("zerodha: contract drift on the stream, reading again instead", e);
        // What the message told is lost: everything since the last good moment is read again.
        listener.onGap(from.gapSince());
      }
    }

    private void read(ZerodhaWire.Frame frame) {
      switch (ZerodhaFigures.given("frame.type", frame.type())) {
        case "order" -> order(frame);
        case "error" -> LOG.warn("zerodha: the stream told of an error");
        default -> LOG.debug("zerodha: a message that nobody asked for");
      }
    }

    private void order(ZerodhaWire.Frame frame) {
      var data = ZerodhaFigures.present("frame.data", frame.data());
      var order = Json.read(Json.write(data), ZerodhaWire.Order.class);
      ZerodhaOrderBook.requireOwn(account, order);
      listener.onOrder(ZerodhaOrders.report(account, order));
    }

    private void tick(ZerodhaTicks.Tick tick) {
      Instrument instrument;
      synchronized (this) {
        instrument = watched.get(tick.token());
      }
      if (instrument != null) {
        listener.onQuote(
            new Quote(
                instrument,
                tick.bid(),
                tick.bid() == null ? null : tick.bidSize(),
                tick.ask(),
                tick.ask() == null ? null : tick.askSize(),
                tick.last().signum() > 0 ? tick.last() : null,
                tick.lastQuantity(),
                tick.previousClose(),
                tick.at() == null ? clock.instant() : tick.at(),
                false,
                "zerodha"));
      }
    }

    @Override
    public void onDown(String why) {
      synchronized (this) {
        line = null;
      }
      listener.onDown(why);
    }

    @Override
    public boolean onHandshakeRefused(int status) {
      if (status != FORBIDDEN) {
        return true;
      }
      listener.onLoginNeeded("Zerodha refused the session on the stream");
      return false;
    }
  }
}
