/** Tests of the simulated Schwab. */
@NullMarked
package io.brokerway.simulators.charlesschwab;

import org.jspecify.annotations.NullMarked;
