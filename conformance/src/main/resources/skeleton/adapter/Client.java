package io.brokerway.brokers.__package__;

import io.brokerway.broker.CallPriority;
import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.http.HttpCall;
import io.brokerway.kit.json.Json;
import java.net.URI;
import java.time.Instant;
import java.util.function.Supplier;

/** __Title__'s endpoints, one method each, named as __Title__ names them. Thread-safe. */
final class __Name__Client {
  static final String BUDGET = "calls";

  private static final int OK = 200;

  private final BrokerHttp http;
  private final __Name__Config config;
  private final String connection;
  private final Supplier<__Name__Credentials> credentials;

  /**
   * A client for one login.
   *
   * @param connection our id of the connection; empty before there is one
   * @param credentials asked at every call
   */
  __Name__Client(
      BrokerHttp http,
      __Name__Config config,
      String connection,
      Supplier<__Name__Credentials> credentials) {
    this.http = http;
    this.config = config;
    this.connection = connection;
    this.credentials = credentials;
  }

  /**
   * An answer to a question.
   *
   * @param startedAt when it was asked, on the broker's clock
   */
  record Reply<T>(T body, Instant startedAt) {}

  /** The accounts of the login; path and reply are to be those of __Title__. */
  Reply<__Name__Wire.Accounts> accounts() {
    return ask(get("accounts", "/accounts", CallPriority.INTERACTIVE), __Name__Wire.Accounts.class);
  }

  private HttpCall.Builder get(String operation, String path, CallPriority priority) {
    var call =
        HttpCall.get(operation, URI.create(config.baseUrl() + path))
            .connection(connection)
            .priority(priority)
            .draws(BUDGET, connection.isEmpty() ? "logins" : connection)
            .deadline(config.timeout());
    return credentials.get().sign(call);
  }

  private <T> Reply<T> ask(HttpCall.Builder builder, Class<T> type) {
    var call = builder.build();
    var answer = http.ask(call);
    if (answer.status() != OK) {
      throw __Name__Errors.question(call.operation(), answer);
    }
    return new Reply<>(Json.read(answer.body(), type), answer.askedAt());
  }
}
