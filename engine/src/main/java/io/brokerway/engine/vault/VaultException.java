package io.brokerway.engine.vault;

import org.jspecify.annotations.Nullable;

/** A secret cannot be read: the wrong key, or a row that was moved or changed. Never falls back. */
public final class VaultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  VaultException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
