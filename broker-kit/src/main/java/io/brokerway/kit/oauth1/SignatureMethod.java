package io.brokerway.kit.oauth1;

/**
 * How the text is signed. A broker that wants {@code RSA-SHA256} gets an implementation that holds
 * the private key.
 */
public interface SignatureMethod {

  /** As the protocol spells it: {@code HMAC-SHA1}. */
  String name();

  /** The signature of a text, in base 64. */
  String sign(String base, OAuth1Keys keys);
}
