package io.brokerway.kit.oauth;

import io.brokerway.kit.http.Query;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The address of the broker's page on which a user lets us in (RFC 6749, section 4.1.1). */
public final class ConsentPage {
  private final URI page;
  private final Query query = new Query();

  private ConsentPage(URI page) {
    this.page = page;
  }

  /** The page for an application and one login. */
  public static ConsentPage of(URI page, OAuthApplication application, String state) {
    var consent = new ConsentPage(page);
    consent
        .query
        .add("response_type", "code")
        .add("client_id", application.clientId().reveal())
        .add("redirect_uri", application.redirectUri())
        .add("state", state);
    return consent;
  }

  /** Ties the code to a verifier that only we know (RFC 7636, S256). */
  public ConsentPage with(Pkce pkce) {
    return with("code_challenge", pkce.challenge()).with("code_challenge_method", "S256");
  }

  /** A parameter of the broker's own; an absent one is left out. */
  public ConsentPage with(String name, @Nullable Object value) {
    query.add(name, value);
    return this;
  }

  public URI address() {
    return URI.create(page + query.toString());
  }
}
