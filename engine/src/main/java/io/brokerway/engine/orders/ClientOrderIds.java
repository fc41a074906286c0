package io.brokerway.engine.orders;

import io.brokerway.broker.order.OrderIdentity.IdFormat;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Derives the id that a broker sees from the install's secret and the client's key: the same
 * request has the same id for ever, even after a restore of an older copy, so that a broker that
 * enforces ids refuses the twin. Two installs never share one.
 */
final class ClientOrderIds {
  private static final String PURPOSE = "client-order-id";
  private static final int RADIX = 36;
  private static final int MOST_CHARACTERS = 28;
  private static final int UUID_BYTES = 16;
  private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
  private static final long VERSION_8 = 0x8000L;
  private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  /** The install's secret at work. */
  interface Mac {
    byte[] of(String purpose, byte[]... parts);
  }

  private final Mac mac;
  private final String prefix;

  ClientOrderIds(Mac mac, String prefix) {
    this.mac = mac;
    this.prefix = prefix;
  }

  String of(KeyScope scope, IdFormat format) {
    var hash =
        mac.of(
            PURPOSE,
            bytes(scope.tenant().value()),
            bytes(scope.user()),
            bytes(scope.route()),
            bytes(scope.key()));
    return switch (format.alphabet()) {
      case BASE36 -> prefix + tail(hash, RADIX, format.maxLength() - prefix.length());
      // Digits have no room for a prefix of letters: the hash alone tells installs apart.
      case DIGITS -> nonZero(tail(hash, 10, format.maxLength()));
      case UUID -> uuid(hash).toString();
    };
  }

  private static String tail(byte[] hash, int radix, int room) {
    var text = new BigInteger(1, hash).toString(radix);
    var length = Math.min(Math.min(room, MOST_CHARACTERS), text.length());
    return text.substring(text.length() - length);
  }

  /** Some brokers read digits as a number: a leading zero would be lost. */
  private static String nonZero(String digits) {
    return digits.charAt(0) == '0' ? "1" + digits.substring(1) : digits;
  }

  private static UUID uuid(byte[] hash) {
    var bytes = ByteBuffer.wrap(hash, 0, UUID_BYTES);
    var high = (bytes.getLong() & VERSION_MASK) | VERSION_8;
    var low = (bytes.getLong() & VARIANT_MASK) | VARIANT;
    return new UUID(high, low);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
