/**
 * The paper broker: a venue inside the gateway, with play money and replayed historical prices. One
 * environment (paper), no credential, no network; its ledger is the journal that the gateway gives
 * it. Oddities: a sell never opens a short position unless it says so, dividends are paid on the
 * ex-date, and open orders end at a split.
 */
@NullMarked
package io.brokerway.brokers.paper;

import org.jspecify.annotations.NullMarked;
