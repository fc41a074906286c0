/** Tests of the simulated TradeStation. */
@NullMarked
package io.brokerway.simulators.tradestation;

import org.jspecify.annotations.NullMarked;
