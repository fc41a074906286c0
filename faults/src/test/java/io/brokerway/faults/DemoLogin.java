package io.brokerway.faults;

import java.util.Locale;

/** The logins that every simulator has and prints at its start. */
final class DemoLogin {
  private DemoLogin() {}

  static Accounts.Login first(Api simulators) {
    for (var login : simulators.get("/control/alpaca/logins")) {
      if (login.path("environment").asString().equals("PAPER")) {
        var key = login.path("key_id").asString();
        return new Accounts.Login(key, "demo-secret-of-" + key.toLowerCase(Locale.ROOT));
      }
    }
    throw new AssertionError("the simulators have no paper login");
  }
}
