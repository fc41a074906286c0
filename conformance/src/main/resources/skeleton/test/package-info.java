/** Tests of __Title__'s adapter; what it is held to stands in the conformance suite. */
@NullMarked
package io.brokerway.brokers.__package__;

import org.jspecify.annotations.NullMarked;
