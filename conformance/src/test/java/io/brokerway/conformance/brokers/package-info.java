/** The brokers of this build, joined to the suite by its public side alone. */
@NullMarked
package io.brokerway.conformance.brokers;

import org.jspecify.annotations.NullMarked;
