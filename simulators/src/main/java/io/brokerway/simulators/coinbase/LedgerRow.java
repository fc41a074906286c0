package io.brokerway.simulators.coinbase;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** A transaction of one wallet, as the API v2 shows it. */
record LedgerRow(String id, String type, Instant at, ObjectNode json) {}
