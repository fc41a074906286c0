package io.brokerway.faults;

/** The two accounts that the tests trade on: one at the simulated Alpaca, one on paper. */
record Accounts(String alpaca, String paper) {

  static Accounts connect(Api api, Login login) {
    return new Accounts(
        connect(
            api,
            Json.object(
                "brokerId",
                "alpaca",
                "loginOption",
                "api-key",
                "environment",
                "PAPER",
                "fields",
                java.util.Map.of("api_key", login.key(), "api_secret", login.secret()))),
        connect(
            api,
            Json.object(
                "brokerId",
                "paper",
                "loginOption",
                "paper",
                "environment",
                "PAPER",
                "fields",
                java.util.Map.of("initial_balance", "10000000"))));
  }

  /** A key pair of the simulated Alpaca's. */
  record Login(String key, String secret) {}

  String of(String broker) {
    return switch (broker) {
      case "alpaca" -> alpaca;
      case "paper" -> paper;
      default -> throw new IllegalArgumentException(broker);
    };
  }

  private static String connect(Api api, String request) {
    var answer =
        api.post("/api/v1/connections", request)
            .orElseThrow(() -> new AssertionError("no answer to a connect"));
    if (answer.status() / 100 != 2) {
      throw new AssertionError("connect answered " + answer.status() + ": " + answer.body());
    }
    var connection = answer.body().path("id").asString();
    for (var account : api.get("/api/v1/accounts").path("items")) {
      if (account.path("connectionId").asString().equals(connection)) {
        return account.path("id").asString();
      }
    }
    throw new AssertionError("the connection " + connection + " has no account");
  }
}
