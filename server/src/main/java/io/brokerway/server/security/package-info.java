/** Who is asking: keys, the demo's guard, scopes, limits at the door. */
@NullMarked
package io.brokerway.server.security;

import org.jspecify.annotations.NullMarked;
