/**
 * The order's life as pure steps: a state and an input give the next state and the facts that
 * follow. No clock, no chance, no I/O: what is needed of them comes in with the input, so that a
 * life can be replayed.
 */
@NullMarked
package io.brokerway.engine.orders.core;

import org.jspecify.annotations.NullMarked;
