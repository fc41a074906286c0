package io.brokerway.brokers.paper;

import io.brokerway.broker.Broker;
import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerSession;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.CallRecord;
import io.brokerway.broker.Environment;
import io.brokerway.broker.QuoteSource;
import io.brokerway.broker.VenueJournal;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.exchange.InMemoryJournal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A gateway's side of the paper broker: a context with a journal that outlives a restart. */
final class PaperHouse implements AutoCloseable {
  final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T15:00:00Z"));

  /** The user's own connections that lend quotes. */
  final List<QuoteSource> sources = new ArrayList<>();

  /** The operator's settings. */
  final Map<String, String> settings = new HashMap<>();

  private final Map<String, VenueJournal> journals = new HashMap<>();
  private PaperBrokerFactory factory = new PaperBrokerFactory();

  Broker open(Map<String, String> fields) {
    var secrets =
        fields.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, field -> Secret.of(field.getValue())));
    var request = new LoginRequest("paper", Environment.PAPER, secrets, Map.of(), null, null);
    var step = factory.login(context()).begin(request);
    if (step instanceof LoginStep.LoggedIn(var credentials, var unused)) {
      return factory.connect(new Session(credentials), context());
    }
    throw new AssertionError("paper logs in at once, not by " + step);
  }

  AccountKey account(Broker broker) {
    return broker.fetchAccounts().value().getFirst().key();
  }

  /** A new process over the same journal. */
  Broker restart(AccountKey account) {
    factory.close();
    factory = new PaperBrokerFactory();
    return open(Map.of("account_id", account.value()));
  }

  private BrokerContext context() {
    return new BrokerContext() {
      @Override
      public Clock clock() {
        return clock;
      }

      @Override
      public BrokerSettings settings() {
        return new BrokerSettings(settings);
      }

      @Override
      public Consumer<CallRecord> calls() {
        return call -> {};
      }

      @Override
      public VenueJournal journal(String name) {
        return journals.computeIfAbsent(name, _ -> new InMemoryJournal());
      }

      @Override
      public QuoteSource quotes(String connection) {
        return sources.stream()
            .filter(source -> source.connection().equals(connection))
            .findFirst()
            .orElseThrow();
      }

      @Override
      public List<QuoteSource> quoteSources() {
        return sources.stream().filter(source -> source.trouble().isEmpty()).toList();
      }
    };
  }

  @Override
  public void close() {
    factory.close();
  }

  private record Session(Credentials credentials) implements BrokerSession {
    @Override
    public String connection() {
      return "test";
    }

    @Override
    public Environment environment() {
      return Environment.PAPER;
    }

    @Override
    public Credentials renew(Credentials refused) {
      return credentials;
    }
  }
}
