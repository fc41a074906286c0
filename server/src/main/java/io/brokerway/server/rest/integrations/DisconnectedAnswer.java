package io.brokerway.server.rest.integrations;

import java.time.Instant;

/** What was disconnected. */
record DisconnectedAnswer(boolean success, String message, Instant timestamp) {}
