/**
 * TradeStation's API v3: sign-in pages and tokens, both hosts, orders in groups, and the streams of
 * JSON in an HTTP body that does not end.
 */
@NullMarked
package io.brokerway.simulators.tradestation;

import org.jspecify.annotations.NullMarked;
