/** Tests of plugins, over jars that are compiled and packed on the spot. */
@NullMarked
package io.brokerway.engine.plugins;

import org.jspecify.annotations.NullMarked;
