package io.brokerway.engine.connections;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A login that waits for its user, without its secrets.
 *
 * @param secretNames the names of the secrets that the vault keeps under the draft's id
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole, never handed out.
record LoginDraft(
    UUID id,
    ConnectionRef connection,
    String option,
    @Nullable URI redirectUri,
    byte @Nullable [] stateMac,
    List<String> secretNames,
    Instant validUntil) {}
