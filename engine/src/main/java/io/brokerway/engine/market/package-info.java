/**
 * Instruments and symbols, quotes, bars and market hours, each asked of the broker of a connection.
 * What one user's login fetched never serves another, unless the adapter declares it shareable.
 */
@NullMarked
package io.brokerway.engine.market;

import org.jspecify.annotations.NullMarked;
