/** WebSocket connections that notice their own death, come back and tell what they missed. */
@NullMarked
package io.brokerway.kit.stream;

import org.jspecify.annotations.NullMarked;
