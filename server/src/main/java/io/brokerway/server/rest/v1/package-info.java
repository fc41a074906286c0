/** The canonical API, {@code /api/v1}: thin translations between HTTP and the engine. */
@NullMarked
package io.brokerway.server.rest.v1;

import org.jspecify.annotations.NullMarked;
