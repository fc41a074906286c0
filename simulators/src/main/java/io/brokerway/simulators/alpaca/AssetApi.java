package io.brokerway.simulators.alpaca;

import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;

/** {@code /v2/assets}. */
final class AssetApi {
  private final Assets assets;

  AssetApi(Assets assets) {
    this.assets = assets;
  }

  HttpReply list(HttpCall call) {
    var assetClass = call.parameter("asset_class").orElse(Assets.EQUITY);
    var answer = Json.array();
    if (call.parameter("status").orElse("active").equals("active")) {
      assets.all().stream()
          .filter(listed -> Assets.assetClass(listed).equals(assetClass))
          .forEach(listed -> answer.add(Assets.json(listed)));
    }
    return HttpReply.json(200, answer);
  }

  HttpReply one(String nameOrId) {
    return assets
        .find(nameOrId)
        .filter(listed -> !listed.isOption())
        .map(listed -> HttpReply.json(200, Assets.json(listed)))
        .orElseThrow(() -> Refusal.notFound("asset not found for " + nameOrId));
  }
}
