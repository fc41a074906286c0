package io.brokerway.simulators.coinbase;

import io.brokerway.broker.CurrencyCode;
import io.brokerway.exchange.tape.PriceSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What trades here: the coins that the exchange has in dollars, and the same in the dollar coin.
 */
final class Products {
  private final Map<String, Product> byId = new LinkedHashMap<>();
  private final PriceSource prices;

  Products(PriceSource prices) {
    this.prices = prices;
    for (var listed : prices.listings()) {
      if (listed.isCrypto() && listed.instrument().currency().equals(CurrencyCode.USD)) {
        var product = Product.of(listed);
        byId.put(product.id(), product);
        var alias = product.inDollarCoin();
        byId.put(alias.id(), alias);
      }
    }
  }

  PriceSource prices() {
    return prices;
  }

  List<Product> all() {
    return List.copyOf(byId.values());
  }

  /** Those that trade in dollars, one for each coin. */
  List<Product> traded() {
    return byId.values().stream().filter(product -> !product.isAlias()).toList();
  }

  Optional<Product> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Product require(String id) {
    return find(id).orElseThrow(() -> Refusal.notFound("product %s not found".formatted(id)));
  }
}
