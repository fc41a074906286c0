/** The engine: the product without a door. {@link io.brokerway.engine.Engine} is its top. */
@NullMarked
package io.brokerway.engine;

import org.jspecify.annotations.NullMarked;
