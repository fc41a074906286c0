/**
 * Adapters from jars that an operator lists, each in a class loader of its own. They run beside the
 * vault with all that the gateway may do: a class loader keeps libraries apart, not secrets.
 */
@NullMarked
package io.brokerway.engine.plugins;

import org.jspecify.annotations.NullMarked;
