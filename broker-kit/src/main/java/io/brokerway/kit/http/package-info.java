/**
 * Calls to a broker over HTTP: paced, bounded, recorded, and honest about what may have arrived.
 */
@NullMarked
package io.brokerway.kit.http;

import org.jspecify.annotations.NullMarked;
