package io.brokerway.simulators.coinbase;

import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenuePosition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The wallets of a portfolio: one in dollars, one for each coin that trades here. */
final class Wallets {
  static final String DOLLARS = "USD";

  private final Venue venue;
  private final Products products;

  Wallets(Venue venue, Products products) {
    this.venue = venue;
    this.products = products;
  }

  List<Wallet> of(Portfolio portfolio) {
    var snapshot = venue.snapshot(portfolio.key());
    var balance = snapshot.balance();
    var free = balance.nonMarginableBuyingPower().min(balance.cash()).max(BigDecimal.ZERO);
    var wallets = new ArrayList<Wallet>();
    wallets.add(
        new Wallet(
            portfolio.walletId(DOLLARS),
            DOLLARS,
            "Cash (USD)",
            true,
            free,
            balance.cash().subtract(free)));
    for (var product : products.traded()) {
      wallets.add(wallet(portfolio, product, snapshot.positions()));
    }
    return wallets;
  }

  Optional<Wallet> find(Portfolio portfolio, String id) {
    return of(portfolio).stream().filter(wallet -> wallet.id().equals(id)).findFirst();
  }

  private static Wallet wallet(
      Portfolio portfolio, Product product, List<VenuePosition> positions) {
    var held =
        positions.stream()
            .filter(position -> position.listed().equals(product.listed()))
            .findFirst();
    var available = held.map(VenuePosition::available).orElse(BigDecimal.ZERO);
    var total = held.map(VenuePosition::quantity).orElse(BigDecimal.ZERO);
    return new Wallet(
        portfolio.walletId(product.base()),
        product.base(),
        product.base() + " Wallet",
        false,
        available,
        total.subtract(available));
  }
}
