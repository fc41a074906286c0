/** A simulated __Title__, written from its own pages and without a look at the adapter. */
@NullMarked
package io.brokerway.simulators.__package__;

import org.jspecify.annotations.NullMarked;
