/**
 * The conformance suite: numbered cases that hold a broker adapter to what it declares, in both
 * directions, against its simulator. An adapter joins by one {@link
 * io.brokerway.conformance.SimulatedBroker} and one subclass of {@link
 * io.brokerway.conformance.BrokerConformance} in its tests.
 */
@NullMarked
package io.brokerway.conformance;

import org.jspecify.annotations.NullMarked;
