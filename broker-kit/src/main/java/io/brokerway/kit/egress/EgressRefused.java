package io.brokerway.kit.egress;

import java.io.IOException;

/** A connection that the policy does not allow; none was made. */
public final class EgressRefused extends IOException {
  private static final long serialVersionUID = 1L;

  EgressRefused(String why) {
    super(why);
  }
}
