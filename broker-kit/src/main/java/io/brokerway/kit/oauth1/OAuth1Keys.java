package io.brokerway.kit.oauth1;

import io.brokerway.broker.login.Secret;

/**
 * Whose call it is: the application's registration and, once there is one, a token.
 *
 * @param token empty while there is none
 * @param tokenSecret empty while there is no token
 */
public record OAuth1Keys(
    String consumerKey, Secret consumerSecret, String token, Secret tokenSecret) {

  /** Before there is a token. */
  public static OAuth1Keys ofApplication(String consumerKey, Secret consumerSecret) {
    return new OAuth1Keys(consumerKey, consumerSecret, "", Secret.of(""));
  }

  /** The same application with a token. */
  public OAuth1Keys with(String newToken, Secret newSecret) {
    return new OAuth1Keys(consumerKey, consumerSecret, newToken, newSecret);
  }

  /** Hidden: a token is half of a login. */
  @Override
  public String toString() {
    return "OAuth1Keys[hidden]";
  }
}
