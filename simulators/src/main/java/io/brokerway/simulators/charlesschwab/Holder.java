package io.brokerway.simulators.charlesschwab;

import io.brokerway.broker.account.AccountKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An account.
 *
 * @param number its digits, as the user knows it
 * @param margin whether it is a margin account, and not a cash account
 */
record Holder(String number, boolean margin, String nickName) {

  AccountKey key() {
    return new AccountKey(number);
  }

  String type() {
    return margin ? "MARGIN" : "CASH";
  }

  /** What stands for the number in addresses, another for each application. */
  String hash(String clientId) {
    return digest(clientId + ":" + number);
  }

  static String digest(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .withUpperCase()
          .formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java knows SHA-256", e);
    }
  }
}
