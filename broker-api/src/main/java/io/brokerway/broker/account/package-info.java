/** Accounts, balances, positions and transactions as a broker reports them. */
@NullMarked
package io.brokerway.broker.account;

import org.jspecify.annotations.NullMarked;
