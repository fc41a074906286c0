/** Keeps the calls of the whole process within what brokers take, the most urgent first. */
@NullMarked
package io.brokerway.kit.pacing;

import org.jspecify.annotations.NullMarked;
