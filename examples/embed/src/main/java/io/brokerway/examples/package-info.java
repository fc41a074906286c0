/** How a program of one's own uses the engine. */
@NullMarked
package io.brokerway.examples;

import org.jspecify.annotations.NullMarked;
