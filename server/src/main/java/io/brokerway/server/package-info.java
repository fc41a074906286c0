/** The door of the gateway: HTTP, security, operations and the command line. */
@NullMarked
package io.brokerway.server;

import org.jspecify.annotations.NullMarked;
