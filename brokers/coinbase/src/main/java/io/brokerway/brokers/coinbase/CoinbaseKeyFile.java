package io.brokerway.brokers.coinbase;

import io.brokerway.broker.BrokerException.LoginRefused;
import io.brokerway.broker.login.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The private key as users paste it: PEM of an elliptic curve, in the older or the newer form, with
 * line ends or with {@code \n} as in the downloaded file; or the base64 of an Ed25519 key. Pure.
 */
final class CoinbaseKeyFile {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN (EC )?PRIVATE KEY-----(.*?)-----END (EC )?PRIVATE KEY-----");

  /** PKCS#8 around the older form, SEC1: version, then id-ecPublicKey on prime256v1. */
  private static final byte[] EC_VERSION_AND_CURVE =
      HexFormat.of().parseHex("020100301306072a8648ce3d020106082a8648ce3d030107");

  /** PKCS#8 around 32 bytes of an Ed25519 seed. RFC 8410, section 7. */
  private static final byte[] ED25519_HEAD =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  private static final int SEED_BYTES = 32;
  private static final int SEED_AND_PUBLIC_BYTES = 64;
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final int SHORT_LENGTH = 0x80;
  private static final int ONE_BYTE_LENGTH = 0x81;
  private static final int MOST_BYTES = 200;

  private CoinbaseKeyFile() {}

  /** A private key in the one form that is kept. */
  record Read(CoinbaseKey.Kind kind, Secret encoded) {}

  /**
   * Reads what was pasted.
   *
   * @throws LoginRefused if it has none of the forms
   */
  static Read read(String pasted) {
    var text = pasted.replace("\\n", "\n").replaceAll("[\\s\"]+", " ").strip();
    var pem = PEM.matcher(text);
    if (pem.find()) {
      var content = decoded(pem.group(2));
      var encoded = pem.group(1) == null ? content : wrapped(content);
      return new Read(CoinbaseKey.Kind.ECDSA, Secret.of(encoded));
    }
    var content = decoded(text);
    if (content.length != SEED_BYTES && content.length != SEED_AND_PUBLIC_BYTES) {
      throw refused();
    }
    var seed = Arrays.copyOf(content, SEED_BYTES);
    return new Read(CoinbaseKey.Kind.ED25519, Secret.of(joined(ED25519_HEAD, seed)));
  }

  private static byte[] wrapped(byte[] sec1) {
    return tagged(SEQUENCE, joined(EC_VERSION_AND_CURVE, tagged(OCTET_STRING, sec1)));
  }

  /** A DER value; keys are short, so that one byte of length is enough. */
  private static byte[] tagged(int tag, byte[] content) {
    if (content.length > MOST_BYTES) {
      throw refused();
    }
    return content.length < SHORT_LENGTH
        ? joined(new byte[] {(byte) tag, (byte) content.length}, content)
        : joined(new byte[] {(byte) tag, (byte) ONE_BYTE_LENGTH, (byte) content.length}, content);
  }

  private static byte[] joined(byte[] head, byte[] tail) {
    var both = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, both, head.length, tail.length);
    return both;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64.replace(" ", ""));
    } catch (IllegalArgumentException e) {
      throw refused();
    }
  }

  private static LoginRefused refused() {
    return new LoginRefused(
        "private_key is neither a PEM of an ECDSA key nor the base64 of an Ed25519 key");
  }
}
