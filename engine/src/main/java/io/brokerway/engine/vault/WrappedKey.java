package io.brokerway.engine.vault;

import java.util.UUID;

/**
 * A data key as its row holds it.
 *
 * @param version the version of the install's key that wrapped it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole, never handed out.
record WrappedKey(UUID id, byte[] bytes, int version) {}
