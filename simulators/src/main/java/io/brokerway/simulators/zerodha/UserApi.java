package io.brokerway.simulators.zerodha;

import io.brokerway.simulators.Json;
import tools.jackson.databind.node.ObjectNode;

/** {@code /user}: who is logged in. */
final class UserApi {
  private final Directory directory;

  UserApi(Directory directory) {
    this.directory = directory;
  }

  /** What the exchange of a token answers. */
  ObjectNode session(KiteLogin login) {
    var user = directory.user(login.userId()).orElseThrow();
    return profile(user)
        .put("api_key", login.apiKey())
        .put("access_token", login.accessToken())
        .put("public_token", login.publicToken())
        .put("enctoken", "")
        .put("refresh_token", login.refreshToken())
        .put("silo", "")
        .put("login_time", Ist.text(login.loggedInAt()));
  }

  ObjectNode profile(KiteUser user) {
    var json =
        Json.object()
            .put("user_id", user.id())
            .put("user_type", "individual")
            .put("email", user.email())
            .put("user_name", user.name())
            .put("user_shortname", user.shortName())
            .put("broker", "ZERODHA");
    json.putArray("exchanges").add("NSE").add("BSE");
    json.putArray("products").add("CNC").add("NRML").add("MIS").add("CO");
    json.putArray("order_types").add("MARKET").add("LIMIT").add("SL").add("SL-M");
    json.putNull("avatar_url");
    json.putObject("meta").put("demat_consent", "consent");
    return json;
  }

  ObjectNode full(KiteUser user) {
    var json =
        profile(user)
            .put("twofa_type", "totp")
            .put("phone", "*0000")
            .put("pan", "*0000A")
            .put("password_timestamp", "2025-01-01 10:00:00")
            .put("twofa_timestamp", "2025-01-01 10:00:00");
    json.putArray("bank_accounts")
        .addObject()
        .put("name", "DEMO BANK")
        .put("branch", "DEMO")
        .put("account", "*0000");
    json.putArray("dp_ids").add("1208160000000001");
    json.putArray("tags");
    var meta = json.putObject("meta").put("poa", "ddpi").put("silo", "");
    meta.putArray("account_blocks");
    return json;
  }
}
