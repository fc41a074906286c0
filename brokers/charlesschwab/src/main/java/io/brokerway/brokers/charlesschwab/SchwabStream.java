package io.brokerway.brokers.charlesschwab;

import io.brokerway.broker.BrokerException;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account activity of a login. A message says which order something happened to; the order is
 * then read and told. Nothing is replayed, so every connection begins with a gap. Schwab allows one
 * connection of a user. Thread-safe.
 */
final class SchwabStream implements BrokerStream {
  private static final Logger LOG = LoggerFactory.getLogger(SchwabStream.class);

  private static final int SUCCESS = 0;
  private static final int LOGIN_DENIED = 3;
  private static final int SUBSCRIBED = 26;

  private final WebSocketSession session;
  private final SchwabOrderNews news;

  private SchwabStream(WebSocketSession session, SchwabOrderNews news) {
    this.session = session;
    this.news = news;
  }

  static SchwabStream open(
      WebSocketClient sockets, WebSocketTarget target, SchwabClient client, Listener listener) {
    var news = SchwabOrderNews.open(client, listener);
    var conversation = new Conversation(client, news);
    return new SchwabStream(sockets.connect(target, WebSocketPolicy.DEFAULT, conversation), news);
  }

  @Override
  public boolean isUp() {
    return session.isUp();
  }

  @Override
  public void close() {
    session.close();
    news.close();
  }

  /** What is said on the connections of one session, one after the other. */
  static final class Conversation implements WebSocketListener {
    private final SchwabClient client;
    private final SchwabOrderNews news;
    private SchwabWire.@Nullable StreamerInfo info;
    private @Nullable SchwabCredentials used;

    Conversation(SchwabClient client, SchwabOrderNews news) {
      this.client = client;
      this.news = news;
    }

    /** Who the user is to the streamer stands in his preferences, which are read each time. */
    @Override
    public void onOpen(WebSocketLine line) {
      try {
        var found = client.getUserPreference().body().streamerInfo();
        info = found == null || found.isEmpty() ? null : found.getFirst();
        used = client.caller().credentials();
        if (info == null) {
          line.drop("Schwab's preferences of the user name no streamer");
          return;
        }
        line.sendText(login(info, used));
      } catch (BrokerException.LoginNeeded e) {
        giveUp(line);
      } catch (BrokerException e) {
        line.drop("the preferences of the user were not read");
      }
    }

    private void giveUp(WebSocketLine line) {
      line.giveUp("Schwab refused the login on the stream");
      news.listener().onLoginNeeded("Schwab refused the login on the stream");
    }

    private static String login(SchwabWire.StreamerInfo info, SchwabCredentials credentials) {
      var parameters = new LinkedHashMap<String, String>();
      parameters.put("Authorization", credentials.tokens().accessToken().reveal());
      parameters.put("SchwabClientChannel", String.valueOf(info.schwabClientChannel()));
      parameters.put("SchwabClientFunctionId", String.valueOf(info.schwabClientFunctionId()));
      return request(info, "ADMIN", "LOGIN", "1", parameters);
    }

    private static String request(
        SchwabWire.StreamerInfo info,
        String service,
        String command,
        String id,
        Map<String, String> parameters) {
      var request =
          new SchwabWire.Request(
              service,
              command,
              id,
              info.schwabClientCustomerId(),
              info.schwabClientCorrelId(),
              parameters);
      var json = Json.write(new SchwabWire.Requests(List.of(request)));
      return new String(json, StandardCharsets.UTF_8);
    }

    @Override
    public void onMessage(WebSocketLine line, byte[] message, boolean binary) {
      try {
        read(line, Json.read(message, SchwabWire.Frame.class));
      } catch (UnexpectedReply e) {
        LOG.warn("charles_schwab: contract drift on the stream, reading again instead", e);
        news.listener().onGap(line.gapSince());
      }
    }

    private void read(WebSocketLine line, SchwabWire.Frame frame) {
      if (frame.response() == null && frame.notices() == null && frame.data() == null) {
        throw new UnexpectedReply("Schwab sent a message of no kind");
      }
      if (frame.response() != null) {
        frame.response().forEach(response -> answered(line, response));
      }
      if (frame.data() != null) {
        frame.data().forEach(this::told);
      }
    }

    private void answered(WebSocketLine line, SchwabWire.Response response) {
      var code = response.content() == null ? null : response.content().code();
      if (code == null) {
        throw new UnexpectedReply("Schwab's streamer sent an answer without a code");
      }
      var step = response.service() + " " + response.command();
      if (step.equals("ADMIN LOGIN") && code == SUCCESS) {
        subscribe(line);
      } else if (step.equals("ADMIN LOGIN") && code == LOGIN_DENIED) {
        denied(line);
      } else if (step.equals("ACCT_ACTIVITY SUBS") && (code == SUCCESS || code == SUBSCRIBED)) {
        var since = line.gapSince();
        line.live();
        news.listener().onGap(since);
      } else {
        line.drop("Schwab's streamer answered %s with code %d".formatted(step, code));
      }
    }

    private void subscribe(WebSocketLine line) {
      var parameters = Map.of("keys", "Account Activity", "fields", "0,1,2,3");
      if (info != null) {
        line.sendText(request(info, "ACCT_ACTIVITY", "SUBS", "2", parameters));
      }
    }

    /** A token that ended is renewed, and the next connection has it. */
    private void denied(WebSocketLine line) {
      try {
        if (used != null) {
          client.caller().renewed(used);
        }
        line.drop("Schwab refused the token on the stream");
      } catch (BrokerException.LoginNeeded e) {
        giveUp(line);
      } catch (BrokerException e) {
        line.drop("the token was not renewed");
      }
    }

    private void told(SchwabWire.StreamData data) {
      if (!"ACCT_ACTIVITY".equals(data.service()) || data.content() == null) {
        return;
      }
      for (var content : data.content()) {
        if (!"SUBSCRIBED".equals(content.messageType())) {
          activity(content);
        }
      }
    }

    private void activity(SchwabWire.ActivityContent content) {
      var account = new AccountKey(SchwabFigures.given("account", content.account()));
      var text = SchwabFigures.given("data", content.data());
      var message =
          Json.read(text.getBytes(StandardCharsets.UTF_8), SchwabWire.ActivityMessage.class);
      if (message.orderId() == null || !message.orderId().matches("\\d{1,19}")) {
        news.listener().onAccountChanged(account);
        return;
      }
      news.changed(account, message.orderId());
    }

    @Override
    public void onDown(String why) {
      news.listener().onDown(why);
    }
  }
}
