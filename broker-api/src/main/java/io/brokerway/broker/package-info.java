/**
 * The contract between Brokerway and a broker: what an adapter declares ({@link
 * io.brokerway.broker.BrokerProfile}, {@link io.brokerway.broker.Capabilities}), what it does
 * ({@link io.brokerway.broker.Broker}) and what it is given ({@link
 * io.brokerway.broker.BrokerContext}). No I/O happens here.
 *
 * <p>Sign conventions, kept everywhere: a short position is a negative quantity, a buy's cash
 * effect is negative. Amounts and quantities are {@code BigDecimal} in the scale the broker sent.
 */
@NullMarked
package io.brokerway.broker;

import org.jspecify.annotations.NullMarked;
