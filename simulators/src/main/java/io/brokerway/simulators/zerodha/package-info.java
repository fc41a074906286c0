/**
 * Zerodha's Kite Connect v3 as a server: login page with password and one-time code, checksums that
 * are verified, tokens that end at six in the morning, orders, holdings, positions, triggers,
 * binary ticks and postbacks. Accounts trade shares and funds of NSE and BSE; derivatives are not
 * enabled for them.
 */
@NullMarked
package io.brokerway.simulators.zerodha;

import org.jspecify.annotations.NullMarked;
