/**
 * How users connect broker accounts and what becomes of the connection: login steps, states, token
 * renewal, the open brokers and their streams. What brokers tell reaches the packages above through
 * {@link io.brokerway.engine.connections.BrokerFeed}.
 */
@NullMarked
package io.brokerway.engine.connections;

import org.jspecify.annotations.NullMarked;
