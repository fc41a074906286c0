/** Tests of the simulated __Title__, over its own protocol. */
@NullMarked
package io.brokerway.simulators.__package__;

import org.jspecify.annotations.NullMarked;
