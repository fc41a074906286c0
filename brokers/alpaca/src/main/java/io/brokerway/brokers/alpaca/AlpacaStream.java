package io.brokerway.brokers.alpaca;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerStream;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.kit.json.Json;
import io.brokerway.kit.stream.WebSocketClient;
import io.brokerway.kit.stream.WebSocketLine;
import io.brokerway.kit.stream.WebSocketListener;
import io.brokerway.kit.stream.WebSocketPolicy;
import io.brokerway.kit.stream.WebSocketSession;
import io.brokerway.kit.stream.WebSocketTarget;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trade stream of one account. Alpaca replays nothing, so every connection begins with a gap
 * that the listener fills by reading. Thread-safe.
 */
final class AlpacaStream implements BrokerStream {
  private static final Logger LOG = LoggerFactory.getLogger(AlpacaStream.class);

  private static final String TRADE_UPDATES = "trade_updates";
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /** Ping every 10 s, pong within 5 s. Source: Alpaca's JS SDK 4.0.2, read 2026-11-23. */
  private static final WebSocketPolicy POLICY = WebSocketPolicy.DEFAULT;

  /** How long Alpaca may take to let a connection in and to confirm what it listens to. */
  private static final Duration LOGIN_WITHIN = Duration.ofSeconds(10);

  private static final String LISTEN =
      new String(Json.write(AlpacaWire.Listen.to(TRADE_UPDATES)), StandardCharsets.UTF_8);

  private final WebSocketSession session;

  private AlpacaStream(WebSocketSession session) {
    this.session = session;
  }

  static AlpacaStream open(
      WebSocketClient client,
      WebSocketTarget target,
      Supplier<AlpacaCredentials> credentials,
      AccountKey account,
      Listener listener) {
    return new AlpacaStream(
        client.connect(target, POLICY, new Conversation(credentials, account, listener)));
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
    private final Supplier<AlpacaCredentials> credentials;
    private final AccountKey account;
    private final Listener listener;
    private CountDownLatch listening = new CountDownLatch(1);

    Conversation(Supplier<AlpacaCredentials> credentials, AccountKey account, Listener listener) {
      this.credentials = credentials;
      this.account = account;
      this.listener = listener;
    }

    @Override
    public void onOpen(WebSocketLine line) {
      listening = new CountDownLatch(1);
      dropUnless(listening, line);
      line.sendText(credentials.get().authenticateMessage());
    }

    /** A connection that is open but never let in would look alive for ever. */
    private static void dropUnless(CountDownLatch listening, WebSocketLine line) {
      Thread.ofVirtual()
          .name("alpaca-stream-login")
          .start(() -> {
            try {
              if (!listening.await(LOGIN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                line.drop("Alpaca did not let the stream in within " + LOGIN_WITHIN);
              }
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            }
          });
    }

    /** Alpaca sends JSON in binary frames, and in text frames too: both are read alike. */
    @Override
    public void onMessage(WebSocketLine line, byte[] message, boolean binary) {
      try {
        read(line, Json.read(message, AlpacaWire.Frame.class));
      } catch (UnexpectedReply e) {
        LOG.warn("alpaca: contract drift on the trade stream, reading again instead", e);
        // What the message told is lost: everything since the last good moment is read again.
        listener.onGap(line.gapSince());
      }
    }

    private void read(WebSocketLine line, AlpacaWire.Frame frame) {
      var data = frame.data();
      if (data == null || frame.stream() == null) {
        refuse(line, frame);
        return;
      }
      switch (frame.stream()) {
        case "authorization" -> authorized(line, data);
        case "listening" -> listening(line, data);
        case TRADE_UPDATES -> update(data);
        default -> LOG.debug("alpaca: a message of a stream that nobody asked for");
      }
    }

    private static void refuse(WebSocketLine line, AlpacaWire.Frame frame) {
      var text = frame.data() == null ? null : frame.data().errorMessage();
      line.drop("Alpaca's trade stream said: " + (text == null ? "nothing readable" : text));
    }

    private void authorized(WebSocketLine line, AlpacaWire.FrameData data) {
      if ("authorized".equals(data.status())) {
        line.sendText(LISTEN);
        return;
      }
      if ("unauthorized".equals(data.status())) {
        listening.countDown();
        line.giveUp("Alpaca refused the key on the trade stream");
        listener.onLoginNeeded("Alpaca refused the key on the trade stream");
        return;
      }
      throw new UnexpectedReply("Alpaca sent an unknown status of the authorization");
    }

    private void listening(WebSocketLine line, AlpacaWire.FrameData data) {
      if (data.streams() == null || !data.streams().contains(TRADE_UPDATES)) {
        line.drop("Alpaca does not offer the trade stream to this login");
        return;
      }
      listening.countDown();
      var since = line.gapSince();
      line.live();
      listener.onGap(since);
    }

    /** A fill is told before the state that it led to. */
    private void update(AlpacaWire.FrameData event) {
      switch (event.event()) {
        case "fill", "partial_fill" -> filled(event);
        case "accepted",
            "pending_new",
            "new",
            "held",
            "canceled",
            "expired",
            "done_for_day",
            "rejected",
            "stopped",
            "suspended",
            "calculated",
            "pending_cancel",
            "pending_replace",
            "replaced",
            // The request was refused: the order's state is as it was.
            "order_cancel_rejected",
            "order_replace_rejected" ->
            listener.onOrder(AlpacaOrders.report(account, event));
        case null, default -> unknownEvent(event);
      }
    }

    private void filled(AlpacaWire.FrameData event) {
      var report = AlpacaOrders.report(account, event);
      var execution = AlpacaOrders.execution(account, event);
      if (execution != null) {
        listener.onExecution(execution);
      }
      listener.onOrder(report);
    }

    /** Restated, or one that Alpaca added: the state tells what is known, the account is read. */
    private void unknownEvent(AlpacaWire.FrameData event) {
      listener.onOrder(AlpacaOrders.report(account, event));
      listener.onAccountChanged(account);
    }

    @Override
    public void onDown(String why) {
      listening.countDown();
      listener.onDown(why);
    }

    @Override
    public boolean onHandshakeRefused(int status) {
      if (status != UNAUTHORIZED && status != FORBIDDEN) {
        return true;
      }
      listener.onLoginNeeded("Alpaca refused the key on the trade stream");
      return false;
    }
  }
}
