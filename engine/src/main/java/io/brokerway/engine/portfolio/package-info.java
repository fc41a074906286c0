/**
 * Accounts with their balances, positions and transactions: the broker's last snapshot plus our
 * fills since its read started, each figure with its age and status; and the sync that reads them.
 */
@NullMarked
package io.brokerway.engine.portfolio;

import org.jspecify.annotations.NullMarked;
