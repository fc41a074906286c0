/**
 * TradeStation (API v3): one login reaches several accounts, each of its own kind, on two hosts for
 * real and simulated money. The access token lives 20 minutes and is renewed silently. Oddities:
 * figures are texts; a failure may hide in a 200; an order keeps its id through replaces and shows
 * no single fills, so that they are derived from its count; an id of ours guards against a second
 * order but is never shown again; streams are HTTP replies without an end that begin with all that
 * there is; of the past only orders are told, no cash.
 */
@NullMarked
package io.brokerway.brokers.tradestation;

import org.jspecify.annotations.NullMarked;
