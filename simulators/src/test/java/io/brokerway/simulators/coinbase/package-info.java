/** Tests of the simulated Coinbase, vendors' own clients included. */
@NullMarked
package io.brokerway.simulators.coinbase;

import org.jspecify.annotations.NullMarked;
