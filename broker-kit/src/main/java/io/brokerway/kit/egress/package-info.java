/** Where an adapter may connect to, decided before and checked at the moment of connecting. */
@NullMarked
package io.brokerway.kit.egress;

import org.jspecify.annotations.NullMarked;
