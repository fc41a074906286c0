/**
 * Whether an order may go to its broker: pre-trade checks as pure functions, limits, exposure that
 * is reserved by open orders, and the kill switch.
 */
@NullMarked
package io.brokerway.engine.risk;

import org.jspecify.annotations.NullMarked;
