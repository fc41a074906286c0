package io.brokerway.engine.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of an API key: {@code bw_}, 16 characters of id, 43 of secret (256 bits), 6 of CRC-32.
 * The prefix and the checksum let a scanner find lost keys, and refuse typing errors without a
 * look-up.
 *
 * @param id the public part
 */
record KeyText(String id, String secret) {
  private static final String PREFIX = "bw_";
  private static final int ID_BYTES = 11;
  private static final int ID_LENGTH = 16;
  private static final int SECRET_BYTES = 32;
  private static final int SECRET_LENGTH = 43;
  private static final int CHECKSUM_LENGTH = 6;
  private static final Pattern FORM =
      Pattern.compile("bw_[0-9A-Za-z]{%d}".formatted(ID_LENGTH + SECRET_LENGTH + CHECKSUM_LENGTH));

  /** A new key's text. */
  static KeyText random(RandomGenerator random) {
    return new KeyText(
        random(random, ID_BYTES, ID_LENGTH), random(random, SECRET_BYTES, SECRET_LENGTH));
  }

  /** Takes a presented text apart; empty if it cannot be a key. */
  static Optional<KeyText> parse(String presented) {
    if (!FORM.matcher(presented).matches()) {
      return Optional.empty();
    }
    var idEnd = PREFIX.length() + ID_LENGTH;
    var secretEnd = idEnd + SECRET_LENGTH;
    var checksum = checksum(presented.substring(0, secretEnd));
    return presented.endsWith(checksum)
        ? Optional.of(
            new KeyText(
                presented.substring(PREFIX.length(), idEnd), presented.substring(idEnd, secretEnd)))
        : Optional.empty();
  }

  /** The whole text, to be shown once. */
  String text() {
    var start = PREFIX + id + secret;
    return start + checksum(start);
  }

  @Override
  public String toString() {
    return "KeyText[" + id + "]";
  }

  private static String random(RandomGenerator random, int bytes, int length) {
    var value = new byte[bytes];
    random.nextBytes(value);
    return Base62.encode(value, length);
  }

  private static String checksum(String start) {
    var crc = new CRC32();
    crc.update(start.getBytes(StandardCharsets.US_ASCII));
    var bytes = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    return Base62.encode(bytes, CHECKSUM_LENGTH);
  }
}
