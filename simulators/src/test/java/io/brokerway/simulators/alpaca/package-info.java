/** Tests of the simulated Alpaca, vendors' own clients included. */
@NullMarked
package io.brokerway.simulators.alpaca;

import org.jspecify.annotations.NullMarked;
