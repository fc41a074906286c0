/** Quotes, bars and trading sessions. */
@NullMarked
package io.brokerway.broker.market;

import org.jspecify.annotations.NullMarked;
