/** Tests of what all simulators share. */
@NullMarked
package io.brokerway.simulators;

import org.jspecify.annotations.NullMarked;
