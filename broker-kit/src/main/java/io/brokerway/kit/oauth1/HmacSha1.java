package io.brokerway.kit.oauth1;

import io.brokerway.broker.login.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs with both secrets. RFC 5849, section 3.4.2. */
public final class HmacSha1 implements SignatureMethod {
  private static final String ALGORITHM = "HmacSHA1";

  @Override
  public String name() {
    return "HMAC-SHA1";
  }

  @Override
  public String sign(String base, OAuth1Keys keys) {
    var key = key(keys);
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java knows " + ALGORITHM, e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] key(OAuth1Keys keys) {
    var text = part(keys.consumerSecret()) + "&" + part(keys.tokenSecret());
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String part(Secret secret) {
    return SignatureBase.encoded(secret.reveal());
  }
}
