/** Runs the documented samples of the surfaces against a gateway, word for word. */
@NullMarked
package io.brokerway.server.surfaces;

import org.jspecify.annotations.NullMarked;
