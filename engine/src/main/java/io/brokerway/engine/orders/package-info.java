/**
 * The way of an order: intake, dispatch, life cycle and reconciliation. Every write is one durable
 * step of {@link io.brokerway.engine.orders.core}; what the broker did not answer stays unknown
 * until the broker itself settles it.
 */
@NullMarked
package io.brokerway.engine.orders;

import org.jspecify.annotations.NullMarked;
