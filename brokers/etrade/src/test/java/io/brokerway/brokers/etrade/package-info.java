/** Tests of the E*TRADE adapter. */
@NullMarked
package io.brokerway.brokers.etrade;

import org.jspecify.annotations.NullMarked;
