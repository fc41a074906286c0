/** Tests of the adapter for TradeStation. */
@NullMarked
package io.brokerway.brokers.tradestation;

import org.jspecify.annotations.NullMarked;
