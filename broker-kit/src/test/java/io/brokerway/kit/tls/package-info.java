/** TLS towards brokers, tried with certificates that must not be taken. */
@NullMarked
package io.brokerway.kit.tls;

import org.jspecify.annotations.NullMarked;
