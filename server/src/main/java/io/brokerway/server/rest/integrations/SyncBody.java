package io.brokerway.server.rest.integrations;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A request to sync an account now.
 *
 * @param forceSync although one was asked for within the hour; absent for false
 */
record SyncBody(@JsonProperty("force_sync") @Nullable Boolean forceSync) {}
