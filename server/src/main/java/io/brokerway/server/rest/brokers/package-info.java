/** Surface 2, broker connections: connect a broker, sync, and read the synced positions. */
@NullMarked
package io.brokerway.server.rest.brokers;

import org.jspecify.annotations.NullMarked;
