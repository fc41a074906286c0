package io.brokerway.broker;

import java.time.Duration;
import java.time.Instant;

/**
 * One call to a broker, as the audit trail and the metrics see it: no header, no body, no secret.
 *
 * @param connection the connection it was made for; empty before one exists
 * @param operation the adapter's name of it: {@code placeOrder}
 * @param changesState whether it can change the broker's state
 * @param target method, host and path without its query: {@code POST api.example.com/v2/orders}
 * @param status the HTTP status; 0 if no answer came
 * @param outcome {@code ok}, or what went wrong: {@code timeout}, {@code http 503}, {@code refused}
 * @param requestId the broker's id of the call; empty if it gave none
 */
public record CallRecord(
    BrokerId broker,
    String connection,
    String operation,
    boolean changesState,
    String target,
    int status,
    String outcome,
    String requestId,
    Instant startedAt,
    Duration took,
    long bytesSent,
    long bytesReceived) {}
