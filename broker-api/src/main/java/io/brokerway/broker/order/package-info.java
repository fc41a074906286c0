/** Orders as they are sent, as the broker reports them, and what became of a command. */
@NullMarked
package io.brokerway.broker.order;

import org.jspecify.annotations.NullMarked;
