/**
 * A small venue: accounts, orders, matching against the prices of a {@link
 * io.brokerway.exchange.tape.PriceSource}, fees, margin and corporate actions, all kept as events
 * in a durable journal.
 */
@NullMarked
package io.brokerway.exchange;

import org.jspecify.annotations.NullMarked;
