/** Who is asking: tenants, users and API keys. */
@NullMarked
package io.brokerway.engine.identity;

import org.jspecify.annotations.NullMarked;
