package io.brokerway.engine.vault;

/** How deep a rotation of keys goes. */
public enum RotationDepth {
  /** The install's key in the key file: every connection's key is wrapped anew. Quick. */
  INSTALL_KEY,
  /** Also each connection's key: every secret is encrypted anew. */
  ALL_KEYS
}
