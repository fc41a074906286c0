package io.brokerway.simulators.coinbase;

import io.brokerway.broker.account.AccountKey;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A portfolio: the wallets of one user that trade together.
 *
 * @param id its UUID, also the key of its account at the venue
 * @param userId the UUID of its owner
 * @param type {@code DEFAULT} for a user's first one, {@code CONSUMER} for further ones
 */
public record Portfolio(String id, String userId, String name, String type) {
  static final String DEFAULT = "DEFAULT";

  AccountKey key() {
    return new AccountKey(id);
  }

  /** The id of the wallet of a currency, the same in each life of the simulator. */
  String walletId(String currency) {
    return id("wallet:" + id + ":" + currency);
  }

  /** An id that is made up, and the same each time. */
  static String id(String name) {
    var bytes = ("coinbase:" + name).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(bytes).toString();
  }
}
