/**
 * Alpaca's Trading API v2, Market Data API and both streams, as Alpaca's own clients see them, live
 * and paper side by side.
 */
@NullMarked
package io.brokerway.simulators.alpaca;

import org.jspecify.annotations.NullMarked;
