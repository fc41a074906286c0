/** Tests of the adapter to Zerodha. */
@NullMarked
package io.brokerway.brokers.zerodha;

import org.jspecify.annotations.NullMarked;
