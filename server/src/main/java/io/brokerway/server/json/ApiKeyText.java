package io.brokerway.server.json;

/** Knows our own keys by their look, so that one sent in the wrong place is refused. */
public final class ApiKeyText {
  public static final String REFUSAL =
      "holds an API key; send it in the X-API-Key header, and replace it, since it may have been"
          + " logged";

  private static final String PREFIX = "bw_";
  private static final int LEAST_LENGTH = 40;

  private ApiKeyText() {}

  public static boolean looksLikeKey(String text) {
    return text.length() >= LEAST_LENGTH && text.startsWith(PREFIX);
  }
}
