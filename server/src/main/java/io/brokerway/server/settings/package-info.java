/** The operator's settings: from flags, the environment and a file, read once and checked whole. */
@NullMarked
package io.brokerway.server.settings;

import org.jspecify.annotations.NullMarked;
