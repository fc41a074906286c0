package io.brokerway.faults;

/** The logins that the simulators print for the demo. */
final class DemoLogin {
  private DemoLogin() {}

  static Accounts.Login first(Api simulators) {
    var login = simulators.get("/logins.json").path("alpaca").path(0);
    return new Accounts.Login(
        login.path("key_id").asString(), login.path("secret_key").asString());
  }
}
