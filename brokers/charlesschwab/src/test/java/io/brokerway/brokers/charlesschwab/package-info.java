/** Tests of the adapter for Charles Schwab. */
@NullMarked
package io.brokerway.brokers.charlesschwab;

import org.jspecify.annotations.NullMarked;
