/** The Coinbase adapter. */
@NullMarked
package io.brokerway.brokers.coinbase;

import org.jspecify.annotations.NullMarked;
