package io.brokerway.simulators.coinbase;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The key that a user downloads, both halves, in the forms in which Coinbase hands it out.
 *
 * @param name the key's name, the {@code kid} of its tokens
 */
public record KeyFile(String name, PrivateKey privateKey, PublicKey publicKey) {
  private static final int FIELD_BYTES = 32;

  // The ASN.1 around the parts of an EC private key on P-256. Source: RFC 5915, section 3.
  private static final byte[] SEC1_HEAD = HexFormat.of().parseHex("30770201010420");
  private static final byte[] SEC1_CURVE =
      HexFormat.of().parseHex("a00a06082a8648ce3d030107a14403420004");

  /** A new ECDSA key on P-256, for {@code ES256}. */
  public static KeyFile ecdsa(String name) {
    return generated(name, "EC", 256);
  }

  /** A new Ed25519 key, for {@code EdDSA}. */
  public static KeyFile ed25519(String name) {
    return generated(name, "Ed25519", 255);
  }

  /** A known key, from the encodings of its halves: PKCS#8 and X.509 in base64. */
  static KeyFile of(String name, String algorithm, String pkcs8, String x509) {
    try {
      var factory = KeyFactory.getInstance(algorithm);
      var decoder = Base64.getDecoder();
      return new KeyFile(
          name,
          factory.generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(pkcs8))),
          factory.generatePublic(new X509EncodedKeySpec(decoder.decode(x509))));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a key of " + algorithm, e);
    }
  }

  /** The private key as the downloaded file has it: PEM for ECDSA, bare base64 for Ed25519. */
  public String secret() {
    return privateKey instanceof EdECPrivateKey edwards
        ? base64(seedAndPublic(edwards))
        : pem("EC PRIVATE KEY", sec1());
  }

  /** The private key in PKCS#8, as PEM. */
  public String pkcs8() {
    return pem("PRIVATE KEY", privateKey.getEncoded());
  }

  /** The bare 32 bytes of an Ed25519 key, in base64. */
  public String seed() {
    if (privateKey instanceof EdECPrivateKey edwards) {
      return base64(edwards.getBytes().orElseThrow());
    }
    throw new IllegalStateException(name + " is not an Ed25519 key");
  }

  private byte[] seedAndPublic(EdECPrivateKey edwards) {
    var encoded = publicKey.getEncoded();
    var both = new ByteArrayOutputStream();
    both.writeBytes(edwards.getBytes().orElseThrow());
    both.write(encoded, encoded.length - FIELD_BYTES, FIELD_BYTES);
    return both.toByteArray();
  }

  private byte[] sec1() {
    if (!(privateKey instanceof ECPrivateKey secret) || !(publicKey instanceof ECPublicKey open)) {
      throw new IllegalStateException(name + " is not an ECDSA key");
    }
    var out = new ByteArrayOutputStream();
    out.writeBytes(SEC1_HEAD);
    out.writeBytes(field(secret.getS()));
    out.writeBytes(SEC1_CURVE);
    out.writeBytes(field(open.getW().getAffineX()));
    out.writeBytes(field(open.getW().getAffineY()));
    return out.toByteArray();
  }

  /** A number in exactly 32 bytes. */
  private static byte[] field(BigInteger number) {
    var bytes = number.toByteArray();
    var padded = new byte[FIELD_BYTES];
    var length = Math.min(bytes.length, FIELD_BYTES);
    System.arraycopy(bytes, bytes.length - length, padded, FIELD_BYTES - length, length);
    return padded;
  }

  private static String pem(String label, byte[] der) {
    var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, lines.encodeToString(der), label);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static KeyFile generated(String name, String algorithm, int bits) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      KeyPair pair = generator.generateKeyPair();
      return new KeyFile(name, pair.getPrivate(), pair.getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + algorithm, e);
    }
  }

  @Override
  public String toString() {
    return "KeyFile[" + name + "]";
  }
}
