package io.brokerway.engine.connections;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.Environment;
import java.util.UUID;

/** A connection with what never changes of it. */
public record ConnectionRef(
    Owner owner, UUID connection, BrokerId broker, Environment environment) {}
