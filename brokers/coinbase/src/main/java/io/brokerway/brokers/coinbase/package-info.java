/**
 * Coinbase (Advanced Trade API v3 for trading, Coinbase App API v2 for the wallets' ledger): spot
 * crypto. A login is a key bound to one portfolio, which is the account, or the token of an OAuth
 * login. A key signs a token of its own for each request, good for two minutes. Oddities: a refused
 * order is a 200 with {@code success:false}; a second order of a known {@code client_order_id}
 * returns the first; an edit keeps the order's id and needs price and size both; the ledger of v2
 * repeats the fills of v3; the user stream tells states of orders and no single fills.
 */
@NullMarked
package io.brokerway.brokers.coinbase;

import org.jspecify.annotations.NullMarked;
