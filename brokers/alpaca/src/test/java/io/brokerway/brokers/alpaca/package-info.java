/** Tests of the Alpaca adapter. */
@NullMarked
package io.brokerway.brokers.alpaca;

import org.jspecify.annotations.NullMarked;
