/** Real processes, killed at the worst moments; what the broker's ledger says is the truth. */
@NullMarked
package io.brokerway.faults;

import org.jspecify.annotations.NullMarked;
