/** The simulated E*TRADE. */
@NullMarked
package io.brokerway.simulators.etrade;

import org.jspecify.annotations.NullMarked;
