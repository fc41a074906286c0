/**
 * A server that speaks the protocols of brokers over the exchange, so that robots and adapters can
 * be tried against it: one path prefix per broker, scriptable faults, a ledger of what was truly
 * accepted.
 */
@NullMarked
package io.brokerway.simulators;

import org.jspecify.annotations.NullMarked;
