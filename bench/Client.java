import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the load drivers share: HTTP, simulated Alpaca accounts, figures. */
final class Client {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Client() {}

  /** An account at the simulated broker with the login that opens it. */
  record Login(String keyId, String secret) {}

  record Answer(int status, String body) {
    /** The first value of a text field; fails if there is none. */
    String field(String name) {
      var found = Pattern.compile("\"" + name + "\":\\s*\"([^\"]+)\"").matcher(body);
      if (!found.find()) {
        throw new IllegalStateException("no " + name + " in " + status + ": " + body);
      }
      return found.group(1);
    }

    Answer ok() {
      if (status / 100 != 2) {
        throw new IllegalStateException(status + ": " + body);
      }
      return this;
    }
  }

  static Answer get(String uri, String... headers) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(uri)), headers);
  }

  static Answer post(String uri, String body, String... headers) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(uri))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)),
        headers);
  }

  private static Answer send(HttpRequest.Builder request, String... headers) throws Exception {
    for (var i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    var answer = HTTP.send(request.build(), BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body());
  }

  /** Opens a paper account at the simulated Alpaca. */
  static Login account(String simulators, int number) throws Exception {
    var key = "PKBENCH%010d".formatted(number);
    var login = new Login(key, "bench-secret-" + key.toLowerCase(Locale.ROOT));
    post(
            simulators + "/control/alpaca/accounts",
            """
            {"account_number":"PABENCH%05d","environment":"PAPER","cash":"100000000",
             "key_id":"%s","secret_key":"%s"}"""
                .formatted(number, login.keyId(), login.secret()))
        .ok();
    return login;
  }

  /** Buys one unit of each symbol by hand, past the gateway. */
  static void hold(String simulators, Login login, List<String> symbols) throws Exception {
    for (var symbol : symbols) {
      post(
              simulators + "/control/alpaca/orders",
              """
              {"key_id":"%s","order":{"symbol":"%s","qty":"1","side":"buy","type":"market",
               "time_in_force":"day"}}"""
                  .formatted(login.keyId(), symbol))
          .ok();
    }
  }

  /** Connects the account; gives the connection's id. */
  static String connect(String gateway, Login login) throws Exception {
    return post(
            gateway + "/api/v1/connections",
            """
            {"brokerId":"alpaca","loginOption":"api-key","environment":"PAPER",
             "fields":{"api_key":"%s","api_secret":"%s"}}"""
                .formatted(login.keyId(), login.secret()))
        .ok()
        .field("id");
  }

  /** Equities of the replay that the simulator lists as tradable. */
  static List<String> symbols(String simulators, Login login, String query, int count)
      throws Exception {
    var answer =
        get(
                simulators + "/alpaca/paper/v2/" + query,
                "APCA-API-KEY-ID",
                login.keyId(),
                "APCA-API-SECRET-KEY",
                login.secret())
            .ok();
    var found = new ArrayList<String>();
    var symbol = Pattern.compile("\"symbol\":\\s*\"([^\"]+)\"").matcher(answer.body());
    while (symbol.find() && found.size() < count) {
      found.add(symbol.group(1));
    }
    return found;
  }

  /** In milliseconds, of sorted nanoseconds. */
  static double quantile(List<Long> sorted, double quantile) {
    return sorted.get(Math.min(sorted.size() - 1, (int) (sorted.size() * quantile))) / 1e6;
  }
}
