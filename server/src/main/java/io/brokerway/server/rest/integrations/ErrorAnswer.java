package io.brokerway.server.rest.integrations;

import java.time.Instant;

/**
 * Any error.
 *
 * @param success always false
 * @param error a sentence for people
 */
public record ErrorAnswer(boolean success, String error, Instant timestamp) {}
