/**
 * Charles Schwab's Trader API, market data and streamer over a venue: logins that last seven days,
 * accounts by hash, orders without an identity of the client's, refusals that come as taken orders.
 *
 * <p>What Schwab documents is as documented or as recorded; what is unknown is said where it is
 * decided.
 */
@NullMarked
package io.brokerway.simulators.charlesschwab;

import org.jspecify.annotations.NullMarked;
