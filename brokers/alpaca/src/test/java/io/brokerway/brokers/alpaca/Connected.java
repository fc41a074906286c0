package io.brokerway.brokers.alpaca;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.CallRecord;
import io.brokerway.broker.Environment;
import io.brokerway.broker.VenueJournal;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A gateway and a logged-in user, as far as an adapter sees them. */
final class Connected {
  static final String KEY = "PKTESTTESTTESTTEST01";
  static final String SECRET = "canarySecretOfTheKeyPair0123456789012345";
  static final AccountKey ACCOUNT = new AccountKey("5f0c9a5e-51a4-4b3a-9a2d-0b8a6f3f1c11");

  private Connected() {}

  /** What a gateway gives an adapter; it keeps the records of the calls. */
  record Gateway(Clock clock, BrokerSettings settings, List<CallRecord> records)
      implements BrokerContext {
    static Gateway with(BrokerSettings settings) {
      return new Gateway(Clock.systemUTC(), settings, new CopyOnWriteArrayList<>());
    }

    @Override
    public Consumer<CallRecord> calls() {
      return records::add;
    }

    @Override
    public VenueJournal journal(String name) {
      throw new UnsupportedOperationException("Alpaca keeps its own books");
    }
  }

  /** A user whose key cannot be renewed. */
  record User(Environment environment, Credentials credentials) implements BrokerSession {
    @Override
    public String connection() {
      return "connection-1";
    }

    @Override
    public Credentials renew(Credentials refused) {
      throw new BrokerException.LoginNeeded("a key pair is not renewed");
    }
  }

  /** The settings under which every host of Alpaca's is one test server. */
  static BrokerSettings settings(URI rest, URI stream, String... more) {
    var values = new HashMap<String, String>();
    values.put("base-url", rest.toString());
    values.put("paper-base-url", rest.toString());
    values.put("data-url", rest.toString());
    values.put("stream-url", stream.toString());
    values.put("paper-stream-url", stream.toString());
    for (var i = 0; i < more.length; i += 2) {
      values.put(more[i], more[i + 1]);
    }
    return new BrokerSettings(values);
  }

  static Broker to(ScriptedAlpaca alpaca, String... more) {
    var stream = URI.create("ws://localhost:" + alpaca.url().getPort() + "/stream");
    var gateway = Gateway.with(settings(alpaca.url(), stream, more));
    return new AlpacaBrokerFactory().connect(user(ACCOUNT), gateway);
  }

  static User user(AccountKey account) {
    return new User(
        Environment.PAPER,
        new AlpacaKeyPair(Secret.of(KEY), Secret.of(SECRET), "").toCredentials(account.value()));
  }

  static Map<String, Secret> typed(String key, String secret) {
    return Map.of("api_key", Secret.of(key), "api_secret", Secret.of(secret));
  }
}
