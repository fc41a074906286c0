package io.brokerway.simulators.charlesschwab;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;

/** {@code /userPreference}: names of the accounts, and where the streamer is. */
final class PreferenceApi {
  private static final int SHOWN_DIGITS = 3;

  HttpReply answer(Visitor visitor, HttpCall call) {
    var answer = Json.object();
    var accounts = answer.putArray("accounts");
    for (var holder : visitor.linked()) {
      accounts
          .addObject()
          .put("accountNumber", holder.number())
          .put("primaryAccount", accounts.size() == 1)
          .put("type", "BROKERAGE")
          .put("nickName", holder.nickName())
          .put("accountColor", "Green")
          .put(
              "displayAcctId",
              "..." + holder.number().substring(holder.number().length() - SHOWN_DIGITS))
          .put("autoPositionEffect", false);
    }
    answer
        .putArray("streamerInfo")
        .addObject()
        .put("streamerSocketUrl", TraderHost.streamer(call))
        .put("schwabClientCustomerId", customer(visitor))
        .put("schwabClientCorrelId", visitor.token().grant().id())
        .put("schwabClientChannel", "N9")
        .put("schwabClientFunctionId", "APIAPP");
    answer
        .putArray("offers")
        .addObject()
        .put("level2Permissions", true)
        .put("mktDataPermission", "NP");
    return HttpReply.json(200, answer);
  }

  /** What the streamer knows the user by. */
  static String customer(Visitor visitor) {
    return Holder.digest(visitor.token().grant().user()).substring(0, 32);
  }
}
