package io.brokerway.engine.identity;

/** For whom a key speaks. */
public enum KeyKind {
  /** For an application, which names the user it acts for. */
  APPLICATION,
  /** For one user. */
  USER
}
