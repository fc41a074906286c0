/** The skeleton of a new adapter is written into a copy, compiled and run. */
@NullMarked
package io.brokerway.conformance.skeleton;

import org.jspecify.annotations.NullMarked;
