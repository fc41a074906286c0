package io.brokerway.engine.identity;

/** Whether a key opens the door. */
public enum KeyStatus {
  ACTIVE,
  EXPIRED,
  REVOKED
}
