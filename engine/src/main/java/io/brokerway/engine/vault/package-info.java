/** Secrets at rest: envelope encryption bound to owner, connection and field; install-wide MACs. */
@NullMarked
package io.brokerway.engine.vault;

import org.jspecify.annotations.NullMarked;
