/**
 * What can be traded or held, in one spelling for all brokers. Each adapter translates its own
 * spelling at its border.
 */
@NullMarked
package io.brokerway.broker.instrument;

import org.jspecify.annotations.NullMarked;
