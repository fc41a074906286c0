package io.brokerway.simulators.oauth;

/** Why a token endpoint refuses, by the cases that brokers tell apart. */
public enum TokenProblem {
  MALFORMED(400, "invalid_request"),
  UNKNOWN_GRANT_TYPE(400, "unsupported_grant_type"),
  WRONG_CLIENT(401, "invalid_client"),
  BAD_CODE(400, "invalid_grant"),
  BAD_REFRESH_TOKEN(400, "invalid_grant");

  private final int status;
  private final String error;

  TokenProblem(int status, String error) {
    this.status = status;
    this.error = error;
  }

  /** The status of RFC 6749, section 5.2. */
  public int status() {
    return status;
  }

  /** The error of RFC 6749, section 5.2. */
  public String error() {
    return error;
  }
}
