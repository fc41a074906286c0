/**
 * Coinbase's Advanced Trade API v3, the ledger of the Coinbase App API v2 and the WebSocket
 * channels, as Coinbase's own clients see them: spot crypto, one portfolio for each API key.
 */
@NullMarked
package io.brokerway.simulators.coinbase;

import org.jspecify.annotations.NullMarked;
