/** Holds the simulated Zerodha to what Kite Connect documents and to what its SDKs understand. */
@NullMarked
package io.brokerway.simulators.zerodha;

import org.jspecify.annotations.NullMarked;
