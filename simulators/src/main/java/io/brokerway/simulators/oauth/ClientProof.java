package io.brokerway.simulators.oauth;

/** How an application proves to the token endpoint who it is. */
public enum ClientProof {
  /** {@code client_id} and {@code client_secret} in the form. */
  FORM,
  /** {@code Authorization: Basic}. */
  BASIC,
  /** As {@link #FORM}; without the secret where the code was asked for with PKCE (RFC 7636). */
  FORM_OR_PKCE
}
